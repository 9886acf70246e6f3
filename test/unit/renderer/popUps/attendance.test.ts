import { expect, it } from 'vitest';
import { keepAttending } from '../../../../renderer/features/popUps/attendance.ts';
import { ManualClock } from '../../../support/manualClock.ts';

it('is told at once, every minute, and when asked to', async () => {
  const clock = new ManualClock();
  const toldAt: number[] = [];
  const start = clock.now();
  const attendance = keepAttending(async () => toldAt.push((clock.now() - start) / 1000), clock);
  await clock.advance(90_000);
  expect(toldAt).toEqual([0, 60]);
  attendance.renew();
  await clock.advance(60_000);
  expect(toldAt).toEqual([0, 60, 90, 150]);
  attendance.stop();
  await clock.advance(600_000);
  expect(toldAt).toHaveLength(4);
});

it('a host that does not answer is told again all the same', async () => {
  const clock = new ManualClock();
  let told = 0;
  const attendance = keepAttending(async () => {
    told++;
    throw new TypeError('Failed to fetch');
  }, clock);
  await clock.advance(120_000);
  expect(told).toBe(3);
  attendance.stop();
});

import { beforeEach, expect, it } from 'vitest';
import { watchConnectivity } from '../../../../electron/machine/connectivity.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { ManualClock } from '../../../support/manualClock.ts';

let clock: ManualClock;
beforeEach(async () => {
  standIn.reset();
  await standIn.becomeReady();
  clock = new ManualClock();
});

it('polls once when a network is there again, and not while one stays', async () => {
  let returns = 0;
  const stop = watchConnectivity(clock, () => returns++);
  await clock.advance(60_000);
  expect(returns).toBe(0);
  standIn.setOnline(false);
  await clock.advance(60_000);
  expect(returns).toBe(0);
  standIn.setOnline(true);
  await clock.advance(5000);
  expect(returns).toBe(1);
  await clock.advance(60_000);
  expect(returns).toBe(1);
  stop();
  expect(clock.pendingTimers).toBe(0);
});

it('polls for the first network too, when the machine started without', async () => {
  standIn.setOnline(false);
  let returns = 0;
  const stop = watchConnectivity(clock, () => returns++);
  standIn.setOnline(true);
  await clock.advance(5000);
  expect(returns).toBe(1);
  stop();
});

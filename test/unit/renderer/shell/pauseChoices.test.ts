import { afterEach, beforeEach, expect, it } from 'vitest';
import { pauseChoices } from '../../../../renderer/features/shell/pauseChoices.ts';

let zone: string | undefined;
beforeEach(() => {
  zone = process.env.TZ;
  process.env.TZ = 'Europe/Berlin';
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});
const untilFrom = (now: string) => pauseChoices(new Date(now)).map(({ until }) => until.toISOString());

it('pauses for half an hour, an hour, or until the morning', () => {
  expect(untilFrom('2026-03-10T21:15:00.000Z')).toEqual([
    '2026-03-10T21:45:00.000Z',
    '2026-03-10T22:15:00.000Z',
    '2026-03-11T07:00:00.000Z',
  ]);
});

it('never asks the host for more than a day, not even over a night of 25 hours', () => {
  // 24 October 2026, 08:30 in Berlin: the next morning is 24 h and 30 min away.
  expect(untilFrom('2026-10-24T06:00:00.000Z').at(-1)).toBe('2026-10-25T05:59:00.000Z');
});

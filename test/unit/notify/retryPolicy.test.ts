import { expect, it } from 'vitest';
import { defaultRetryPolicy, retryDelayMs } from '../../../core/notify/retryPolicy.ts';

const hour = 3_600_000;

it.each([
  [1, 1000],
  [2, 2000],
  [3, 4000],
  [6, 32_000],
  [7, 60_000],
  [5000, 60_000],
])('waits at most, after %i failures, %i ms', (failures, ceilingMs) => {
  expect(retryDelayMs(defaultRetryPolicy, failures, null, () => 0)).toBe(0);
  expect(retryDelayMs(defaultRetryPolicy, failures, null, () => 0.999_999)).toBeCloseTo(ceilingMs, -1);
});

it('waits as long as the service asks, and a little more so that not all come back at once', () => {
  expect(retryDelayMs(defaultRetryPolicy, 1, 30_000, () => 0)).toBe(30_000);
  expect(retryDelayMs(defaultRetryPolicy, 1, 30_000, () => 0.5)).toBe(30_500);
});

it.each([
  ['days', 5 * 24 * hour, hour],
  ['a time that has passed', -5000, 0],
])('is not led astray by a service that asks for %s', (_, askedMs, delayMs) => {
  expect(retryDelayMs(defaultRetryPolicy, 1, askedMs, () => 0)).toBe(delayMs);
});

it('tries a critical alert for a day and the others for an hour', () => {
  expect((['critical', 'high', 'medium', 'low'] as const).map(defaultRetryPolicy.giveUpAfterMs)).toEqual([
    ...[24 * hour, hour, hour, hour],
  ]);
});

import { expect, it } from 'vitest';
import { formatCountdown, formatDuration } from '../../../shared/formatDuration.ts';

const [second, minute, hour] = [1000, 60_000, 3_600_000];

it.each([
  [-5, '0 s'],
  [12 * second, '12 s'],
  [59_999, '59 s'],
  [4 * minute, '4 min'],
  [hour - 1, '59 min'],
  [2 * hour, '2 h'],
  [2 * hour + 10 * minute, '2 h 10 min'],
  [24 * hour, '1 d'],
  [3 * 24 * hour + 4 * hour + 59 * minute, '3 d 4 h'],
])('%i ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

it.each([
  [-1, '00:00'],
  [1, '00:01'],
  [21 * second, '00:21'],
  [12 * minute + 5 * second, '12:05'],
  [hour + 2 * minute + 9 * second, '1:02:09'],
])('%i ms to go is %s', (ms, text) => expect(formatCountdown(ms)).toBe(text));

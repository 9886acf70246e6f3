import { describe, expect, it } from 'vitest';
import { periods, readPeriod, spanOf, writePeriod } from '../../../../renderer/features/report/reportPeriod.ts';

// As the reader's clock shows them, in whatever zone the tests run.
const at = (month: number, day: number, hour = 0) => new Date(2026, month - 1, day, hour).getTime();

describe('the days of a period', () => {
  const friday = at(11, 20, 15);

  it.each([
    ['today', at(11, 20), at(11, 21)],
    ['yesterday', at(11, 19), at(11, 20)],
    ['thisWeek', at(11, 16), at(11, 21)],
    ['lastWeek', at(11, 9), at(11, 16)],
    ['7d', at(11, 14), at(11, 21)],
    ['30d', at(10, 22), at(11, 21)],
    ['90d', at(8, 23), at(11, 21)],
  ] as const)('%s', (period, from, to) => {
    expect(spanOf(period, friday)).toEqual({ from, to });
  });

  it('counts a Sunday to the week that ends with it', () => {
    expect(spanOf('thisWeek', at(11, 22, 12))).toEqual({ from: at(11, 16), to: at(11, 23) });
  });

  it('begins and ends at midnight across a change of the clocks', () => {
    expect(spanOf('7d', at(3, 31, 12))).toEqual({ from: at(3, 25), to: at(4, 1) });
    expect(spanOf('7d', at(10, 27, 12))).toEqual({ from: at(10, 21), to: at(10, 28) });
  });
});

describe('the period in the address', () => {
  it.each(Object.keys(periods) as (keyof typeof periods)[])('%s comes back', (period) => {
    expect(readPeriod(writePeriod(period))).toBe(period);
  });

  it.each(['', '?period=', '?period=constructor', '?period=1y'])('%j is the usual one', (search) => {
    expect(readPeriod(search)).toBe('7d');
  });
});

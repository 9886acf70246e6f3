import { describe, expect, it } from 'vitest';
import { judgedBy } from '../../../../renderer/features/alertDetail/judgedBy.ts';

const windowStart = '2026-03-10T12:00:00Z';
const series = { metric: 'revenue', unit: 'currency', windowMs: 300_000, points: [] } as const;
const point = { windowStart, value: 245, mean: 1850, lowerBound: 1500, upperBound: 2200 };

describe('the band an alert goes by', () => {
  it.each([
    ['a rule on the windows before', 'revenue_drop', 'windows', 'Judged by the band of the windows before it.'],
    ['a rule on what was learned', 'revenue_drop', 'learned', 'Judged by the learned band.'],
    ['what was learned itself', 'learned_low', 'windows', 'Judged by the learned band.'],
  ] as const)('%s', (_name, type, band, expected) => {
    expect(judgedBy({ type, windowStart, series: { ...series, points: [point], band } })).toBe(expected);
  });

  it('is that of the windows before while too little was learned', () => {
    const unknown = { ...point, mean: null, lowerBound: null, upperBound: null };
    expect(
      judgedBy({ type: 'revenue_drop', windowStart, series: { ...series, points: [unknown], band: 'learned' } }),
    ).toBe('Judged by the windows before it: too little was learned by then.');
  });

  it('is not said where there is none', () => {
    expect(judgedBy({ type: 'trend', windowStart, series: null })).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { typeShares } from '../../../../renderer/features/overview/typeShares.ts';

describe('typeShares', () => {
  it('names known and foreign types, the most frequent first, equals by name', () => {
    const shares = typeShares(
      [
        { type: 'spark_lag_high', count: 2 },
        { type: 'revenue_drop', count: 7 },
        { type: 'conversion_drop', count: 2 },
        { type: 'traffic_drop', count: 0 },
      ],
      5,
    );
    expect(shares.map(({ label, count }) => [label, count])).toEqual([
      ['Revenue drop', 7],
      ['Conversion drop', 2],
      ['Spark lag high', 2],
    ]);
  });

  it('puts the rest together, as a filter of all of them', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ type: `t${index}`, count: 10 - index }));
    const shares = typeShares(many, 5);
    expect(shares).toHaveLength(6);
    expect(shares.at(-1)).toEqual({ id: 'others', label: '3 others', count: 5 + 4 + 3, types: ['t5', 't6', 't7'] });
  });

  it('does not hide a single type behind "others"', () => {
    const six = Array.from({ length: 6 }, (_, index) => ({ type: `t${index}`, count: 1 }));
    expect(typeShares(six, 5).map(({ id }) => id)).toEqual(['t0', 't1', 't2', 't3', 't4', 't5']);
  });
});

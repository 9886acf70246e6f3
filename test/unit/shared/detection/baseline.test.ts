import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineOf } from '../../../../shared/detection/baseline.ts';

describe('a baseline', () => {
  it('has the sample standard deviation and an interpolated 95th percentile', () => {
    // Mean 5, squares 9+1+1+1+0+0+4+16 = 32, sample variance 32/7.
    const baseline = baselineOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(baseline).toMatchObject({ mean: 5, stddev: Math.sqrt(32 / 7), min: 2, max: 9, count: 8 });
    expect(baseline?.p95).toBeCloseTo(8.3, 12);
  });

  it('leaves out windows without a value, and numbers that are none', () => {
    expect(baselineOf([null, 10, Number.NaN, 20, Number.POSITIVE_INFINITY])).toMatchObject({ mean: 15, count: 2 });
  });

  it('is nothing without values, and flat with one', () => {
    expect(baselineOf([])).toBeNull();
    expect(baselineOf([null, Number.NaN])).toBeNull();
    expect(baselineOf([7])).toEqual({ mean: 7, stddev: 0, min: 7, max: 7, p95: 7, count: 1 });
  });

  it('does not hang on the order of its values', () => {
    const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, (list) => {
        expect(baselineOf(list.toReversed())).toEqual(baselineOf(list));
      }),
    );
  });
});

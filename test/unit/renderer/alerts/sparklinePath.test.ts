import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparklinePath } from '../../../../renderer/features/alerts/sparklinePath.ts';

describe('the sparkline of a row', () => {
  it('puts the highest value at the top, the lowest at the bottom, and time from left to right', () => {
    expect(sparklinePath({ values: [0, 10, 5], lowerBound: null, upperBound: null }, 60, 20)).toEqual({
      line: 'M2 18L30 2L58 10',
      end: { x: 58, y: 10 },
      band: null,
    });
  });

  it('draws the band on the scale of the values', () => {
    const shape = sparklinePath({ values: [100, 100, 0], lowerBound: 75, upperBound: 100 }, 60, 20);
    expect(shape?.band).toEqual({ y: 2, height: 4 });
  });

  it('leaves a gap where a window has no value, and ends at the last that has one', () => {
    const shape = sparklinePath({ values: [1, null, 3, null], lowerBound: null, upperBound: null }, 60, 20);
    expect(shape?.line).toBe('M2 18M39.3 2');
    expect(shape?.end).toEqual({ x: 39.3, y: 2 });
  });

  it.each([
    ['a flat series', [5, 5, 5], 'M2 10L30 10L58 10'],
    ['a single value', [5], 'M30 10'],
  ])('draws %s in the middle', (_name, values, line) => {
    expect(sparklinePath({ values, lowerBound: null, upperBound: null }, 60, 20)?.line).toBe(line);
  });

  it.each([
    ['no values', []],
    ['only gaps', [null, null]],
    ['nothing finite', [Number.NaN, Number.POSITIVE_INFINITY]],
  ])('draws nothing for %s', (_name, values) => {
    expect(sparklinePath({ values, lowerBound: 1, upperBound: 2 }, 60, 20)).toBeNull();
  });

  it('stays inside its box whatever comes', () => {
    const value = fc.option(fc.double({ min: -1e15, max: 1e15, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), value, value, (values, lowerBound, upperBound) => {
        const shape = sparklinePath({ values, lowerBound, upperBound }, 60, 20);
        for (const [x, y] of [...(shape?.line ?? '').matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((m) => [
          Number(m[1]),
          Number(m[2]),
        ])) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(60);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(20);
        }
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { slopeOf } from '../../../../core/detection/trend/slope.ts';

const minute = 60_000;
const points = (...values: number[]) => values.map((value, index) => ({ at: index * minute, value }));

describe('the median slope of all pairs', () => {
  it('is that of a line, which has no noise', () => {
    expect(slopeOf(points(10, 11, 12, 13, 14, 15))).toMatchObject({ perHour: 60, now: 15, noise: 0 });
  });

  it('is not moved by one point that lies anywhere', () => {
    expect(slopeOf(points(10, 11, 12, 9000, 14, 15, 16, 17))).toMatchObject({ perHour: 60, now: 17 });
  });

  it('has the score of Mann and Kendall: 15 pairs of 6 points, all rising, are 2.63 σ from chance', () => {
    expect(slopeOf(points(10, 11, 12, 13, 14, 15))?.score).toBeCloseTo(14 / Math.sqrt((6 * 5 * 17) / 18), 10);
    expect(slopeOf(points(15, 14, 13, 12, 11, 10))?.score).toBeCloseTo(-14 / Math.sqrt((6 * 5 * 17) / 18), 10);
  });

  it('is nothing of few points, and no significance of equal ones', () => {
    expect(slopeOf(points(1, 2, 3, 4))).toBeNull();
    expect(slopeOf(points(7, 7, 7, 7, 7, 7))).toEqual({ perHour: 0, now: 7, noise: 0, score: 0 });
  });
});

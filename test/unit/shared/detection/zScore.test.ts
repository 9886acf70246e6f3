import { describe, expect, it } from 'vitest';
import { baselineOf } from '../../../../shared/detection/baseline.ts';
import { countNoise, rateNoise, zScore } from '../../../../shared/detection/zScore.ts';

const baseline = (values: number[]) => {
  const made = baselineOf(values);
  if (!made) throw new Error('no values');
  return made;
};

describe('a z-score', () => {
  it('is measured in standard deviations of the baseline', () => {
    // 90 and 110 six times each: mean 100, sample σ = √(1200 / 11).
    const usual = baseline(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 90 : 110)));
    expect(zScore(100 + 3 * Math.sqrt(1200 / 11), usual, countNoise(100))).toBe(3);
  });

  it.each([
    [101, 0.1],
    [110, 1],
    [0, -10],
  ])('of %d after a flat hundred is %d: the noise of a count stands in for σ', (value, expected) => {
    expect(zScore(value, baseline(Array(12).fill(100)), countNoise(100))).toBe(expected);
  });

  it('is finite after nothing but zeros', () => {
    expect(zScore(5, baseline(Array(12).fill(0)), countNoise(0))).toBe(5);
  });

  it('trusts a small σ only down to a quarter of the expected noise', () => {
    const nearlyFlat = baseline([...Array(11).fill(100), 101]);
    expect(zScore(103, nearlyFlat, countNoise(100))).toBeLessThan(1);
  });
});

describe('expected noise', () => {
  it.each([
    [0, 1],
    [100, 10],
    [-4, 1],
  ])('of a count of %d is %d', (mean, noise) => expect(countNoise(mean)).toBe(noise));

  it.each([
    [50, 100, 5],
    [100, 50, 1],
    [0, 50, 1],
    [50, 0, 50],
  ])('of %d %% in %d trials is %d points', (percent, trials, noise) => expect(rateNoise(percent, trials)).toBe(noise));
});

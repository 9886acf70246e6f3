import type { MinuteValue } from '../rules/metricSeries.ts';

/** A straight line through points, and how surely they follow one. */
export interface Slope {
  perHour: number;
  /** Of the line at the newest point. */
  now: number;
  /** Standard deviation of the points around the line, estimated from their median distance. */
  noise: number;
  /** Standard score of the Mann-Kendall test: how far from chance it is that so many pairs go the same way. */
  score: number;
}

const hourMs = 3_600_000;
/** Makes a median absolute deviation of a Gaussian its standard deviation. */
const madScale = 1.4826;

/**
 * The median of the slopes between all pairs of points (Theil 1950, Sen 1968): up to 29 % of them may be anything without
 * moving it. Its significance is the Mann-Kendall test's, with ties. Null: fewer than five points, or all at one time.
 */
export function slopeOf(points: readonly MinuteValue[]): Slope | null {
  if (points.length < 5) return null;
  const slopes: number[] = [];
  let rising = 0;
  for (let later = 1; later < points.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const [from, to] = [points[earlier] as MinuteValue, points[later] as MinuteValue];
      if (to.at <= from.at) continue;
      rising += Math.sign(to.value - from.value);
      slopes.push(((to.value - from.value) / (to.at - from.at)) * hourMs);
    }
  }
  if (slopes.length === 0) return null;
  const perHour = medianOf(slopes);
  const last = points[points.length - 1] as MinuteValue;
  const heights = points.map(({ at, value }) => value - (perHour * (at - last.at)) / hourMs);
  const now = medianOf(heights);
  const noise = madScale * medianOf(heights.map((height) => Math.abs(height - now)));
  return { perHour, now, noise, score: mannKendall(rising, points) };
}

function mannKendall(rising: number, points: readonly MinuteValue[]): number {
  const n = points.length;
  const ties = [...Map.groupBy(points, ({ value }) => value).values()].map(({ length }) => length);
  const tied = ties.reduce((sum, each) => sum + each * (each - 1) * (2 * each + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - tied) / 18;
  return variance <= 0 ? 0 : (rising - Math.sign(rising)) / Math.sqrt(variance);
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The value that this share of all do not exceed; 0 of none. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

import type { Baseline } from './baseline.ts';
import { settle } from './settle.ts';

/**
 * Below this part of the expected noise a baseline counts as flat: twelve windows that even say nothing about how much
 * the next may differ, and dividing by their σ would call one event more an anomaly.
 */
const flatShare = 0.25;

/** How far `value` is from the mean, in standard deviations of the baseline (of the expected noise where it is flat). */
export function zScore(value: number, baseline: Baseline, expectedNoise: number): number {
  return settle((value - baseline.mean) / spread(baseline, expectedNoise));
}

/** The σ that a z-score divides by; never 0. */
export function spread(baseline: Baseline, expectedNoise: number): number {
  const noise = Math.max(expectedNoise, Number.MIN_VALUE);
  return baseline.stddev < noise * flatShare ? noise : baseline.stddev;
}

/** Events that arrive independently of each other vary by √mean (Poisson); at least by one. */
export function countNoise(mean: number): number {
  return Math.max(1, Math.sqrt(Math.max(0, mean)));
}

/**
 * Noise of a rate (percent) measured on `trials` (binomial), at least one percentage point: a rate that always was
 * exactly 0 or 100 % has no noise on paper.
 */
export function rateNoise(percent: number, trials: number): number {
  const share = Math.min(1, Math.max(0, percent / 100));
  return Math.max(1, 100 * Math.sqrt((share * (1 - share)) / Math.max(1, trials)));
}

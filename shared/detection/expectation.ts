import { formatPercent } from '../formatValue.ts';
import { baselineOf } from './baseline.ts';
import type { Metric } from './metrics.ts';
import type { MetricWindow } from './metricWindow.ts';

export interface Expectation {
  /** Percent; null when nothing is known of the windows before. */
  value: number | null;
  /** To follow the measured value in a sentence: " (expected about 6 %)". */
  words: string;
}

/**
 * What a rate with a fixed limit should be: what it usually is, or the limit once the fault has lasted so long that the
 * baseline itself lies beyond it ("32 %, expected about 33 %" would call the fault normal).
 */
export function expectationOf(
  metric: Metric,
  baseline: readonly MetricWindow[],
  limit: number | null,
  bad: 'above' | 'below',
): Expectation {
  const usual = baselineOf(baseline.map(metric.of))?.mean ?? null;
  if (usual === null) return { value: null, words: '' };
  const isBeyond = limit !== null && (bad === 'above' ? usual > limit : usual < limit);
  return isBeyond
    ? { value: limit, words: ` (expected ${bad === 'above' ? 'below' : 'above'} ${formatPercent(limit)})` }
    : { value: usual, words: ` (expected about ${formatPercent(usual)})` };
}

import type { Trend } from '../alert.ts';
import type { Baseline } from './baseline.ts';
import type { Metric } from './metrics.ts';
import type { MetricWindow } from './metricWindow.ts';

const trendWindows = 12;

/** Width of the normal band around the mean, in σ: the default limit of the traffic detectors. */
const bandSigmas = 3;

/** The metric in the last baseline windows and in the one under test, with the band it is judged against. */
export function trendOf(
  metric: Metric,
  window: MetricWindow,
  baseline: readonly MetricWindow[],
  bounds: { lower: number | null; upper: number | null },
): Trend {
  const shown = [...baseline.slice(-trendWindows), window];
  return { values: shown.map((each) => metric.of(each)), lowerBound: bounds.lower, upperBound: bounds.upper };
}

/** mean ± 3σ; nothing that is counted or a share goes below 0, and no share beyond 100 %. */
export function normalBand(metric: Metric, baseline: Baseline, sigma: number): { lower: number; upper: number } {
  const upper = baseline.mean + bandSigmas * sigma;
  const lower = baseline.mean - bandSigmas * sigma;
  return {
    lower: Math.max(Math.min(0, baseline.mean), lower),
    upper: metric.unit === 'percent' ? Math.min(100, upper) : upper,
  };
}

import type { AnomalyType } from '../../../shared/detection/anomalyType.ts';
import { detectors } from '../../../shared/detection/registry.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { MeasuredMetric } from './measuredWindows.ts';

/** Metrics with a measure of their own that some severity of some detector waits for. */
export function measuredMetricsOf({ thresholds }: Settings['engine']): MeasuredMetric[] {
  const values: Record<string, unknown> = thresholds;
  const isJudged = (detector: AnomalyType) =>
    Object.entries(detector.thresholds).some(
      ([name, { kind }]) => kind === 'perSeverity' && Object.values(values[name] ?? {}).some((limit) => limit !== null),
    );
  const judged = (detectors as readonly AnomalyType[]).filter(isJudged).map(({ metric }) => metric);
  return [...new Set(judged)].filter((metric): metric is MeasuredMetric => metric.measure !== undefined);
}

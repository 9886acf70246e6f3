import type { Trend, Unit } from '../../shared/alert.ts';
import type { Thresholds } from '../../shared/settings.ts';
import type { Severity } from '../../shared/severity.ts';
import type { Metric } from './metrics.ts';
import type { MetricWindow } from './metricWindow.ts';

export interface DetectorSettings {
  thresholds: Thresholds;
  /** Windows with a value that a baseline needs before anything is said. */
  minBaselineWindows: number;
  /** ISO 4217. */
  currency: string;
}

/**
 * What a detector reports of one window. A type has one anomaly a window at most: rows of `anomalies` carry no identity
 * beyond type and window, and what this engine writes there must be recognised when it is read again.
 */
export interface Anomaly {
  type: string;
  severity: Severity;
  /** One sentence or two: what, how far from expected, the numbers behind it, likely cause. */
  description: string;
  metricValue: number;
  expectedValue: number | null;
  unit: Unit;
  zScore: number | null;
  /** Against the expected value; null where that is 0 or unknown. */
  changePercent: number | null;
  trend: Trend;
}

/** A pure function over windows. An eighth is one file in `detectors/` and one line in `registry.ts`. */
export interface Detector {
  readonly type: string;
  readonly metric: Metric;
  /** `baseline`: the complete windows before `window`, oldest first. */
  detect(window: MetricWindow, baseline: readonly MetricWindow[], settings: DetectorSettings): Anomaly[];
}

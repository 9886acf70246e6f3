import type { Anomaly } from './anomaly.ts';
import type { CommonThresholds } from './commonThresholds.ts';
import type { Metric } from './metrics.ts';
import type { MetricWindow } from './metricWindow.ts';
import type { ThresholdSet, ThresholdValues } from './threshold.ts';

export interface DetectorSettings<Values = Record<string, unknown>> {
  thresholds: Values & CommonThresholds;
  /** Windows with a value that a baseline needs before anything is said. */
  minBaselineWindows: number;
  /** ISO 4217. */
  currency: string;
}

/** Everything about one type of anomaly. Another one is a file in `types/` and a line in `registry.ts`. */
export interface AnomalyType<Own extends ThresholdSet = ThresholdSet> {
  /** As in alerts, rows of `anomalies`, routes and silences. */
  readonly type: string;
  readonly title: string;
  /** Used in Slack messages only. */
  readonly emoji: string;
  /** Paths on a grid of 24 × 24, drawn as lines: those of a Lucide icon. */
  readonly icon: readonly string[];
  /** Which way is bad. */
  readonly direction: 'up' | 'down' | 'both';
  /** What it judges; the drawer's chart shows it. */
  readonly metric: Metric;
  /** Its own, by their name under `engine.thresholds`, which no other type may use. */
  readonly thresholds: Own;
  /** Pure. `baseline`: the complete windows before `window`, oldest first. */
  detect(
    window: MetricWindow,
    baseline: readonly MetricWindow[],
    settings: DetectorSettings<ThresholdValues<Own>>,
  ): Anomaly[];
}

/** The part of a type that judges. */
export type Detector = Pick<AnomalyType, 'type' | 'metric' | 'detect'>;

/** Says which thresholds `detect` is given from those that the type declares. */
export function anomalyType<Own extends ThresholdSet>(definition: AnomalyType<Own>): AnomalyType<Own> {
  return definition;
}

import type { Trend, Unit } from '../alert.ts';
import type { Severity } from '../severity.ts';

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

import type { Unit } from '../../../shared/alert.ts';
import type { Severity } from '../../../shared/severity.ts';
import type { MetricCondition } from '../../../shared/signals/metricCondition.ts';

/** A rule as it is judged, built in or of the person's own. */
export interface Rule {
  /** Of its alerts. */
  type: string;
  /** How a sentence begins, e.g. "Disk usage". */
  title: string;
  /** Of its alerts, e.g. "Disk usage high". */
  alertTitle: string;
  unit: Unit;
  severity: Severity;
  condition: MetricCondition;
  /** Wrong for so long before it is told; 0: at once. */
  forMs: number;
  cooldownMs: number;
  runbookUrl: string | null;
}

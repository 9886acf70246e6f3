import type { Trend, Unit } from '../../shared/alert.ts';
import type { Severity } from '../../shared/severity.ts';

/** What one source says in one cycle about one thing. Times are milliseconds UTC. */
export interface Observation {
  source: string;
  type: string;
  /** Identity beyond the type, e.g. `{ category: 'Shoes' }`; part of the fingerprint. */
  labels: Record<string, string>;
  severity: Severity;
  /** One sentence: what, how far from expected, likely cause. */
  description: string;
  metricValue: number | null;
  expectedValue: number | null;
  unit: Unit;
  windowStart: number;
  windowMs: number;
  zScore: number | null;
  changePercent: number | null;
  trend: Trend | null;
  runbookUrl: string | null;
  /** Set when the source says that somebody already has it. */
  acknowledgement: { at: number; by: string } | null;
}

/**
 * Everything one source says about one moment. Batches of a report come oldest first and are applied one by one, so that
 * hours missed while asleep, or a replayed day, give the same alerts as if they had been watched live.
 */
export interface ObservationBatch {
  source: string;
  /** When this would have been seen live: a window's end plus lateness, or the row's detection time. */
  at: number;
  observations: Observation[];
  /**
   * `window`: the source judged this whole window, so that what it does not mention is clear in it.
   * `rows`: it only tells what it has; silence says nothing.
   */
  completeness: 'window' | 'rows';
}

import type { Fact, Trend, Unit } from '../../shared/alert.ts';
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
  /** Left out: made from the type. */
  title?: string;
  /** Left out: none. */
  facts?: readonly Fact[];
  /** In place of the general time in which the same is not told again, ms. */
  cooldownMs?: number;
  /** Others that are about the same thing: while one of them is open, this is a part of it and no alert of its own. */
  sameAs?: readonly { type: string; labels: Record<string, string> }[];
  /** Expected minus actual revenue of this window, in the shop's currency. */
  lostRevenue?: number;
  /** Key of the learned series that it is about. */
  learnedSeries?: string;
  /** Where the change comes from, as a sentence. */
  explanation?: string;
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
  /** What it could not judge this time although it judges whole windows: what is open of it stays open. */
  unjudged?: readonly Unjudged[];
}

export interface Unjudged {
  type: string;
  /** Null: whatever its labels. */
  labels: Record<string, string> | null;
}

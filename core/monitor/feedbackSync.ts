import type { FeedbackLabel } from '../../shared/learning/feedback.ts';
import type { Result } from '../../shared/problem.ts';

/** What somebody said of an alert, for the world outside. */
export interface FeedbackIntent {
  alertId: string;
  fingerprint: string;
  type: string;
  labels: Record<string, string>;
  /** Key of the learned series; empty: there is none. */
  series: string;
  windowStart: number;
  /** Empty: what was said before is taken back. */
  label: FeedbackLabel | '';
  comment: string;
  by: string;
  at: number;
}

/** Feedback that ClickHouse has not been told of yet. */
export interface FeedbackQueue {
  enqueue(entry: Pick<FeedbackIntent, 'alertId' | 'label' | 'comment' | 'by' | 'at'>): void;
  /** Oldest first. */
  pending(limit: number): FeedbackIntent[];
  /** Takes off what was written. */
  done(written: readonly FeedbackIntent[]): void;
}

/** Writes feedback where it outlives this installation; the same written again changes nothing. */
export interface FeedbackSync {
  write(said: readonly FeedbackIntent[], signal: AbortSignal): Promise<Result<null>>;
}

import type { Result } from '../../shared/problem.ts';
import type { AlertRecords } from '../alerts/alertRecords.ts';
import type { Adjustments } from '../alerts/feedback/adjustments.ts';
import type { Outbox } from '../notify/outbox.ts';
import type { StandingPopUps } from '../notify/popUps/popUpStore.ts';
import type { Silences } from '../notify/silences/silences.ts';
import type { Reports } from '../report/reports.ts';
import type { AcknowledgementIntent } from './acknowledgementSync.ts';
import type { FeedbackQueue } from './feedbackSync.ts';
import type { LearnedStates } from './learnedStates.ts';

/** Where each source was left. */
export interface Cursors {
  read(source: string): { cursor: string; storedAt: number } | null;
  write(source: string, cursor: string, at: number): void;
}

/** Acknowledgements that the world outside has not been told of yet; at most one, the newest, for an alert. */
export interface AcknowledgementQueue {
  isPending(alertId: string): boolean;
  enqueue(alertId: string, acknowledged: boolean, at: number, by: string): void;
  /** Oldest first. */
  pending(limit: number): AcknowledgementIntent[];
  /** Takes it off, unless someone changed their mind meanwhile (`at` differs), and notes the rows as told. */
  done(intent: AcknowledgementIntent, written: boolean): void;
}

export interface StoreTransaction {
  alerts: AlertRecords;
  outbox: Outbox;
  cursors: Cursors;
  learned: LearnedStates;
  acknowledgements: AcknowledgementQueue;
  feedback: FeedbackQueue;
  adjustments: Adjustments;
  popUps: StandingPopUps;
  silences: Silences;
  reports: Reports;
  /** Undoes what `work` changed when it throws, and says so; what came before stays. A failing disk is thrown on. */
  attempt<T>(work: () => T): { ok: true; value: T } | { ok: false; error: unknown };
}

/** What the watch keeps on disk. */
export interface MonitorStore {
  /**
   * Runs `work` in one transaction, on disk when this returns. A disk that is full, read-only or broken is a value
   * (`storage`), and nothing of `work` is kept; anything else that `work` throws is thrown on, after rolling back.
   */
  transaction<T>(work: (tx: StoreTransaction) => T): Result<T>;
}

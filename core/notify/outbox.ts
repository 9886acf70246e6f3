import type { HeldBackReason, NotificationReason } from '../../shared/alert.ts';
import type { Result } from '../../shared/problem.ts';
import type { Severity } from '../../shared/severity.ts';
import type { NotificationMessage } from './notifier.ts';

/** What a receiver last heard about a fingerprint; deduplication, repeats and resolved notices are judged by it. */
export interface Told {
  alertId: string;
  at: number;
  severity: Severity;
  reason: NotificationReason;
  /**
   * `startup`: it was held back when the watch began, and counts as known. `held`: it was on its way and held back before
   * it arrived; it counts as not told.
   */
  how: 'sent' | 'startup' | 'held';
  /** Notifications about this alert so far: part of the next one's key. */
  count: number;
}

/** What is kept of a message until it is sent: everything but what the moment of sending adds. */
export type OutboxMessage = Omit<NotificationMessage, 'delayedMs'>;

export interface OutboxEntry {
  seq: number;
  message: OutboxMessage;
  alertId: string;
  /** The receiver that the route named. */
  receiver: string;
  /** The receiver that will really send it: another one in line when the first is broken. */
  via: string;
  createdAt: number;
  attempts: number;
}

/** How far along a message is after an attempt, or after it was given up. */
export type OutboxOutcome =
  | { kind: 'sent'; at: number; detail: string | null }
  | { kind: 'retry'; at: number; nextAttemptAt: number; detail: string }
  | { kind: 'failed'; at: number; cause: FailureCause; detail: string }
  /** Not told after all; `heldBack` null: there was nothing left to tell, or nobody to tell it to. */
  | { kind: 'heldBack'; at: number; heldBack: HeldBackReason | null; detail: string | null };

/** `noReceiver`: tried again when one is set up or mended; the others stay as they are. */
type FailureCause = 'noReceiver' | 'rejected' | 'gaveUp';

export interface ReceiverRecord {
  lastSentAt: number | null;
  lastError: string | null;
  /** As the service asked (`Retry-After`), or the person who wants no pop-ups; survives a restart. */
  pausedUntil: number | null;
}

/** Messages to send, what became of them, and what was held back: on disk before anything goes out. */
export interface Outbox {
  told(fingerprint: string, receiver: string): Told | null;
  /** The receivers that heard of an alert, and not that it is over; the one that heard last comes first. */
  receiversTold(alertId: string): string[];
  /** The receivers that a message about the alert has still to arrive at. */
  receiversAwaited(alertId: string): string[];
  remember(fingerprint: string, receiver: string, told: Told): void;
  /** A message whose key is known already is not put in again. */
  enqueue(message: OutboxMessage, receiver: string, at: number): void;
  /** A line of the log; running repetitions of one reason for one alert and receiver are counted in one line. */
  holdBack(entry: {
    alertId: string;
    receiver: string;
    reason: NotificationReason;
    heldBack: HeldBackReason;
    at: number;
    detail: string | null;
  }): void;
  /** The next message of a sender that is due: worst severity first, and the messages of one alert in their order. */
  next(via: string, now: number): OutboxEntry | null;
  /** When the earliest waiting message of a sender is due, ms; null when none waits. */
  nextDueAt(via: string): number | null;
  /** Everything that waits for a sender, worst severity first; only from `minimum` on where one is given. */
  pending(via: string, minimum?: Severity): OutboxEntry[];
  /** Senders that messages wait for, whether they are still set up or not. */
  waitingSenders(): string[];
  /** Makes it wait for another sender (or again for the same), due at `at`. */
  reroute(seq: number, via: string, at: number, detail: string | null): void;
  /** Makes due at `latest` what would wait longer, as after a clock that was set back. */
  hasten(latest: number): void;
  record(seq: number, outcome: OutboxOutcome): void;
  /** Failed messages, made at or after `since`, that failed only for want of a working receiver. */
  stranded(since: number): OutboxEntry[];
  receiver(name: string): ReceiverRecord;
  saveReceiver(name: string, record: ReceiverRecord): void;
  /** `sent` and `failed`: since `since`, ms UTC. */
  counts(since: number): { pending: number; failed: number; sent: number };
  pendingBySender(): Map<string, number>;
}

/** The part of the store that delivery needs; see `MonitorStore.transaction`. */
export interface OutboxStore {
  transaction<T>(work: (tx: { outbox: Outbox }) => T): Result<T>;
}

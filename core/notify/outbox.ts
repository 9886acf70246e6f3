import type { Alert, HeldBackReason, NotificationReason } from '../../shared/alert.ts';
import type { LedgerPage, LedgerQuery } from '../../shared/delivery/ledger.ts';
import type { Result } from '../../shared/problem.ts';
import type { Severity } from '../../shared/severity.ts';
import type { AlertRecords } from '../alerts/alertRecords.ts';
import type { NoticeMessage, NotificationMessage, SummaryMessage } from './notifier.ts';

/** What a receiver last heard about a fingerprint; deduplication, repeats and resolved notices are judged by it. */
export interface Told {
  alertId: string;
  at: number;
  severity: Severity;
  reason: NotificationReason;
  /**
   * `startup`: it was held back when the watch began, and counts as known. `held`: it was held back, on its way or before,
   * and waits for the end of that; it counts as not told.
   */
  how: 'sent' | 'startup' | 'held';
  /** Notifications about this alert so far: part of the next one's key. */
  count: number;
  /** The last of them said that somebody has it. */
  acknowledged: boolean;
  /** It was to hear that the alert grew worse, which was held back until quiet is over. */
  owesRise: boolean;
}

/** What is kept of a message about an alert until it is sent: everything but what the moment of sending adds. */
export interface AlertOutboxMessage extends Omit<NotificationMessage, 'delayedMs' | 'suppressed' | 'ref'> {
  /** Those that may send it, the one that is named by the route first. Messages of older versions have none. */
  line?: readonly string[];
  /** What alerts of its group have in common, e.g. `type = revenue_drop`; null, or missing: it is alone. */
  group?: string | null;
}

export interface SummaryOutboxMessage extends Omit<SummaryMessage, 'delayedMs'> {
  reason: 'summary';
  line: readonly string[];
}

export interface NoticeOutboxMessage extends Omit<NoticeMessage, 'delayedMs' | 'ref'> {
  reason: 'notice';
  line: readonly string[];
  /** Messages of one thread go out in their order; null: it is alone. */
  thread: string | null;
  /** For the log: what it is about, in a few words. */
  subject: string;
}

export type OutboxMessage = AlertOutboxMessage | SummaryOutboxMessage | NoticeOutboxMessage;

export const isNotice = (message: OutboxMessage): message is NoticeOutboxMessage => 'notice' in message;

/** The alert that it is about; null: none. */
export const alertOf = (message: OutboxMessage): Alert | null => ('alert' in message ? message.alert : null);

interface OutboxLine {
  seq: number;
  /** The receiver that the route named. */
  receiver: string;
  /** The receiver that will really send it: another one in line when the first is broken. */
  via: string;
  createdAt: number;
  attempts: number;
}

export interface AlertOutboxEntry extends OutboxLine {
  alertId: string;
  message: AlertOutboxMessage;
}

interface SummaryOutboxEntry extends OutboxLine {
  alertId: null;
  message: SummaryOutboxMessage;
}

interface NoticeOutboxEntry extends OutboxLine {
  alertId: null;
  message: NoticeOutboxMessage;
}

export type OutboxEntry = AlertOutboxEntry | SummaryOutboxEntry | NoticeOutboxEntry;

export const isAboutAlert = (entry: OutboxEntry): entry is AlertOutboxEntry => entry.alertId !== null;

/** How far along a message is after an attempt, or after it was given up. */
export type OutboxOutcome =
  /** `batch`: the same for all that went in one message. `ref`: see `DeliveryResult`; kept for the alert and the sender. */
  | { kind: 'sent'; at: number; detail: string | null; batch?: number; ref?: string }
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

/** One that went out, whatever it told of. */
export interface SentMessage {
  at: number;
  /** As in the message; null also where alerts of several groups went together. */
  group: string | null;
  /** It brought up to date what was there: nobody was disturbed. */
  isUpdate: boolean;
}

/** Reasons that disturb nobody: they count for no limit but the pace. */
export const isCalm = (reason: NotificationReason): boolean => isUpdate(reason) || reason === 'notice';

/** Reasons that bring up to date what was said before, and are no telling of their own. */
export const isUpdate = (reason: NotificationReason): boolean =>
  reason === 'acknowledged' || reason === 'unacknowledged' || reason === 'feedback';

/** Messages to send, what became of them, and what was held back: on disk before anything goes out. */
export interface Outbox {
  told(fingerprint: string, receiver: string): Told | null;
  /** The same for every receiver that heard of it at some time; the one that heard last comes first. */
  toldToAll(fingerprint: string): ReadonlyMap<string, Told>;
  /** The receivers that a message about the alert has still to arrive at. */
  receiversAwaited(alertId: string): string[];
  remember(fingerprint: string, receiver: string, told: Told): void;
  /** A message with this key was put in before, or is a part of one that was. */
  knows(key: string): boolean;
  /** Of messages that went as parts of another. */
  rememberKeys(keys: readonly string[], at: number): void;
  /** Something of this thread was put in before, and is still remembered. */
  knowsThread(thread: string): boolean;
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
  /**
   * All that is due for a sender, in the order of `next` and at most `limit`; of each alert from its first waiting message
   * on, without a gap.
   */
  ready(via: string, now: number, limit: number): OutboxEntry[];
  /** Messages that a sender sent since, one for each batch, oldest first. */
  sentSince(via: string, since: number): SentMessage[];
  /** Says in the log why a message waits. */
  annotate(seq: number, detail: string): void;
  /** How often telling of the alert was held back as a repetition since the receiver was last told. */
  suppressed(alertId: string, receiver: string): number;
  /** What the sender's service knows the alert's message by; null: nothing. */
  ref(alertId: string, via: string): string | null;
  /** The senders whose service knows a message about the alert. */
  referring(alertId: string): string[];
  /** What it knows the last message of a thread by. */
  threadRef(thread: string, via: string): string | null;
  /** When the earliest waiting message of a sender is due, ms; null when none waits. */
  nextDueAt(via: string): number | null;
  /** Everything that waits for a sender, worst severity first; only from `minimum` on where one is given. */
  pending(via: string, minimum?: Severity): OutboxEntry[];
  /** Senders that messages wait for, whether they are still set up or not. */
  waitingSenders(): string[];
  /** Makes it wait for another sender (or again for the same), due at `at`. */
  reroute(seq: number, via: string, at: number, detail: string | null): void;
  /** What waits goes on to wait as long as it was to, though the clock was set back. */
  clockSetBack(byMs: number): void;
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
  ledger(query: LedgerQuery): LedgerPage;
  /** Removes up to `limit` lines last changed before `before` that nothing waits for any more; returns how many. */
  prune(before: number, limit: number): number;
}

/** The part of the store that delivery needs; see `MonitorStore.transaction`. */
export interface OutboxStore {
  transaction<T>(work: (tx: OutboxTransaction) => T): Result<T>;
}

export interface OutboxTransaction {
  outbox: Outbox;
  alerts: Pick<AlertRecords, 'byId' | 'lostRevenueOf'>;
}

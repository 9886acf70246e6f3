import type { Alert, NotificationReason } from '../../shared/alert.ts';
import type { ReceiverKind } from '../../shared/delivery/receiverSettings.ts';
import type { Report } from '../../shared/delivery/report.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Notice } from './notices/notice.ts';

/** What a receiver is told: the alert as it was when the decision fell. */
export interface NotificationMessage {
  /** alert × receiver × transition: the outbox's unique key. */
  key: string;
  reason: NotificationReason;
  alert: Alert;
  /** Links for people, absolute; null without a dashboard address. */
  dashboardUrl: string | null;
  acknowledgeUrl: string | null;
  currency: string;
  /** The alert that it is probably a consequence of; left out or null: none is known. */
  cause?: Cause | null;
  /** How late it is beyond the first attempt, ms; messages say so from two minutes on. */
  delayedMs: number;
  /** How often telling of it was held back as a repetition since it was last told here. */
  suppressed: number;
  /** What the notifier gave back for the last message about this alert here (see `DeliveryResult`); null: none. */
  ref: string | null;
}

export interface Cause {
  title: string;
  /** ISO 8601 UTC. */
  startsAt: string;
}

/** Many alerts in one message. */
export interface DigestMessage {
  /** Worst first, every alert once, each as it stands in its newest message; never empty. */
  messages: readonly NotificationMessage[];
  /** What they have in common, e.g. `type = revenue_drop`; null: they only came at once. */
  group: string | null;
  /** The board, for what does not fit. */
  dashboardUrl: string | null;
  currency: string;
  /** What they cost together: the money of a window once, however many of them are about it; null: nothing is known. */
  lostRevenue: number | null;
  /** Of the oldest of them, ms. */
  delayedMs: number;
  /** They came while nothing got through: how long the oldest that was tried in vain waited, ms; null: for their turn at most. */
  outageMs: number | null;
}

/** A report of a day or a week. */
export interface SummaryMessage {
  key: string;
  period: 'day' | 'week';
  report: Report;
  dashboardUrl: string | null;
  currency: string;
  delayedMs: number;
}

/** News that is no alert, such as the run of a job. */
export interface NoticeMessage {
  key: string;
  notice: Notice;
  /** Where else than usually; null: there. Receivers without channels pay no heed to it. */
  channel: string | null;
  dashboardUrl: string | null;
  delayedMs: number;
  /** What the notifier gave back for the last message of its thread; null: none. */
  ref: string | null;
}

/** `permanent`: this receiver is broken until a person mends it. `rejected`: this one message can never be taken. */
export type DeliveryFailure = Problem & {
  kind: 'transient' | 'permanent' | 'rejected';
  /** As the service asked, ms. */
  retryAfterMs: number | null;
};

/**
 * `ref`: by which the service knows the message, for later ones about the same alert; kept with the alert. `warning`: it got
 * through, but not to all it was meant for; a sentence for people.
 */
export type DeliveryResult = { ok: true; ref?: string; warning?: string } | { ok: false; error: DeliveryFailure };

/** One destination's technology. Obeys the signal, which carries the deadline; never throws for expected failures. */
export interface Notifier {
  readonly kind: ReceiverKind;
  /** Can bring up to date what it said, or tell the service, when somebody has an alert (or nobody any more). */
  readonly hearsAcknowledgements: boolean;
  /** Can bring up to date what it said when somebody says what an alert was. Left out: it cannot. */
  readonly showsFeedback?: boolean;
  send(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryResult>;
  /** Absent: every alert is a message of its own. */
  sendDigest?(digest: DigestMessage, signal: AbortSignal): Promise<DeliveryResult>;
  /** Absent: nobody can be sent a summary here. */
  sendSummary?(summary: SummaryMessage, signal: AbortSignal): Promise<DeliveryResult>;
  /** Absent: no news can be sent here. */
  sendNotice?(notice: NoticeMessage, signal: AbortSignal): Promise<DeliveryResult>;
  /** News that belongs together is kept together. Left out: it is not. */
  readonly keepsThreads?: boolean;
  /** Sends a harmless test message. */
  test(signal: AbortSignal): Promise<DeliveryResult>;
}

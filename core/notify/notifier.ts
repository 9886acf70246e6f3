import type { Alert, NotificationReason } from '../../shared/alert.ts';
import type { Problem } from '../../shared/problem.ts';

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
  /** How late it is beyond the first attempt, ms; messages say so from two minutes on. */
  delayedMs: number;
}

/** `permanent`: this receiver is broken until a person mends it. `rejected`: this one message can never be taken. */
export type DeliveryFailure = Problem & {
  kind: 'transient' | 'permanent' | 'rejected';
  /** As the service asked, ms. */
  retryAfterMs: number | null;
};

export type DeliveryResult = { ok: true } | { ok: false; error: DeliveryFailure };

/** One destination's technology. Obeys the signal, which carries the deadline; never throws for expected failures. */
export interface Notifier {
  readonly kind: 'slackWebhook' | 'desktop' | 'browser';
  send(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryResult>;
  /** Sends a harmless test message. */
  test(signal: AbortSignal): Promise<DeliveryResult>;
}

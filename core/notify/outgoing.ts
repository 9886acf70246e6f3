import type { DeliveryResult, NotificationMessage } from './notifier.ts';
import { type AlertOutboxEntry, isAboutAlert, isNotice, type OutboxEntry, type OutboxTransaction } from './outbox.ts';
import { composeDigest } from './pacing/composeDigest.ts';
import type { Plan } from './pacing/planNext.ts';
import type { Receiver } from './receiver.ts';

/** What goes out at once, and as one. */
export interface Outgoing {
  entries: readonly OutboxEntry[];
  send(signal: AbortSignal): Promise<DeliveryResult>;
}

const unable: DeliveryResult = {
  ok: false,
  error: {
    code: 'notConfigured',
    retryable: false,
    message: 'This receiver takes messages about single alerts only. Choose another for summaries and news.',
    kind: 'rejected',
    retryAfterMs: null,
  },
};

/** The message that was planned, with what only the moment of sending knows of it. */
export function outgoingOf(
  { outbox, alerts }: OutboxTransaction,
  { name, notifier }: Receiver,
  planned: Exclude<Plan<OutboxEntry>, { kind: 'wait' }>,
  now: number,
): Outgoing {
  const complete = ({ message, alertId, receiver, createdAt }: AlertOutboxEntry): NotificationMessage => ({
    ...message,
    delayedMs: Math.max(0, now - createdAt),
    suppressed: outbox.suppressed(alertId, receiver),
    ref: outbox.ref(alertId, name),
  });
  if (planned.kind === 'digest') {
    const digest = composeDigest(planned.entries, now, { complete, lostRevenueOf: alerts.lostRevenueOf });
    return { entries: planned.entries, send: async (signal) => notifier.sendDigest?.(digest, signal) ?? unable };
  }
  const { entry } = planned;
  if (isAboutAlert(entry)) {
    const message = complete(entry);
    return { entries: [entry], send: (signal) => notifier.send(message, signal) };
  }
  const { message } = entry;
  const delayedMs = Math.max(0, now - entry.createdAt);
  if (isNotice(message)) {
    const ref = message.thread === null ? null : outbox.threadRef(message.thread, name);
    const notice = { ...message, delayedMs, ref };
    return { entries: [entry], send: async (signal) => notifier.sendNotice?.(notice, signal) ?? unable };
  }
  const summary = { ...message, delayedMs };
  return { entries: [entry], send: async (signal) => notifier.sendSummary?.(summary, signal) ?? unable };
}

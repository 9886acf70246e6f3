import type { DeliveryResult, NotificationMessage } from './notifier.ts';
import { type AlertOutboxEntry, isAboutAlert, type Outbox, type OutboxEntry } from './outbox.ts';
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
    message: 'This receiver takes messages about single alerts only. Choose another for summaries.',
    kind: 'rejected',
    retryAfterMs: null,
  },
};

/** The message that was planned, with what only the moment of sending knows of it. */
export function outgoingOf(
  outbox: Outbox,
  { name, notifier }: Receiver,
  planned: Exclude<Plan, { kind: 'wait' }>,
  now: number,
): Outgoing {
  const complete = ({ message, alertId, receiver, createdAt }: AlertOutboxEntry): NotificationMessage => ({
    ...message,
    delayedMs: Math.max(0, now - createdAt),
    suppressed: outbox.suppressed(alertId, receiver),
    ref: outbox.ref(alertId, name),
  });
  if (planned.kind === 'digest') {
    const digest = composeDigest(planned.entries, now, complete);
    return { entries: planned.entries, send: async (signal) => notifier.sendDigest?.(digest, signal) ?? unable };
  }
  const { entry } = planned;
  if (isAboutAlert(entry)) {
    const message = complete(entry);
    return { entries: [entry], send: (signal) => notifier.send(message, signal) };
  }
  const summary = { ...entry.message, delayedMs: Math.max(0, now - entry.createdAt) };
  return { entries: [entry], send: async (signal) => notifier.sendSummary?.(summary, signal) ?? unable };
}

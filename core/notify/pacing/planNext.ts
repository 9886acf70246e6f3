import type { DeliveryLimits } from '../../../shared/delivery/deliverySettings.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { type AlertOutboxEntry, isAboutAlert, isUpdate, type OutboxEntry, type SentMessage } from '../outbox.ts';

/** What a receiver does next. */
export type Plan =
  | { kind: 'send'; entry: OutboxEntry }
  /** One message for all of them. */
  | { kind: 'digest'; entries: AlertOutboxEntry[] }
  /** `why` null: only the pace of one second to the next. */
  | { kind: 'wait'; ms: number; why: string | null };

export interface PacingFacts {
  /** All that is due, the most urgent first; never empty. */
  ready: readonly OutboxEntry[];
  /** What was sent since `historyMs` ago, oldest first. */
  sent: readonly SentMessage[];
  limits: DeliveryLimits;
  canDigest: boolean;
  /** Some of what waits was held back by a limit before: it goes as one. */
  wasHeld: boolean;
  now: number;
}

/** More alerts than this at once are one message. */
const mostSingly = 5;
const minuteMs = 60_000;

/** How far back what was sent matters, ms. */
export function historyMs({ windowSeconds, burst, perSecond }: DeliveryLimits): number {
  return Math.max(minuteMs, windowSeconds * 1000, (burst / perSecond) * 1000);
}

/**
 * Keeps a receiver from being flooded and loses nothing by it: what is too much waits, and goes as one message that names
 * or counts all of it. What is critical waits for the pace of single messages only.
 */
export function planNext({ ready, sent, limits, canDigest, wasHeld, now }: PacingFacts): Plan {
  // What was sent by a clock that went ahead says nothing.
  const past = sent.filter(({ at }) => at <= now);
  const paceMs = paceOf(past, limits, now);
  if (paceMs > 0) return { kind: 'wait', ms: paceMs, why: null };
  const [first] = ready;
  if (first === undefined) throw new Error('nothing to plan for');
  if (!canDigest) return { kind: 'send', entry: first };
  const told = past.filter((message) => !message.isUpdate);
  const passing = ready.filter((entry) => opensAt(entry, told, limits, now) <= now);
  const [next] = passing;
  if (next === undefined) return waitFor(ready, told, limits, now);
  const mergeable = passing.filter(isAboutAlert).filter(({ message }) => !isUpdate(message.reason));
  return mustMerge(mergeable, wasHeld, told, limits, now)
    ? { kind: 'digest', entries: mergeable }
    : { kind: 'send', entry: next };
}

/** A bucket of `burst` messages that fills by `perSecond`: how long until there is one in it, ms. */
function paceOf(sent: readonly SentMessage[], { perSecond, burst }: DeliveryLimits, now: number): number {
  const intervalMs = 1000 / perSecond;
  let emptyUntil = 0;
  for (const { at } of sent) emptyUntil = Math.max(emptyUntil, at) + intervalMs;
  return Math.max(0, Math.ceil(emptyUntil - burst * intervalMs + intervalMs - now));
}

/** When the limits of window and group let it through, ms UTC. */
function opensAt(entry: OutboxEntry, told: readonly SentMessage[], limits: DeliveryLimits, now: number): number {
  if (!isAboutAlert(entry) || isUpdate(entry.message.reason) || entry.message.alert.severity === 'critical') return now;
  const { group = null } = entry.message;
  const windowMs = limits.windowSeconds * 1000;
  const ofGroup = group === null ? [] : told.filter((message) => message.group === group);
  return Math.max(
    windowMs === 0 ? now : freeAt(told, limits.maxPerWindow, windowMs, now),
    freeAt(ofGroup, limits.perGroupPerMinute, minuteMs, now),
  );
}

/** When fewer than `most` lie in the window before, ms UTC. */
function freeAt(sent: readonly SentMessage[], most: number, windowMs: number, now: number): number {
  const recent = sent.filter(({ at }) => at > now - windowMs);
  const inTheWay = recent[recent.length - most];
  return inTheWay === undefined ? now : inTheWay.at + windowMs;
}

function waitFor(
  ready: readonly OutboxEntry[],
  told: readonly SentMessage[],
  limits: DeliveryLimits,
  now: number,
): Plan {
  const ms = Math.min(...ready.map((entry) => opensAt(entry, told, limits, now))) - now;
  const windowMs = limits.windowSeconds * 1000;
  const isFull = windowMs > 0 && freeAt(told, limits.maxPerWindow, windowMs, now) > now;
  const limit = isFull
    ? `${limits.maxPerWindow} messages in ${formatDuration(windowMs)}`
    : `${limits.perGroupPerMinute} messages of one group a minute`;
  return {
    kind: 'wait',
    ms,
    why: `Held to the limit of ${limit}; goes out as soon as that allows, in one message with what else waits.`,
  };
}

/** Too many to be read one by one, or more than the limits have room for. */
function mustMerge(
  entries: readonly AlertOutboxEntry[],
  wasHeld: boolean,
  told: readonly SentMessage[],
  limits: DeliveryLimits,
  now: number,
): boolean {
  const alerts = new Set(entries.map(({ alertId }) => alertId)).size;
  if (alerts < 2) return false;
  if (wasHeld) return true;
  const windowMs = limits.windowSeconds * 1000;
  const inWindow = told.filter(({ at }) => at > now - windowMs).length;
  return alerts > mostSingly || (windowMs > 0 && inWindow + alerts > limits.maxPerWindow);
}

import type { NotificationReason } from '../../../shared/alert.ts';
import type { DeliveryLimits } from '../../../shared/delivery/deliveryLimits.ts';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { Severity } from '../../../shared/severity.ts';
import { isUpdate, type SentMessage } from '../outbox.ts';

/** What of a message decides when it goes; without an alert it is a report. */
export interface PacedEntry {
  alertId: string | null;
  message: { reason: NotificationReason; group?: string | null; alert?: { severity: Severity } };
}

/** Those of them that are about alerts. */
type AboutAlert<E extends PacedEntry> = Extract<E, { alertId: string }>;

/** What a receiver does next. */
export type Plan<E extends PacedEntry> =
  | { kind: 'send'; entry: E }
  /** One message for all of them. */
  | { kind: 'digest'; entries: AboutAlert<E>[] }
  /** `why` null: only the pace of one second to the next. */
  | { kind: 'wait'; ms: number; why: string | null };

export interface PacingFacts<E extends PacedEntry> {
  /** All that is due, the most urgent first; never empty. */
  ready: readonly E[];
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
export function planNext<E extends PacedEntry>(facts: PacingFacts<E>): Plan<E> {
  const { ready, sent, limits, canDigest, wasHeld, now } = facts;
  // What was sent by a clock that went ahead says nothing.
  const past = sent.filter(({ at }) => at <= now);
  const paceMs = paceOf(past, limits, now);
  if (paceMs > 0) return { kind: 'wait', ms: paceMs, why: null };
  const [first] = ready;
  if (first === undefined) throw new Error('nothing to plan for');
  if (!canDigest) return { kind: 'send', entry: first };
  const told = past.filter((message) => !message.isUpdate);
  const opensAt = openingTimes(ready, told, limits, now);
  const { passing, held } = inOrder(ready, (entry) => opensAt(entry) <= now);
  const [next] = passing;
  if (next === undefined) return waitUntil(Math.min(...held.map(opensAt)), told, limits, now);
  const mergeable = inOrder(passing, isTelling).passing.filter(isTelling);
  return mustMerge(mergeable, wasHeld, told, limits, now)
    ? { kind: 'digest', entries: mergeable }
    : { kind: 'send', entry: next };
}

/** About an alert, and more than news of who has it. */
function isTelling<E extends PacedEntry>(entry: E): entry is AboutAlert<E> {
  return entry.alertId !== null && !isUpdate(entry.message.reason);
}

/** Those that may pass, and those that may not; what comes after one of the latter in the order of its alert is neither. */
function inOrder<E extends PacedEntry>(entries: readonly E[], mayPass: (entry: E) => boolean) {
  const passing: E[] = [];
  const held: E[] = [];
  const stopped = new Set<string>();
  for (const entry of entries) {
    const { alertId } = entry;
    if (alertId !== null && stopped.has(alertId)) continue;
    if (mayPass(entry)) passing.push(entry);
    else {
      held.push(entry);
      if (alertId !== null) stopped.add(alertId);
    }
  }
  return { passing, held };
}

/** A bucket of `burst` messages that fills by `perSecond`: how long until there is one in it, ms. */
function paceOf(sent: readonly SentMessage[], { perSecond, burst }: DeliveryLimits, now: number): number {
  const intervalMs = 1000 / perSecond;
  let emptyUntil = 0;
  for (const { at } of sent) emptyUntil = Math.max(emptyUntil, at) + intervalMs;
  return Math.max(0, Math.ceil(emptyUntil - burst * intervalMs + intervalMs - now));
}

/** When the limits of window and group let a message through, ms UTC. What goes before a critical one waits as little as that. */
function openingTimes<E extends PacedEntry>(
  ready: readonly E[],
  told: readonly SentMessage[],
  limits: DeliveryLimits,
  now: number,
) {
  const isCritical = (entry: PacedEntry) => entry.message.alert?.severity === 'critical';
  const urgent = new Set(ready.filter((entry) => isTelling(entry) && isCritical(entry)).map(({ alertId }) => alertId));
  const windowMs = limits.windowSeconds * 1000;
  const ofWindow = windowMs === 0 ? now : freeAt(told, limits.maxPerWindow, windowMs, now);
  // Hundreds may wait, of a few groups.
  const ofGroup = new Map<string, number>();
  return (entry: PacedEntry): number => {
    const { alertId } = entry;
    const { group = null } = entry.message;
    if (!isTelling(entry) || urgent.has(alertId)) return now;
    if (group === null) return ofWindow;
    let opensAt = ofGroup.get(group);
    if (opensAt === undefined) {
      const sent = told.filter((message) => message.group === group);
      opensAt = Math.max(ofWindow, freeAt(sent, limits.perGroupPerMinute, minuteMs, now));
      ofGroup.set(group, opensAt);
    }
    return opensAt;
  };
}

/** When fewer than `most` lie in the window before, ms UTC. */
function freeAt(sent: readonly SentMessage[], most: number, windowMs: number, now: number): number {
  const recent = sent.filter(({ at }) => at > now - windowMs);
  const inTheWay = recent[recent.length - most];
  return inTheWay === undefined ? now : inTheWay.at + windowMs;
}

function waitUntil(
  at: number,
  told: readonly SentMessage[],
  limits: DeliveryLimits,
  now: number,
): Extract<Plan<never>, { kind: 'wait' }> {
  const windowMs = limits.windowSeconds * 1000;
  const isFull = windowMs > 0 && freeAt(told, limits.maxPerWindow, windowMs, now) > now;
  const limit = isFull
    ? `${limits.maxPerWindow} messages in ${formatDuration(windowMs)}`
    : `${limits.perGroupPerMinute} messages of one group a minute`;
  return {
    kind: 'wait',
    ms: at - now,
    why: `Held to the limit of ${limit}; goes out as soon as that allows, in one message with what else waits.`,
  };
}

/** Too many to be read one by one, or more than the limits have room for. */
function mustMerge(
  entries: readonly PacedEntry[],
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

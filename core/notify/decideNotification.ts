import type { HeldBackReason, NotificationReason } from '../../shared/alert.ts';
import { isAtLeast, type Severity, severityRank } from '../../shared/severity.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';
import type { Told } from './outbox.ts';

export interface NotificationPolicy {
  minSeverity: Severity;
  deduplicationMs: number;
  /** Null: never repeated. */
  repeatMs: number | null;
}

/** One alert and one receiver at the end of a cycle. */
export interface NotificationCase {
  alert: AlertRecord;
  /** What the receiver last heard about this fingerprint, of whatever episode. */
  told: Told | null;
  /** The alert, or this episode of it, began in this cycle. */
  begun: boolean;
  /** Its severity rose in this cycle. */
  raised: boolean;
  /** It rose beyond what the person saw who had it, so that nobody has it any more. */
  rearmed: boolean;
  /** A new window was merged into it in this cycle. */
  merged: boolean;
  /** Everything known of it in this cycle comes from sources that were read for the first time since the start. */
  seeding: boolean;
}

export type NotificationDecision =
  | { kind: 'send'; reason: NotificationReason }
  | { kind: 'holdBack'; reason: NotificationReason; heldBack: HeldBackReason }
  | { kind: 'none' };

/**
 * Whether a receiver is told, why, or why not. Judged by the state of alert and log, not by the transition alone: what was
 * held back for a while (snooze, deduplication) is told once the hindrance is gone and the alert still fires.
 */
export function decideNotification(
  candidate: NotificationCase,
  policy: NotificationPolicy,
  now: number,
): NotificationDecision {
  const { alert, told } = candidate;
  if (alert.resolvedAt !== null && hearsTheEnd(candidate)) return { kind: 'send', reason: 'resolved' };
  const due = alert.resolvedAt === null ? reasonToTell(candidate, policy, now) : candidate.begun ? 'firing' : null;
  if (due === null && (!candidate.merged || alert.resolvedAt !== null)) return { kind: 'none' };
  const reason = due ?? 'firing';
  const heldBack = hindrance(candidate, policy, now);
  if (heldBack !== null) return { kind: 'holdBack', reason, heldBack };
  const nags = due === 'firing' && !candidate.rearmed && isRecent(told, alert, policy, now);
  if (due !== null && !nags) return { kind: 'send', reason };
  return { kind: 'holdBack', reason, heldBack: 'deduplicated' };
}

/** When the alert must be decided on again though nothing new is said of it, ms UTC; `told` as it is after the decision. */
export function nextDecisionAt(
  alert: AlertRecord,
  told: Told | null,
  policy: NotificationPolicy,
  now: number,
): number | null {
  if (alert.resolvedAt !== null || alert.acknowledgement !== null) return null;
  if (!isAtLeast(alert.severity, policy.minSeverity)) return null;
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) return alert.snoozedUntil;
  if (told === null || told.how === 'startup') return null;
  if (heard(told, alert) === null) return told.at + policy.deduplicationMs;
  return policy.repeatMs === null ? null : told.at + policy.repeatMs;
}

/** What the receiver knows of this very episode, as one that fires; null when it knows nothing or of its end. */
function heard(told: Told | null, alert: AlertRecord): Told | null {
  return told !== null && told.alertId === alert.id && told.reason !== 'resolved' ? told : null;
}

function hearsTheEnd({ alert, told }: NotificationCase): boolean {
  return heard(told, alert)?.how === 'sent';
}

function reasonToTell(candidate: NotificationCase, policy: NotificationPolicy, now: number): NotificationReason | null {
  const { alert, raised, rearmed } = candidate;
  const told = heard(candidate.told, alert);
  if (told === null) return 'firing';
  const isWorse = severityRank(alert.severity) > severityRank(told.severity);
  if (told.how === 'startup') return isWorse ? 'firing' : null;
  const sinceTold = ageOf(told, policy, now);
  // A severity that swings back to what was told already is a rise again only after the deduplication window.
  if (isWorse || rearmed || (raised && sinceTold >= policy.deduplicationMs)) return 'severityRaised';
  return policy.repeatMs !== null && sinceTold >= policy.repeatMs ? 'repeat' : null;
}

function hindrance({ alert, told, seeding }: NotificationCase, policy: NotificationPolicy, now: number) {
  if (!isAtLeast(alert.severity, policy.minSeverity)) return 'belowMinimum';
  if (alert.acknowledgement !== null) return 'acknowledged';
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) return 'silenced';
  const known = heard(told, alert);
  const worthWaking = alert.resolvedAt === null && isAtLeast(alert.severity, 'high');
  // What was told before the start is not made quiet by it: its receiver waits for the end.
  if (seeding && !worthWaking && known?.how !== 'sent') return 'startup';
  const knownSinceStart = known?.how === 'startup' && severityRank(alert.severity) <= severityRank(known.severity);
  return knownSinceStart ? 'startup' : null;
}

/** A time far ahead was noted before the clock was set back: it is long ago for all we know, and must not silence anything. */
function ageOf(told: Told, policy: NotificationPolicy, now: number): number {
  const ageMs = now - told.at;
  return ageMs < -policy.deduplicationMs ? Number.POSITIVE_INFINITY : ageMs;
}

/** Told of the same thing so short a while ago, and not of something milder, that telling again would be nagging. */
function isRecent(told: Told | null, alert: AlertRecord, policy: NotificationPolicy, now: number): boolean {
  if (told === null || told.how !== 'sent' || ageOf(told, policy, now) >= policy.deduplicationMs) return false;
  return severityRank(alert.severity) <= severityRank(told.severity);
}

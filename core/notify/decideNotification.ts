import type { HeldBackReason, NotificationReason } from '../../shared/alert.ts';
import { isAtLeast, type Severity, severityRank } from '../../shared/severity.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';
import type { Told } from './outbox.ts';

export interface NotificationPolicy {
  minSeverity: Severity;
  /** Of those that are severe enough, the ones that are told; left out: all. */
  severities?: readonly Severity[];
  deduplicationMs: number;
  /** Null: never repeated. */
  repeatMs: number | null;
  /** Times of quiet that are on right now: what is due waits for their end. Left out: none. */
  quiet?: readonly QuietTime[];
}

export interface QuietTime {
  /** ms UTC. */
  until: number;
  sparesCritical: boolean;
  /** For the log: what it is that keeps quiet, and until when. */
  sentence: string;
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
  | { kind: 'holdBack'; reason: NotificationReason; heldBack: HeldBackReason; detail: string | null }
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
  if (heldBack === 'belowMinimum' && !isNews(candidate)) return { kind: 'none' };
  if (heldBack !== null) return { kind: 'holdBack', reason, heldBack, detail: null };
  const nags = due === 'firing' && !candidate.rearmed && isRecent(told, alert, policy, now);
  if (due === null || nags) return { kind: 'holdBack', reason, heldBack: 'deduplicated', detail: null };
  const quiet = quietFor(alert.severity, policy);
  if (quiet !== null) return { kind: 'holdBack', reason, heldBack: 'quietHours', detail: quiet.sentence };
  return { kind: 'send', reason };
}

/** What keeps a message that is on its way from being told now; `until`, ms: when that is over by itself. */
export function hindranceNow(
  alert: AlertRecord,
  policy: NotificationPolicy,
  now: number,
): { heldBack: HeldBackReason; detail: string | null; until: number | null } | null {
  const heldBack = hindranceOf(alert, policy, now);
  if (heldBack !== null) return { heldBack, detail: null, until: heldBack === 'silenced' ? alert.snoozedUntil : null };
  const quiet = quietFor(alert.severity, policy);
  return quiet && { heldBack: 'quietHours', detail: quiet.sentence, until: quiet.until };
}

/** When the alert must be decided on again though nothing new is said of it, ms UTC; `told` as it is after the decision. */
export function nextDecisionAt(
  alert: AlertRecord,
  told: Told | null,
  policy: NotificationPolicy,
  now: number,
): number | null {
  if (alert.resolvedAt !== null || alert.acknowledgement !== null) return null;
  if (!isTold(alert.severity, policy)) return null;
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) return alert.snoozedUntil;
  const quiet = quietFor(alert.severity, policy);
  const unchanged = { alert, told, begun: false, raised: false, rearmed: false, merged: false, seeding: false };
  const waits = quiet !== null && reasonToTell(unchanged, policy, now) !== null && !isRecent(told, alert, policy, now);
  if (waits) return quiet.until;
  if (told === null || told.how !== 'sent') return null;
  if (heard(told, alert) === null) return told.at + policy.deduplicationMs;
  return policy.repeatMs === null ? null : told.at + policy.repeatMs;
}

/** What the receiver knows of this very episode, as one that fires; null when it knows nothing or of its end. */
function heard(told: Told | null, alert: AlertRecord): Told | null {
  if (told === null || told.alertId !== alert.id || told.how === 'held') return null;
  return told.reason === 'resolved' ? null : told;
}

function isTold(severity: Severity, policy: NotificationPolicy): boolean {
  return isAtLeast(severity, policy.minSeverity) && (policy.severities?.includes(severity) ?? true);
}

/** The time of quiet that lasts longest of those that hold for this severity. */
function quietFor(severity: Severity, { quiet = [] }: NotificationPolicy): QuietTime | null {
  const holding = quiet.filter(({ sparesCritical }) => severity !== 'critical' || !sparesCritical);
  return holding.reduce<QuietTime | null>((last, time) => (last && last.until >= time.until ? last : time), null);
}

const isNews = ({ begun, raised, rearmed, merged }: NotificationCase) => begun || raised || rearmed || merged;

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
  const rises = raised || roseInQuiet(alert, told, policy);
  if (isWorse || rearmed || (rises && sinceTold >= policy.deduplicationMs)) return 'severityRaised';
  return policy.repeatMs !== null && sinceTold >= policy.repeatMs ? 'repeat' : null;
}

/** A receiver that knows times of quiet is told after them of a rise in them that it would have been told of at once. */
function roseInQuiet(alert: AlertRecord, told: Told, policy: NotificationPolicy): boolean {
  if (policy.quiet === undefined || alert.severityRaisedAt === null) return false;
  return alert.severityRaisedAt - told.at >= policy.deduplicationMs;
}

/** What of the alert itself speaks against telling it, whatever the receiver knows. */
function hindranceOf(alert: AlertRecord, policy: NotificationPolicy, now: number) {
  if (!isTold(alert.severity, policy)) return 'belowMinimum';
  if (alert.acknowledgement !== null) return 'acknowledged';
  return alert.snoozedUntil !== null && alert.snoozedUntil > now ? 'silenced' : null;
}

function hindrance({ alert, told, seeding }: NotificationCase, policy: NotificationPolicy, now: number) {
  const standing = hindranceOf(alert, policy, now);
  if (standing !== null) return standing;
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

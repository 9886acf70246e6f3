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
  /** It is told also when an alert is over. Left out: it is. */
  resolved?: boolean;
  /** That an alert is over disturbs nobody there: it is told at once, whatever is quiet. */
  endsAtOnce?: boolean;
  /** It can bring up to date what it said when somebody has an alert, or nobody any more. */
  acknowledgements?: boolean;
  /** Reminded this long after it was last heard of an alert that somebody has and that still fires. Left out: never. */
  remindMs?: number | null;
}

export interface QuietTime {
  /** ms UTC. */
  until: number;
  sparesCritical: boolean;
  /** For the log: what it is that keeps quiet, and until when. */
  sentence: string;
}

/** What of an alert decides whether it is told. */
export type DecidedAlert = Pick<
  AlertRecord,
  'id' | 'severity' | 'resolvedAt' | 'acknowledgement' | 'snoozedUntil' | 'silencedBy' | 'inhibitedBy'
> &
  Partial<Pick<AlertRecord, 'cooldownMs'>>;

/** One alert and one receiver at the end of a cycle. */
export interface NotificationCase {
  alert: DecidedAlert;
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
  /** The receiver heard of it once and is not where it goes now: it hears what becomes of it and no more. */
  followUp?: boolean;
}

export type NotificationDecision =
  | { kind: 'send'; reason: NotificationReason }
  | { kind: 'holdBack'; reason: NotificationReason; heldBack: HeldBackReason; detail: string | null }
  | { kind: 'none' };

/**
 * Whether a receiver is told, why, or why not. Judged by the state of alert and log, not by the transition alone: what was
 * held back for a while (snooze, silence, deduplication) is told once the hindrance is gone and the alert still fires.
 */
export function decideNotification(
  candidate: NotificationCase,
  general: NotificationPolicy,
  now: number,
): NotificationDecision {
  const { alert } = candidate;
  const policy = policyFor(alert, general);
  if (alert.resolvedAt !== null && hearsTheEnd(candidate)) return tellTheEnd(candidate, policy);
  const whoHasIt = newsOfAcknowledgement(candidate, policy);
  if (whoHasIt !== null) return { kind: 'send', reason: whoHasIt };
  return candidate.followUp ? { kind: 'none' } : tellOfIt(candidate, policy, now);
}

function tellOfIt(candidate: NotificationCase, policy: NotificationPolicy, now: number): NotificationDecision {
  const { alert, told } = candidate;
  const due = alert.resolvedAt === null ? reasonToTell(candidate, policy, now) : candidate.begun ? 'firing' : null;
  if (due === null && (!candidate.merged || alert.resolvedAt !== null)) return { kind: 'none' };
  const reason = due ?? 'firing';
  // That somebody has it is what a reminder is about.
  const judged = reason === 'reminder' ? { ...candidate, alert: { ...alert, acknowledgement: null } } : candidate;
  const heldBack = hindrance(judged, policy, now);
  if (heldBack === 'belowMinimum' && !isNews(candidate)) return { kind: 'none' };
  if (heldBack !== null) return { kind: 'holdBack', reason, heldBack, detail: null };
  const nags = due === 'firing' && !candidate.rearmed && isRecent(told, alert, policy, now);
  if (due === null || nags) return { kind: 'holdBack', reason, heldBack: 'deduplicated', detail: null };
  const quiet = quietFor(alert.severity, policy);
  if (quiet !== null) return { kind: 'holdBack', reason, heldBack: 'quietHours', detail: quiet.sentence };
  return { kind: 'send', reason };
}

/** Good news wakes nobody: it waits for the end of quiet, and what a person silenced is not heard of again. */
function tellTheEnd({ alert }: NotificationCase, policy: NotificationPolicy): NotificationDecision {
  if (policy.resolved === false) return { kind: 'none' };
  if (policy.endsAtOnce) return { kind: 'send', reason: 'resolved' };
  const heldBack = (reason: HeldBackReason, detail: string | null): NotificationDecision => ({
    kind: 'holdBack',
    reason: 'resolved',
    heldBack: reason,
    detail,
  });
  if (alert.silencedBy.length > 0) return heldBack('silenced', null);
  const quiet = quietFor(alert.severity, policy);
  return quiet === null ? { kind: 'send', reason: 'resolved' } : heldBack('quietHours', quiet.sentence);
}

/** For receivers that can bring up to date what they said. */
function newsOfAcknowledgement(candidate: NotificationCase, policy: NotificationPolicy): NotificationReason | null {
  const { alert, rearmed } = candidate;
  const told = heard(candidate.told, alert);
  if (!policy.acknowledgements || told?.how !== 'sent' || alert.resolvedAt !== null) return null;
  const somebodyHasIt = alert.acknowledgement !== null;
  if (somebodyHasIt === told.acknowledged) return null;
  if (somebodyHasIt) return 'acknowledged';
  // That it grew worse is told as such, and says enough.
  return rearmed || severityRank(alert.severity) > severityRank(told.severity) ? null : 'unacknowledged';
}

/** What keeps a message that is on its way from being told now; `until`, ms: when that is over by itself. */
export function hindranceNow(
  alert: DecidedAlert,
  policy: NotificationPolicy,
  now: number,
): { heldBack: HeldBackReason; detail: string | null; until: number | null } | null {
  const heldBack = hindranceOf(alert, policy, now);
  if (heldBack !== null) {
    const snoozed = heldBack === 'silenced' && alert.silencedBy.length === 0;
    return { heldBack, detail: null, until: snoozed ? alert.snoozedUntil : null };
  }
  const quiet = quietFor(alert.severity, policy);
  return quiet && { heldBack: 'quietHours', detail: quiet.sentence, until: quiet.until };
}

/** When the alert must be decided on again though nothing new is said of it, ms UTC; `told` as it is after the decision. */
export function nextDecisionAt(
  alert: DecidedAlert,
  told: Told | null,
  general: NotificationPolicy,
  now: number,
): number | null {
  const policy = policyFor(alert, general);
  if (!isTold(alert.severity, policy)) return null;
  const unchanged = { alert, told, begun: false, raised: false, rearmed: false, merged: false, seeding: false };
  const quiet = quietFor(alert.severity, policy);
  if (alert.resolvedAt !== null) {
    const decision = hearsTheEnd(unchanged) ? tellTheEnd(unchanged, policy) : null;
    return decision?.kind === 'holdBack' && decision.heldBack === 'quietHours' ? (quiet?.until ?? null) : null;
  }
  // Decided on again when that ends.
  if (alert.silencedBy.length > 0 || alert.inhibitedBy.length > 0) return null;
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) return alert.snoozedUntil;
  const due = reasonToTell(unchanged, policy, now);
  if (alert.acknowledgement !== null) {
    return quiet !== null && due === 'reminder' ? quiet.until : reminderAt(alert, told, policy, now);
  }
  const waits = quiet !== null && due !== null && (due !== 'firing' || !isRecent(told, alert, policy, now));
  if (waits) return quiet.until;
  if (told === null || told.how !== 'sent') return null;
  if (heard(told, alert) === null) return told.at + policy.deduplicationMs;
  return policy.repeatMs === null ? null : told.at + policy.repeatMs;
}

/** Some alerts come again sooner, or later, than others. */
function policyFor({ cooldownMs = null }: DecidedAlert, policy: NotificationPolicy): NotificationPolicy {
  return cooldownMs === null ? policy : { ...policy, deduplicationMs: cooldownMs };
}

/** What the receiver knows of this very episode, as one that fires; null when it knows nothing or of its end. */
function heard(told: Told | null, alert: DecidedAlert): Told | null {
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
  const beyondTold = severityRank(alert.severity) - severityRank(told.severity);
  const isWorse = beyondTold > 0;
  if (told.how === 'startup') return isWorse ? 'firing' : null;
  if (alert.acknowledgement !== null && isDue(reminderAt(alert, told, policy, now), now)) return 'reminder';
  const sinceTold = ageOf(told.at, policy, now);
  // A severity that swings back to what was told already is a rise again only after the deduplication window.
  const rises = (told.owesRise && beyondTold >= 0) || (raised && sinceTold >= policy.deduplicationMs);
  if (isWorse || rearmed || rises) return 'severityRaised';
  if (alert.acknowledgement !== null) return null;
  return policy.repeatMs !== null && sinceTold >= policy.repeatMs ? 'repeat' : null;
}

const isDue = (at: number | null, now: number) => at !== null && at <= now;

/** When a receiver that heard of it is reminded of an alert that somebody has, ms UTC; null: never. */
function reminderAt(alert: DecidedAlert, told: Told | null, policy: NotificationPolicy, now: number): number | null {
  const { remindMs = null } = policy;
  if (remindMs === null || alert.acknowledgement === null || heard(told, alert)?.how !== 'sent') return null;
  const since = [told?.at ?? 0, alert.acknowledgement.at].filter((at) => Number.isFinite(ageOf(at, policy, now)));
  return since.length === 0 ? now : Math.max(...since) + remindMs;
}

/** What of the alert itself speaks against telling it, whatever the receiver knows. */
function hindranceOf(alert: DecidedAlert, policy: NotificationPolicy, now: number) {
  if (!isTold(alert.severity, policy)) return 'belowMinimum';
  if (alert.inhibitedBy.length > 0) return 'inhibited';
  if (alert.silencedBy.length > 0) return 'silenced';
  if (alert.acknowledgement !== null) return 'acknowledged';
  return alert.snoozedUntil !== null && alert.snoozedUntil > now ? 'silenced' : null;
}

function hindrance({ alert, told, seeding }: NotificationCase, policy: NotificationPolicy, now: number) {
  const standing = hindranceOf(alert, policy, now);
  if (standing !== null) return standing;
  const known = heard(told, alert);
  const worthWaking = alert.resolvedAt === null && isAtLeast(alert.severity, 'high');
  // What was told before the start is not made quiet by it: its receiver waits for the end.
  // Nor is what waits since before the start for the end of quiet.
  const isOwed = told?.how === 'held' && told.alertId === alert.id;
  if (seeding && !worthWaking && known?.how !== 'sent' && !isOwed) return 'startup';
  const knownSinceStart = known?.how === 'startup' && severityRank(alert.severity) <= severityRank(known.severity);
  return knownSinceStart ? 'startup' : null;
}

/** A time far ahead was noted before the clock was set back: it is long ago for all we know, and must not silence anything. */
function ageOf(at: number, policy: NotificationPolicy, now: number): number {
  const ageMs = now - at;
  return ageMs < -policy.deduplicationMs ? Number.POSITIVE_INFINITY : ageMs;
}

/** Told of the same thing so short a while ago, and not of something milder, that telling again would be nagging. */
function isRecent(told: Told | null, alert: DecidedAlert, policy: NotificationPolicy, now: number): boolean {
  if (told === null || told.how !== 'sent' || ageOf(told.at, policy, now) >= policy.deduplicationMs) return false;
  return severityRank(alert.severity) <= severityRank(told.severity);
}

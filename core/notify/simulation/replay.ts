import type { NotificationReason } from '../../../shared/alert.ts';
import type { InhibitionRule } from '../../../shared/delivery/deliverySettings.ts';
import type { ReplayCount } from '../../../shared/delivery/simulation.ts';
import type { Severity } from '../../../shared/severity.ts';
import { type DecidedAlert, decideNotification, hindranceNow, nextDecisionAt } from '../decideNotification.ts';
import type { DeliveryRules, RulesNow, Target } from '../deliveryRules.ts';
import { nextStepAfterMs, receiversOfStep } from '../escalation.ts';
import { groupOf } from '../groupOf.ts';
import { isUpdate, type Told } from '../outbox.ts';
import { compileSilences } from '../routing/compileSilences.ts';
import type { SilenceRecord } from '../silences/silences.ts';
import { replayedInhibitions } from './replayedInhibitions.ts';
import { afterEvent, beginningOf, type Change, isWorse, type ReplayedAlert } from './replayedLife.ts';
import { type DecidedSend, type Pacing, replayLimits } from './replayLimits.ts';

export type { ReplayedAlert };

export interface ReplayFacts {
  alerts: readonly ReplayedAlert[];
  rules: DeliveryRules;
  inhibitions: readonly InhibitionRule[];
  /** All that held for a while since the first of the alerts began. */
  silences: readonly Pick<SilenceRecord, 'id' | 'matchers' | 'startsAt' | 'endsAt'>[];
  pacing(receiver: string): Pacing;
  /** Ms UTC. */
  until: number;
}

/** What a set of rules would have sent, and whom each alert would have reached. */
export interface Replayed {
  count: ReplayCount;
  toldOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An alert that nobody ends is looked at this often at most: every hour for a month, and some more. */
const mostLooks = 1000;

/**
 * Walks through alerts as the cycle would have: the same decisions, at the times when something happened or was due, with the
 * silences and snoozes that there were, and held back by the alerts that explain others by the rules that are tried. What that
 * comes to then passes the limits of each receiver. Left out are receivers that could not be reached.
 */
export function replay({ alerts, rules, inhibitions, silences, pacing, until }: ReplayFacts): Replayed {
  const told = new Map<string, Told>();
  const toldOf = new Map<string, ReadonlySet<string>>();
  const decided = new Map<string, DecidedSend[]>();
  const byReason = new Map<NotificationReason, number>();
  const silenceOf = new Map(silences.map((silence) => [silence.id, silence]));
  const { mutedBy } = compileSilences(silences);
  const explained = replayedInhibitions(inhibitions, alerts);

  for (const alert of [...alerts].sort((one, other) => (one.events[0]?.at ?? 0) - (other.events[0]?.at ?? 0)))
    walk(alert);

  const byCount = (one: { messages: number }, other: { messages: number }) => other.messages - one.messages;
  const sent = [...decided].map(([name, sends]) => ({ name, ...replayLimits(sends, pacing(name)) }));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return {
    count: {
      messages: sum(sent.map(({ messages }) => messages)),
      inDigests: sum(sent.map(({ inDigests }) => inDigests)),
      alerts: alerts.length,
      untold: alerts.filter(({ id }) => !toldOf.has(id)).length,
      byReceiver: sent.map(({ name, messages }) => ({ name, messages })).sort(byCount),
      byReason: [...byReason].map(([reason, messages]) => ({ reason, messages })).sort(byCount),
    },
    toldOf,
  };

  function send(life: Life, receiver: string, target: Target | null, reason: NotificationReason, at: number): void {
    const { alert, record, reached } = life;
    const { severity } = record;
    reached.add(receiver);
    toldOf.set(alert.id, reached);
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
    const group = target === null ? null : groupOf(alert, target.groupBy);
    const sends = decided.get(receiver) ?? [];
    decided.set(receiver, sends);
    sends.push({ at, alertId: alert.id, message: { reason, group, alert: { severity } } });
    const before = told.get(keyOf(alert, receiver));
    const count = (before?.alertId === alert.id ? before.count : 0) + 1;
    const acknowledged = record.acknowledgement !== null;
    const known: Told = { alertId: alert.id, at, severity, reason, how: 'sent', count, acknowledged, owesRise: false };
    const kept = isUpdate(reason) && before ? { at: before.at, severity: before.severity, reason: before.reason } : {};
    told.set(keyOf(alert, receiver), { ...known, ...kept });
  }

  function walk(alert: ReplayedAlert): void {
    const [beginning] = alert.events;
    if (beginning?.kind !== 'severity') return;
    const { severity } = beginning;
    const life: Life = {
      ...{ alert, record: beginningOf(alert.id, severity), worst: severity },
      ...{ reached: new Set(), escalatesAt: null, steps: 0 },
    };
    let index = 0;
    let dueAt: number | null = beginning.at;
    for (let look = 0; look < mostLooks && dueAt !== null && dueAt <= until; look++) {
      const now: number = dueAt;
      const change = { begun: index === 0, raised: false, rearmed: false, merged: false, seeding: false };
      for (let event = alert.events[index]; event !== undefined && event.at <= now; event = alert.events[index]) {
        life.record = afterEvent(life.record, event, change);
        if (isWorse(life.record.severity, life.worst)) life.worst = life.record.severity;
        if (event.kind === 'reopened') life.steps = 0;
        index++;
      }
      const moments = mute(life, now);
      const wakes = [alert.events[index]?.at ?? null, ...moments, ...lookAt(life, change, now)];
      const later = wakes.filter((wake) => wake !== null).filter((wake) => wake > now);
      dueAt = later.length === 0 ? null : Math.min(...later);
    }
  }

  /** Notes the silences that hold now, and what explains it; when that may change again while it fires. */
  function mute(life: Life, now: number): number[] {
    const { alert, record } = life;
    const subject = { ...alert, severity: record.severity };
    const matching = mutedBy(subject).flatMap((id) => silenceOf.get(id) ?? []);
    const holding = matching.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
    const { by, changesAt } = explained.on(subject, now);
    life.record = { ...record, silencedBy: holding.map(({ id }) => id), inhibitedBy: by };
    // That it was over was held back with the rest, and nobody hears of it afterwards.
    if (record.resolvedAt !== null) return [];
    return [...matching.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]), ...changesAt];
  }

  /** Decides for everybody; when it is to be looked at again. */
  function lookAt(life: Life, change: Change, now: number): (number | null)[] {
    const { alert, record } = life;
    const at = rules.at(now);
    const targets = at.targets({ ...alert, severity: life.worst });
    const escalatesAt = escalate(life, at, targets, change, now);
    const others = [...life.reached].filter((name) => !targets.some(({ receiver }) => receiver === name));
    for (const name of others) decide(name, null);
    const snoozeEnd = record.resolvedAt === null ? record.snoozedUntil : null;
    return [escalatesAt, snoozeEnd, ...targets.map((target) => decide(target.receiver, target))];

    function decide(receiver: string, target: Target | null): number | null {
      const policy = at.policy(receiver, target);
      const known = told.get(keyOf(alert, receiver)) ?? null;
      const candidate = { ...change, alert: record, told: known, followUp: target === null };
      const decision = decideNotification(candidate, policy, now);
      if (decision.kind === 'send') send(life, receiver, target, decision.reason, now);
      return nextDecisionAt(record, told.get(keyOf(alert, receiver)) ?? null, policy, now);
    }
  }

  function escalate(
    life: Life,
    at: RulesNow,
    targets: readonly Target[],
    { raised }: Change,
    now: number,
  ): number | null {
    const { record } = life;
    const policy = waitsForSomebody(record, now) ? at.escalation(targets, record.severity) : null;
    const waitMs = policy && nextStepAfterMs(policy, life.steps);
    if (policy === null || waitMs === null) {
      life.escalatesAt = null;
      return null;
    }
    life.escalatesAt ??= now + waitMs;
    if (raised) life.escalatesAt = Math.min(life.escalatesAt, now + waitMs);
    if (life.escalatesAt > now) return life.escalatesAt;
    const retries = receiversOfStep(policy, life.steps).map((receiver) => {
      const target = targets.find((candidate) => candidate.receiver === receiver) ?? null;
      // A policy that names a receiver means it, whatever minimum that has.
      const hindrance = hindranceNow(record, { ...at.policy(receiver, target), minSeverity: 'low' }, now);
      if (hindrance === null) send(life, receiver, target, 'escalated', now);
      return hindrance && (hindrance.until ?? now);
    });
    const waiting = retries.filter((retryAt) => retryAt !== null);
    if (waiting.length > 0 && waiting.length === retries.length) {
      life.escalatesAt = Math.min(...waiting);
      return life.escalatesAt;
    }
    life.steps++;
    const nextMs = nextStepAfterMs(policy, life.steps);
    life.escalatesAt = nextMs === null ? null : now + nextMs;
    return life.escalatesAt;
  }
}

/** An alert on its way through the replay. */
interface Life {
  alert: ReplayedAlert;
  record: DecidedAlert;
  /** Of now and of all that was told: it stays where it was told of though it grows milder. */
  worst: Severity;
  reached: Set<string>;
  escalatesAt: number | null;
  steps: number;
}

const keyOf = (alert: ReplayedAlert, receiver: string) => `${receiver}\n${alert.fingerprint}`;

function waitsForSomebody(record: DecidedAlert, now: number): boolean {
  if (record.resolvedAt !== null || record.acknowledgement !== null) return false;
  if (record.silencedBy.length > 0 || record.inhibitedBy.length > 0) return false;
  return record.snoozedUntil === null || record.snoozedUntil <= now;
}

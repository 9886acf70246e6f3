import type { NotificationReason } from '../../../shared/alert.ts';
import type { MatchSubject } from '../../../shared/delivery/matcher.ts';
import type { ReplayCount } from '../../../shared/delivery/simulation.ts';
import { type Severity, severityRank } from '../../../shared/severity.ts';
import { type DecidedAlert, decideNotification, type NotificationCase, nextDecisionAt } from '../decideNotification.ts';
import type { DeliveryRules, RulesNow, Target } from '../deliveryRules.ts';
import { nextStepAfterMs, receiversOfStep } from '../escalation.ts';
import { isUpdate, type Told } from '../outbox.ts';

/** One alert of the book and what became of it. Times: ms UTC. */
export interface ReplayedAlert extends MatchSubject {
  id: string;
  fingerprint: string;
  severity: Severity;
  /** In order; the first is its beginning, with the severity it had then. */
  events: readonly ReplayEvent[];
}

export type ReplayEvent =
  | { at: number; kind: 'severity'; severity: Severity }
  | { at: number; kind: 'acknowledged'; has: boolean }
  | { at: number; kind: 'resolved' };

/** What a set of rules would have sent, and whom each alert would have reached. */
export interface Replayed {
  count: ReplayCount;
  toldOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An alert that nobody ends is looked at this often at most. */
const mostLooks = 500;

/**
 * Walks through alerts as the cycle would have: the same decisions, at the times when something happened or was due. Silences,
 * snoozes and the limits of receivers are left out: the figures are of messages before they are put together.
 */
export function replay(alerts: readonly ReplayedAlert[], rules: DeliveryRules, until: number): Replayed {
  const told = new Map<string, Told>();
  const toldOf = new Map<string, ReadonlySet<string>>();
  const byReceiver = new Map<string, number>();
  const byReason = new Map<NotificationReason, number>();
  let messages = 0;

  for (const alert of [...alerts].sort((one, other) => (one.events[0]?.at ?? 0) - (other.events[0]?.at ?? 0)))
    walk(alert);

  const byCount = (one: { messages: number }, other: { messages: number }) => other.messages - one.messages;
  return {
    count: {
      messages,
      alerts: alerts.length,
      untold: alerts.filter(({ id }) => !toldOf.has(id)).length,
      byReceiver: [...byReceiver].map(([name, sent]) => ({ name, messages: sent })).sort(byCount),
      byReason: [...byReason].map(([reason, sent]) => ({ reason, messages: sent })).sort(byCount),
    },
    toldOf,
  };

  function send({ alert, record, reached }: Life, receiver: string, reason: NotificationReason, at: number): void {
    messages++;
    reached.add(receiver);
    byReceiver.set(receiver, (byReceiver.get(receiver) ?? 0) + 1);
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
    toldOf.set(alert.id, reached);
    const before = told.get(keyOf(alert, receiver));
    const count = (before?.alertId === alert.id ? before.count : 0) + 1;
    const acknowledged = record.acknowledgement !== null;
    const { severity } = record;
    const known: Told = { alertId: alert.id, at, severity, reason, how: 'sent', count, acknowledged, owesRise: false };
    const kept = isUpdate(reason) && before ? { at: before.at, severity: before.severity, reason: before.reason } : {};
    told.set(keyOf(alert, receiver), { ...known, ...kept });
  }

  function walk(alert: ReplayedAlert): void {
    const [beginning] = alert.events;
    if (beginning?.kind !== 'severity') return;
    const life: Life = {
      alert,
      record: {
        ...{ id: alert.id, severity: beginning.severity, resolvedAt: null, acknowledgement: null },
        ...{ snoozedUntil: null, silencedBy: [], inhibitedBy: [] },
      },
      worst: beginning.severity,
      reached: new Set(),
      escalatesAt: null,
      steps: 0,
    };
    let index = 0;
    let dueAt: number | null = beginning.at;
    for (let look = 0; look < mostLooks && dueAt !== null && dueAt <= until; look++) {
      const now: number = dueAt;
      const change = { begun: index === 0, raised: false, rearmed: false, merged: false, seeding: false };
      for (let event = alert.events[index]; event !== undefined && event.at <= now; event = alert.events[index]) {
        const before = life.record;
        life.record = after(before, event);
        change.raised ||= isWorse(life.record.severity, before.severity);
        if (isWorse(life.record.severity, life.worst)) life.worst = life.record.severity;
        change.rearmed ||=
          event.kind === 'severity' && before.acknowledgement !== null && life.record.acknowledgement === null;
        index++;
      }
      const wakes = [alert.events[index]?.at ?? null, ...lookAt(life, change, now)];
      const later = wakes.filter((wake) => wake !== null).filter((wake) => wake > now);
      dueAt = later.length === 0 ? null : Math.min(...later);
    }
  }

  /** Decides for everybody; when it is to be looked at again. */
  function lookAt(life: Life, change: Change, now: number): (number | null)[] {
    const { alert, record } = life;
    const at = rules.at(now);
    const targets = at.targets({ ...alert, severity: life.worst });
    const escalatesAt = escalate(life, at, targets, now);
    const others = [...life.reached].filter((name) => !targets.some(({ receiver }) => receiver === name));
    for (const name of others) decide(name, null);
    return [escalatesAt, ...targets.map((target) => decide(target.receiver, target))];

    function decide(receiver: string, target: Target | null): number | null {
      const policy = at.policy(receiver, target);
      const known = told.get(keyOf(alert, receiver)) ?? null;
      const candidate = { ...change, alert: record, told: known, followUp: target === null };
      const decision = decideNotification(candidate, policy, now);
      if (decision.kind === 'send') send(life, receiver, decision.reason, now);
      return nextDecisionAt(record, told.get(keyOf(alert, receiver)) ?? null, policy, now);
    }
  }

  function escalate(life: Life, at: RulesNow, targets: readonly Target[], now: number): number | null {
    const { record } = life;
    const isOpen = record.resolvedAt === null && record.acknowledgement === null;
    const policy = isOpen ? at.escalation(targets, record.severity) : null;
    const waitMs = policy && nextStepAfterMs(policy, life.steps);
    if (policy === null || waitMs === null) {
      life.escalatesAt = null;
      return null;
    }
    life.escalatesAt ??= now + waitMs;
    if (life.escalatesAt > now) return life.escalatesAt;
    for (const receiver of receiversOfStep(policy, life.steps)) send(life, receiver, 'escalated', now);
    life.steps++;
    const nextMs = nextStepAfterMs(policy, life.steps);
    life.escalatesAt = nextMs === null ? null : now + nextMs;
    return life.escalatesAt;
  }
}

type Change = Pick<NotificationCase, 'begun' | 'raised' | 'rearmed' | 'merged' | 'seeding'>;

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

function after(record: DecidedAlert, event: ReplayEvent): DecidedAlert {
  if (event.kind === 'resolved') return { ...record, resolvedAt: event.at };
  if (event.kind === 'acknowledged') {
    const acknowledgement = event.has ? { at: event.at, by: '', note: null, severity: record.severity } : null;
    return { ...record, acknowledgement };
  }
  const { acknowledgement } = record;
  const rearmed = acknowledgement !== null && isWorse(event.severity, acknowledgement.severity);
  return { ...record, severity: event.severity, acknowledgement: rearmed ? null : acknowledgement };
}

const isWorse = (one: Severity, other: Severity) => severityRank(one) > severityRank(other);

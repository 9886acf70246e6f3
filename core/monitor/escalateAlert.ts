import type { AlertRecord } from '../alerts/alertRecord.ts';
import { hindranceNow, type NotificationPolicy } from '../notify/decideNotification.ts';
import type { Target } from '../notify/deliveryRules.ts';
import { type Escalation, nextStepAfterMs, receiversOfStep } from '../notify/escalation.ts';
import { groupOf } from '../notify/groupOf.ts';
import type { AlertChange } from './alertChanges.ts';
import { carryOut } from './carryOut.ts';
import type { StoreTransaction } from './monitorStore.ts';
import { type Decided, type NotifyContext, nothingDecided } from './notifyContext.ts';

/** Starts, takes and ends the steps by which others are told of an alert that nobody has. */
export function escalate(
  tx: StoreTransaction,
  change: AlertChange,
  targets: readonly Target[],
  context: NotifyContext,
): Decided {
  const { record } = change;
  const { now, rules } = context;
  const policy = waitsForSomebody(record, now) ? rules.escalation(targets, record.severity) : null;
  if (policy === null) {
    settle(tx, record, null, record.escalations);
    return nothingDecided;
  }
  const dueAt = dueOf(change, policy, targets, context);
  if (dueAt === null || dueAt > now) {
    settle(tx, record, dueAt, record.escalations);
    return { logged: false, wakeAt: dueAt };
  }
  const told = receiversOfStep(policy, record.escalations).map((receiver) =>
    tell(tx, record, receiver, targets, context),
  );
  const reached = told.filter(({ retryAt }) => retryAt === null).map(({ receiver }) => receiver);
  if (reached.length === 0) {
    // All of them want quiet: the step is taken when the first of them can be told.
    const at = Math.min(...told.map(({ retryAt }) => retryAt ?? now));
    settle(tx, record, at, record.escalations);
    return { logged: true, wakeAt: at };
  }
  const taken = record.escalations + 1;
  const after = nextStepAfterMs(policy, taken);
  const nextAt = after === null ? null : now + after;
  tx.alerts.addHistory({
    alertId: record.id,
    at: now,
    kind: 'escalated',
    by: policy.name,
    note: `to ${reached.join(', ')}`,
  });
  settle(tx, record, nextAt, taken);
  return { logged: true, wakeAt: nextAt };
}

/** It fires, people are to hear of it, and nobody has taken it or put it off. */
function waitsForSomebody(record: AlertRecord, now: number): boolean {
  if (record.resolvedAt !== null || record.acknowledgement !== null) return false;
  if (record.silencedBy.length > 0 || record.inhibitedBy.length > 0) return false;
  return record.snoozedUntil === null || record.snoozedUntil <= now;
}

function dueOf(
  { record, raised }: AlertChange,
  policy: Escalation,
  targets: readonly Target[],
  context: NotifyContext,
): number | null {
  const { now } = context;
  const { escalatesAt, escalations } = record;
  const afterMs = nextStepAfterMs(policy, escalations);
  if (afterMs === null) return null;
  const fresh = now + afterMs;
  if (escalatesAt === null) return fresh;
  if (escalatesAt <= fresh) return escalatesAt;
  if (raised) return fresh;
  // Further ahead than the step is: put off by quiet, or else reckoned by a clock that went ahead.
  const quietEnds = receiversOfStep(policy, escalations).map(
    (receiver) => hindranceNow(record, policyFor(receiver, targetOf(receiver, targets), context), now)?.until ?? now,
  );
  return Math.min(escalatesAt, Math.max(fresh, Math.min(...quietEnds)));
}

const targetOf = (receiver: string, targets: readonly Target[]): Target | null =>
  targets.find((candidate) => candidate.receiver === receiver) ?? null;

/** An escalation that names a receiver means it, whatever minimum that has. */
function policyFor(receiver: string, target: Target | null, { rules }: NotifyContext): NotificationPolicy {
  return { ...rules.policy(receiver, target), minSeverity: 'low' };
}

/** `retryAt` null: it is told; else when quiet lets it be told, ms UTC. */
function tell(
  tx: StoreTransaction,
  record: AlertRecord,
  receiver: string,
  targets: readonly Target[],
  context: NotifyContext,
): { receiver: string; retryAt: number | null } {
  const { now } = context;
  const target = targetOf(receiver, targets);
  const addressee = {
    record,
    receiver,
    told: tx.outbox.told(record.fingerprint, receiver),
    line: target?.line ?? [receiver],
    group: target === null ? null : groupOf(record, target.groupBy),
  };
  const hindrance = hindranceNow(record, policyFor(receiver, target, context), now);
  if (hindrance === null) {
    carryOut(tx, { kind: 'send', reason: 'escalated' }, addressee, context);
    return { receiver, retryAt: null };
  }
  carryOut(
    tx,
    { kind: 'holdBack', reason: 'escalated', heldBack: hindrance.heldBack, detail: hindrance.detail },
    addressee,
    context,
  );
  return { receiver, retryAt: hindrance.until ?? now };
}

function settle(tx: StoreTransaction, record: AlertRecord, escalatesAt: number | null, escalations: number): void {
  if (record.escalatesAt === escalatesAt && record.escalations === escalations) return;
  tx.alerts.setEscalation(record.id, escalatesAt, escalations);
  record.escalatesAt = escalatesAt;
  record.escalations = escalations;
}

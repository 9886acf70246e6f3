import { type Severity, worstSeverity } from '../../shared/severity.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';
import { decideNotification, nextDecisionAt } from '../notify/decideNotification.ts';
import type { Target } from '../notify/deliveryRules.ts';
import { groupOf } from '../notify/groupOf.ts';
import type { Told } from '../notify/outbox.ts';
import { isPopUpReceiver } from '../notify/popUps/popUpReceivers.ts';
import type { AlertChange } from './alertChanges.ts';
import { carryOut } from './carryOut.ts';
import { escalate } from './escalateAlert.ts';
import type { StoreTransaction } from './monitorStore.ts';
import { type Decided, earliest, type NotifyContext } from './notifyContext.ts';

/** Decides for every receiver that routes lead to, for those that heard of the alert before, and about its escalation. */
export function notifyRouted(tx: StoreTransaction, change: AlertChange, context: NotifyContext): Decided {
  const { record } = change;
  const before = tx.outbox.toldToAll(record.fingerprint);
  const known = routedTold(before, record);
  const targets = context.rules.targets({ ...record, severity: severityOnceTold(record, known) });
  // First, so that a receiver whose step is due is not told a second time because of a repeat.
  const escalated = escalate(tx, change, targets, context);
  const told = escalated.logged ? tx.outbox.toldToAll(record.fingerprint) : before;
  const decide = (receiver: string, target: Target | null) =>
    decideFor(tx, change, receiver, target, told.get(receiver) ?? inheritedFrom(target, known, context), context);
  const routed = targets.map((target) => decide(target.receiver, target));
  const elsewhere = [...known.keys()].filter(
    (name) => context.isSetUp(name) && !targets.some(({ receiver }) => receiver === name),
  );
  const followed = elsewhere.map((name) => decide(name, null));
  const all = [...routed, ...followed, escalated];
  return { logged: all.some(({ logged }) => logged), wakeAt: earliest(...all.map(({ wakeAt }) => wakeAt)) };
}

function decideFor(
  tx: StoreTransaction,
  change: AlertChange,
  receiver: string,
  target: Target | null,
  told: Told | null,
  context: NotifyContext,
): Decided {
  const { record } = change;
  const { now } = context;
  const policy = context.rules.policy(receiver, target);
  const candidate = { ...change, alert: record, told, followUp: target === null };
  const decision = decideNotification(candidate, policy, now);
  const line = target?.line ?? [receiver];
  const group = target === null ? null : groupOf(record, target.groupBy);
  const after = carryOut(tx, decision, { record, receiver, told, line, group }, context);
  const wakeAt = nextDecisionAt(record, after, policy, now);
  // Who is only followed up hears nothing of an alert that goes on as it is.
  const isOver = record.resolvedAt !== null;
  return { logged: decision.kind !== 'none', wakeAt: target === null && !isOver ? null : wakeAt };
}

/** What routed receivers heard of this episode and not of its end, the last one first. */
function routedTold(told: ReadonlyMap<string, Told>, { id }: AlertRecord): Map<string, Told> {
  const ofThis = ({ alertId, how, reason }: Told) => alertId === id && how === 'sent' && reason !== 'resolved';
  return new Map([...told].filter(([name, heard]) => ofThis(heard) && !isPopUpReceiver(name)));
}

/** An alert stays where it was told of, though it grows milder; only when it grows worse does it go where that leads. */
function severityOnceTold({ severity }: AlertRecord, known: ReadonlyMap<string, Told>): Severity {
  return worstSeverity([severity, ...[...known.values()].map((told) => told.severity)]) ?? severity;
}

/** What a receiver of the line heard that is not set up any more: its messages went to the one that took its place. */
function inheritedFrom(
  target: Target | null,
  known: ReadonlyMap<string, Told>,
  { isSetUp }: NotifyContext,
): Told | null {
  const gone = target?.line.find((name) => known.has(name) && !isSetUp(name));
  return (gone === undefined ? null : known.get(gone)) ?? null;
}

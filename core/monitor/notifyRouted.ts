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
  const known = routedTold(tx, record);
  const targets = context.rules.targets({ ...record, severity: severityOnceTold(record, known) });
  // First, so that a receiver whose step is due is not told a second time because of a repeat.
  const escalated = escalate(tx, change, targets, context);
  const routed = targets.map((target) => decideFor(tx, change, target.receiver, target, known, context));
  const elsewhere = [...known.keys()].filter(
    (name) => context.isSetUp(name) && !targets.some(({ receiver }) => receiver === name),
  );
  const followed = elsewhere.map((name) => decideFor(tx, change, name, null, known, context));
  const all = [...routed, ...followed, escalated];
  return { logged: all.some(({ logged }) => logged), wakeAt: earliest(...all.map(({ wakeAt }) => wakeAt)) };
}

function decideFor(
  tx: StoreTransaction,
  change: AlertChange,
  receiver: string,
  target: Target | null,
  known: ReadonlyMap<string, Told>,
  context: NotifyContext,
): Decided {
  const { record } = change;
  const { now } = context;
  const policy = context.rules.policy(receiver, target);
  const told = tx.outbox.told(record.fingerprint, receiver) ?? inheritedFrom(target, known, context);
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
function routedTold(tx: StoreTransaction, { id, fingerprint }: AlertRecord): Map<string, Told> {
  const known = new Map<string, Told>();
  for (const name of tx.outbox.receiversTold(id)) {
    const told = isPopUpReceiver(name) ? null : tx.outbox.told(fingerprint, name);
    if (told !== null) known.set(name, told);
  }
  return known;
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

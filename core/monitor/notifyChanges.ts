import type { HeldBackReason } from '../../shared/alert.ts';
import { severityRank } from '../../shared/severity.ts';
import { type AlertRecord, toAlert } from '../alerts/alertRecord.ts';
import {
  decideNotification,
  type NotificationDecision,
  type NotificationPolicy,
  nextDecisionAt,
} from '../notify/decideNotification.ts';
import type { Told } from '../notify/outbox.ts';
import type { Routable } from '../notify/routes.ts';
import type { AlertChange } from './alertChanges.ts';
import type { StoreTransaction } from './monitorStore.ts';

export interface NotifyContext {
  now: number;
  policy: NotificationPolicy;
  currency: string;
  links(alertId: string): { dashboardUrl: string | null; acknowledgeUrl: string | null };
  /** Null when nobody is set up to be told. */
  receiverFor(alert: Routable): string | null;
  isSetUp(receiver: string): boolean;
}

/** Decides about one changed or due alert and puts the outcome into the outbox and its log. True: the log changed. */
export function notifyChange(tx: StoreTransaction, change: AlertChange, context: NotifyContext): boolean {
  const { record } = change;
  const receiver = receiverOf(tx, change, context);
  if (receiver === null) {
    if (record.wakeAt !== null) tx.alerts.setWakeAt(record.id, null);
    return false;
  }
  const others = othersToTell(tx, change, context, receiver);
  const decided = decideFor(tx, change, receiver, context);
  const wakeAt = nextDecisionAt(record, decided.told, context.policy, context.now);
  if (wakeAt !== record.wakeAt) tx.alerts.setWakeAt(record.id, wakeAt);
  const alsoDecided = others.map((other) => decideFor(tx, change, other, context));
  return [decided, ...alsoDecided].some(({ decision }) => decision.kind !== 'none');
}

function decideFor(tx: StoreTransaction, change: AlertChange, receiver: string, context: NotifyContext) {
  const { record } = change;
  const told = tx.outbox.told(record.fingerprint, receiver) ?? inheritedFrom(tx, change, context);
  const decision = decideNotification({ ...change, alert: record, told }, context.policy, context.now);
  return { decision, told: carryOut(tx, decision, { record, receiver, told }, context) };
}

/** Writes the message or why there is none; what the receiver knows of the alert then. */
function carryOut(
  tx: StoreTransaction,
  decision: NotificationDecision,
  { record, receiver, told }: { record: AlertRecord; receiver: string; told: Told | null },
  { now, currency, links }: NotifyContext,
): Told | null {
  if (decision.kind === 'none') return told;
  const { id: alertId, severity } = record;
  const { reason } = decision;
  const count = told?.alertId === alertId ? told.count : 0;
  const know = (how: Told['how'], messages: number): Told => {
    const known: Told = { alertId, at: now, severity, reason, how, count: messages };
    tx.outbox.remember(record.fingerprint, receiver, known);
    return known;
  };
  const holdBack = (heldBack: HeldBackReason, detail: string | null) =>
    tx.outbox.holdBack({ alertId, receiver, reason, heldBack, at: now, detail });

  if (decision.kind === 'holdBack') {
    holdBack(decision.heldBack, null);
    return decision.heldBack === 'startup' && record.resolvedAt === null ? know('startup', count) : told;
  }
  if (reason === 'repeat' && tx.outbox.isWaiting(alertId)) {
    holdBack('deduplicated', 'The message before this one is still on its way.');
    return know('sent', count);
  }
  const key = `${alertId}/${receiver}/${count + 1}-${reason}`;
  tx.outbox.enqueue({ key, reason, alert: toAlert(record), currency, ...links(alertId) }, receiver, now);
  return know('sent', count + 1);
}

/** What a receiver heard that is not set up any more: its messages went to the one that took its place. */
function inheritedFrom(tx: StoreTransaction, { record }: AlertChange, context: NotifyContext): Told | null {
  const [name] = tx.outbox.receiversTold(record.id);
  return name === undefined || context.isSetUp(name) ? null : tx.outbox.told(record.fingerprint, name);
}

/** An alert stays where it was told of, its end included; only when it grows worse does it go where that leads. */
function receiverOf(tx: StoreTransaction, { record }: AlertChange, context: NotifyContext): string | null {
  const [name] = tx.outbox.receiversTold(record.id);
  if (name === undefined) return context.receiverFor(record);
  const told = tx.outbox.told(record.fingerprint, name);
  const worse = told !== null && severityRank(record.severity) > severityRank(told.severity);
  const stays = context.isSetUp(name) && (record.resolvedAt !== null || !worse);
  return stays ? name : context.receiverFor(record);
}

/** Where an alert was told of before it outgrew that place: its end is awaited there too. */
function othersToTell(
  tx: StoreTransaction,
  { record }: AlertChange,
  context: NotifyContext,
  receiver: string,
): string[] {
  if (record.resolvedAt === null) return [];
  return tx.outbox.receiversTold(record.id).filter((name) => name !== receiver && context.isSetUp(name));
}

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
import { isPopUpReceiver, popUpReceivers } from '../notify/popUps/popUpReceivers.ts';
import type { Routable } from '../notify/routes.ts';
import type { AlertChange } from './alertChanges.ts';
import type { StoreTransaction } from './monitorStore.ts';

export interface NotifyContext {
  now: number;
  /** Of the receivers that routes lead to. */
  policy: NotificationPolicy;
  currency: string;
  links(alertId: string): { dashboardUrl: string | null; acknowledgeUrl: string | null };
  /** Null when nobody is set up to be told. */
  receiverFor(alert: Routable): string | null;
  isSetUp(receiver: string): boolean;
  /** The face, told of everything beside them; null while nothing is decided for it. */
  popUps: FaceContext | null;
}

export interface FaceContext {
  receiver: string;
  policy: NotificationPolicy;
  /** It was not there when it was last looked for: what fires already was there before it. */
  arriving: boolean;
  /** Every active alert is looked at for it, not only changed and due ones. */
  reviews: boolean;
}

/** What came of a decision for one kind of receivers. */
interface Decided {
  logged: boolean;
  /** When it is to be decided again though nothing new is said, ms UTC; null: never. */
  wakeAt: number | null;
}

const nothing: Decided = { logged: false, wakeAt: null };

/**
 * Decides about one changed or due alert and puts the outcome into the outbox and its log. True: the log changed.
 * An alert has one time at which it is looked at again: the earliest that any of its receivers waits for.
 */
export function notifyChange(tx: StoreTransaction, change: AlertChange, context: NotifyContext): boolean {
  const { record } = change;
  const routed = notifyRouted(tx, change, context);
  const face = notifyFace(tx, change, context);
  const wakeAt = earliest(routed.wakeAt, face.wakeAt);
  if (wakeAt !== record.wakeAt) tx.alerts.setWakeAt(record.id, wakeAt);
  return routed.logged || face.logged;
}

/** The same for the face alone, of an alert with nothing new: what others wait for stays. */
export function notifyFaceOnly(tx: StoreTransaction, change: AlertChange, context: NotifyContext): boolean {
  const { record } = change;
  const face = notifyFace(tx, change, context);
  const wakeAt = earliest(record.wakeAt, face.wakeAt);
  if (wakeAt !== record.wakeAt) tx.alerts.setWakeAt(record.id, wakeAt);
  return face.logged;
}

function notifyRouted(tx: StoreTransaction, change: AlertChange, context: NotifyContext): Decided {
  const receiver = receiverOf(tx, change, context);
  if (receiver === null) return nothing;
  const others = othersToTell(tx, change, context, receiver);
  const decided = decideRouted(tx, change, receiver, context);
  const wakeAt = nextDecisionAt(change.record, decided.told, context.policy, context.now);
  const alsoDecided = others.map((other) => decideRouted(tx, change, other, context));
  return { logged: [decided, ...alsoDecided].some(({ decision }) => decision.kind !== 'none'), wakeAt };
}

function decideRouted(tx: StoreTransaction, change: AlertChange, receiver: string, context: NotifyContext) {
  const { record } = change;
  const told = tx.outbox.told(record.fingerprint, receiver) ?? inheritedFrom(tx, change, context);
  const decision = decideNotification({ ...change, alert: record, told }, context.policy, context.now);
  return { decision, told: carryOut(tx, decision, { record, receiver, told }, context) };
}

function notifyFace(tx: StoreTransaction, change: AlertChange, context: NotifyContext): Decided {
  if (context.popUps === null) return nothing;
  const { record } = change;
  const { receiver, policy, arriving } = context.popUps;
  const before = toldByFaces(tx, record);
  const seeding = change.seeding || (arriving && !change.begun);
  const decision = decideNotification({ ...change, alert: record, told: before, seeding }, policy, context.now);
  const told = carryOut(tx, decision, { record, receiver, told: before }, context);
  return { logged: decision.kind !== 'none', wakeAt: nextDecisionAt(record, told, policy, context.now) };
}

/**
 * What the person was told here, whatever the face: who closes the desktop app and opens the browser host over the same
 * book knows what popped up before.
 */
function toldByFaces(tx: StoreTransaction, { id, fingerprint }: AlertRecord): Told | null {
  const all = popUpReceivers.flatMap((name) => {
    const told = tx.outbox.told(fingerprint, name);
    return told === null ? [] : [{ ...told, count: told.alertId === id ? told.count : 0 }];
  });
  const ofThis = ({ alertId }: Told) => Number(alertId === id);
  // Counts say better than times what came last, and no message may have the key of an earlier one.
  const [newest = null] = all.sort(
    (one, other) => ofThis(other) - ofThis(one) || other.count - one.count || other.at - one.at,
  );
  return newest;
}

function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
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
    holdBack(decision.heldBack, decision.detail);
    return decision.heldBack === 'startup' && record.resolvedAt === null ? know('startup', count) : told;
  }
  if (reason === 'repeat' && isAwaited(tx, alertId, receiver)) {
    holdBack('deduplicated', 'The message before this one is still on its way.');
    return know('sent', count);
  }
  const key = `${alertId}/${receiver}/${count + 1}-${reason}`;
  tx.outbox.enqueue({ key, reason, alert: toAlert(record), currency, ...links(alertId) }, receiver, now);
  return know('sent', count + 1);
}

/** Whether an earlier message is still on its way to the receiver or, where routes lead, to one that it may have gone to. */
function isAwaited(tx: StoreTransaction, alertId: string, receiver: string): boolean {
  const awaited = tx.outbox.receiversAwaited(alertId);
  return isPopUpReceiver(receiver) ? awaited.includes(receiver) : awaited.some((name) => !isPopUpReceiver(name));
}

/** Those of the routed receivers that were told, the last one first. */
function routedTold(tx: StoreTransaction, alertId: string): string[] {
  return tx.outbox.receiversTold(alertId).filter((name) => !isPopUpReceiver(name));
}

/** What a receiver heard that is not set up any more: its messages went to the one that took its place. */
function inheritedFrom(tx: StoreTransaction, { record }: AlertChange, context: NotifyContext): Told | null {
  const [name] = routedTold(tx, record.id);
  return name === undefined || context.isSetUp(name) ? null : tx.outbox.told(record.fingerprint, name);
}

/** An alert stays where it was told of, its end included; only when it grows worse does it go where that leads. */
function receiverOf(tx: StoreTransaction, { record }: AlertChange, context: NotifyContext): string | null {
  const [name] = routedTold(tx, record.id);
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
  return routedTold(tx, record.id).filter((name) => name !== receiver && context.isSetUp(name));
}

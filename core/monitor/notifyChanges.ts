import type { AlertChange } from './alertChanges.ts';
import type { StoreTransaction } from './monitorStore.ts';
import { earliest, type NotifyContext } from './notifyContext.ts';
import { notifyFace } from './notifyFace.ts';
import { notifyRouted } from './notifyRouted.ts';

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

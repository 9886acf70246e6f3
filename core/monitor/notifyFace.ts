import type { AlertRecord } from '../alerts/alertRecord.ts';
import { decideNotification, nextDecisionAt } from '../notify/decideNotification.ts';
import type { Told } from '../notify/outbox.ts';
import { popUpReceivers } from '../notify/popUps/popUpReceivers.ts';
import type { AlertChange } from './alertChanges.ts';
import { carryOut } from './carryOut.ts';
import type { StoreTransaction } from './monitorStore.ts';
import { type Decided, type NotifyContext, nothingDecided } from './notifyContext.ts';

/** Decides for what shows pop-ups to the person here. */
export function notifyFace(tx: StoreTransaction, change: AlertChange, context: NotifyContext): Decided {
  if (context.popUps === null) return nothingDecided;
  const { record } = change;
  const { receiver, policy, arriving } = context.popUps;
  const before = toldByFaces(tx, record);
  const seeding = change.seeding || (arriving && !change.begun);
  const decision = decideNotification({ ...change, alert: record, told: before, seeding }, policy, context.now);
  const told = carryOut(tx, decision, { record, receiver, told: before, line: [receiver], group: null }, context);
  return { logged: decision.kind !== 'none', wakeAt: nextDecisionAt(record, told, policy, context.now) };
}

/**
 * What the person was told here, whatever the face: who closes the desktop app and opens the browser host over the same
 * book knows what popped up before.
 */
function toldByFaces(tx: StoreTransaction, { id, fingerprint }: AlertRecord): Told | null {
  const heard = tx.outbox.toldToAll(fingerprint);
  const all = popUpReceivers.flatMap((name) => {
    const told = heard.get(name);
    return told === undefined ? [] : [{ ...told, count: told.alertId === id ? told.count : 0 }];
  });
  const ofThis = ({ alertId }: Told) => Number(alertId === id);
  // Counts say better than times what came last, and no message may have the key of an earlier one.
  // A rise that is owed is noted beside what the other face had told, as of then.
  const owes = ({ owesRise }: Told) => Number(owesRise);
  const [newest = null] = all.sort(
    (one, other) =>
      ofThis(other) - ofThis(one) || other.count - one.count || other.at - one.at || owes(other) - owes(one),
  );
  return newest;
}

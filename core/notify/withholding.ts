import type { HeldBackReason, NotificationReason } from '../../shared/alert.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';
import {
  type AlertOutboxEntry,
  isAboutAlert,
  isUpdate,
  type Outbox,
  type OutboxEntry,
  type OutboxTransaction,
} from './outbox.ts';

/** Reasons that are there to find somebody, and have no point once somebody was found. */
const looksForSomebody: readonly NotificationReason[] = ['repeat', 'escalated'];

/**
 * Why a message that has waited is not to be sent any more, judged by the alert as it is now; null: it is. What is over, and
 * what brings up to date, is always told.
 */
function withheldNow(record: AlertRecord, reason: NotificationReason, now: number): HeldBackReason | null {
  if (reason === 'resolved' || isUpdate(reason)) return null;
  if (record.inhibitedBy.length > 0) return 'inhibited';
  if (record.silencedBy.length > 0) return 'silenced';
  if (record.snoozedUntil !== null && record.snoozedUntil > now) return 'silenced';
  return record.acknowledgement !== null && looksForSomebody.includes(reason) ? 'acknowledged' : null;
}

/** Withholds a message where something that speaks against telling it came while it waited; true: that was so. */
export function letGo({ outbox, alerts }: OutboxTransaction, entry: OutboxEntry, now: number): boolean {
  const record = isAboutAlert(entry) ? alerts.byId(entry.alertId) : null;
  if (record === null || !isAboutAlert(entry)) return false;
  const heldBack = withheldNow(record, entry.message.reason, now);
  if (heldBack !== null) withhold(outbox, entry, { heldBack, detail: 'It was on its way when that began.' }, now);
  return heldBack !== null;
}

/** Ends a message that nobody got: it counts as not told, so that the alert is told once that makes sense again. */
export function withhold(
  outbox: Outbox,
  entry: AlertOutboxEntry,
  why: { heldBack: HeldBackReason | null; detail: string | null },
  now: number,
): void {
  outbox.record(entry.seq, { kind: 'heldBack', at: now, ...why });
  countAsNotTold(outbox, entry);
}

/** What did not come of a reminder or of the end changes nothing of what is known of the alert. */
function countAsNotTold(outbox: Outbox, { message, alertId, receiver }: AlertOutboxEntry): void {
  const { reason, alert } = message;
  if (reason !== 'firing' && reason !== 'severityRaised') return;
  const told = outbox.told(alert.fingerprint, receiver);
  if (told?.alertId !== alertId || told.how !== 'sent') return;
  // Of one that was told before it is still known that it fires; that it grew worse is owed.
  const known = reason === 'severityRaised' && told.count > 1;
  outbox.remember(alert.fingerprint, receiver, known ? { ...told, owesRise: true } : { ...told, how: 'held' });
}

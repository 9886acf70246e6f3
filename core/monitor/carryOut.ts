import type { HeldBackReason } from '../../shared/alert.ts';
import { formatDuration } from '../../shared/formatDuration.ts';
import { type AlertRecord, toAlert } from '../alerts/alertRecord.ts';
import type { NotificationDecision } from '../notify/decideNotification.ts';
import { isUpdate, type Told } from '../notify/outbox.ts';
import type { StoreTransaction } from './monitorStore.ts';
import type { Addressee, NotifyContext } from './notifyContext.ts';

/** Writes the message or why there is none; what the receiver knows of the alert then. */
export function carryOut(
  tx: StoreTransaction,
  decision: NotificationDecision,
  addressee: Addressee,
  context: NotifyContext,
): Told | null {
  const { record, receiver, told, line, group } = addressee;
  const { now, currency, links } = context;
  if (decision.kind === 'none') return told;
  const { id: alertId, severity } = record;
  const { reason } = decision;
  const before = told?.alertId === alertId ? told : null;
  const count = before?.count ?? 0;
  const know = (how: Told['how'], messages: number, more: Partial<Told> = {}): Told => {
    const acknowledged = record.acknowledgement !== null;
    const known: Told = {
      alertId,
      at: now,
      severity,
      reason,
      how,
      count: messages,
      acknowledged,
      owesRise: false,
      ...more,
    };
    tx.outbox.remember(record.fingerprint, receiver, known);
    return known;
  };
  const holdBack = (heldBack: HeldBackReason, detail: string | null) =>
    tx.outbox.holdBack({ alertId, receiver, reason, heldBack, at: now, detail });

  if (decision.kind === 'holdBack') {
    holdBack(decision.heldBack, decision.detail ?? whyHeldBack(decision.heldBack, addressee, context));
    if (decision.heldBack === 'startup' && record.resolvedAt === null) return know('startup', count);
    // That it rose is only seen in this cycle; what holds it back now must not make it forgotten.
    const owes = reason === 'severityRaised' && before !== null && before.how === 'sent' && !before.owesRise;
    return owes ? know('sent', count, { ...before, owesRise: true }) : told;
  }
  if (reason === 'repeat' && isAwaited(tx, addressee, context)) {
    holdBack('deduplicated', 'The message before this one is still on its way.');
    return know('sent', count);
  }
  const key = `${alertId}/${receiver}/${count + 1}-${reason}`;
  tx.outbox.enqueue({ key, reason, alert: toAlert(record), currency, ...links(alertId), line, group }, receiver, now);
  if (!isUpdate(reason) || before === null) return know('sent', count + 1);
  return know('sent', count + 1, { at: before.at, severity: before.severity, reason: before.reason });
}

/** Whether an earlier message is still on its way to the receiver, or to one of its line that is gone since. */
function isAwaited(tx: StoreTransaction, { record, receiver, line }: Addressee, { isSetUp }: NotifyContext): boolean {
  const awaited = tx.outbox.receiversAwaited(record.id);
  return awaited.some((name) => name === receiver || (line.includes(name) && !isSetUp(name)));
}

function whyHeldBack(
  heldBack: HeldBackReason,
  { record, told }: Addressee,
  { now, whyMuted }: NotifyContext,
): string | null {
  if (heldBack === 'inhibited') return whyMuted(record);
  if (heldBack === 'silenced') return whyMuted(record) ?? snoozeOf(record);
  if (heldBack === 'acknowledged' && record.acknowledgement !== null) return `${record.acknowledgement.by} has it.`;
  if (heldBack !== 'deduplicated' || told === null || told.how !== 'sent' || told.at > now) return null;
  const ago = formatDuration(now - told.at);
  return told.alertId === record.id
    ? `Told ${ago} before as ${told.severity}.`
    : `The same thing was told ${ago} before as ${told.severity}, in an earlier alert.`;
}

function snoozeOf({ snoozedUntil }: AlertRecord): string | null {
  return snoozedUntil === null ? null : `Snoozed until ${new Date(snoozedUntil).toISOString().slice(11, 16)} UTC.`;
}

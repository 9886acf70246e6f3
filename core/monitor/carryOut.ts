import type { HeldBackReason, NotificationReason } from '../../shared/alert.ts';
import { formatDuration } from '../../shared/formatDuration.ts';
import { severityRank } from '../../shared/severity.ts';
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
  const { now, currency, links, causeOf } = context;
  if (decision.kind === 'none') return told;
  const { id: alertId, severity, type } = record;
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
  const holdBack = (heldBack: HeldBackReason, detail: string | null) => {
    tx.outbox.holdBack({ alertId, receiver, reason, heldBack, at: now, detail });
    context.note({ alertId, type, receiver, reason, heldBack, detail });
  };

  if (decision.kind === 'holdBack') {
    holdBack(decision.heldBack, decision.detail ?? whyHeldBack(decision.heldBack, addressee, context));
    if (decision.heldBack === 'startup' && record.resolvedAt === null) return know('startup', count);
    if (waitsForTheEnd(decision.heldBack, addressee)) return know('held', count);
    return owesRise(record, reason, before) ? know('sent', count, { ...before, severity, owesRise: true }) : told;
  }
  if (reason === 'repeat' && isAwaited(tx, addressee, context)) {
    holdBack('deduplicated', 'The message before this one is still on its way.');
    return know('sent', count);
  }
  const key = `${alertId}/${receiver}/${count + 1}-${reason}`;
  const cause = causeOf(tx, record);
  const message = { key, reason, alert: toAlert(record), currency, cause, ...links(alertId), line, group };
  tx.outbox.enqueue(message, receiver, now);
  context.note({ alertId, type, receiver, reason, heldBack: null, detail: null });
  // Its end is told with the worst that it was; what comes back is held against what was last told to fire.
  if (reason === 'resolved' && before !== null) return know('sent', count + 1, { severity: before.severity });
  if (!isUpdate(reason) || before === null) return know('sent', count + 1);
  return know('sent', count + 1, { at: before.at, severity: before.severity, reason: before.reason });
}

/**
 * That it rose to what was told, or to less (somebody had it as milder), is only seen in the cycle in which it does: what
 * holds that back must not make it forgotten. One that is worse than what was told is seen for as long as it is.
 */
function owesRise({ severity }: AlertRecord, reason: NotificationReason, before: Told | null): before is Told {
  if (reason !== 'severityRaised' || before?.how !== 'sent') return false;
  if (before.owesRise && before.severity === severity) return false;
  return severityRank(severity) <= severityRank(before.severity);
}

/** Nobody was told, and somebody is once that ends, whatever starts anew meanwhile. What was told before keeps its place. */
function waitsForTheEnd(heldBack: HeldBackReason, { record, told }: Addressee): boolean {
  if (record.resolvedAt !== null) return false;
  if (heldBack === 'quietHours') return told === null || told.alertId !== record.id;
  return told === null && (heldBack === 'silenced' || heldBack === 'inhibited');
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

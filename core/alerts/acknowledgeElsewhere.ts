import type { AlertDraft } from './alertDraft.ts';
import type { ObservationRecord } from './alertRecord.ts';
import type { Observation } from './observation.ts';

/** `DateTime` columns keep whole seconds: a smaller difference is the same acknowledgement read back. */
const columnPrecisionMs = 1000;

/**
 * Follows what others did to the row: only a change since it was last read or written counts, so that a row which has not
 * caught up with a person here never undoes what they did. While our own word is still on its way (`pending`) it wins.
 */
export function acknowledgeElsewhere(
  draft: AlertDraft,
  observation: Observation,
  known: ObservationRecord | null,
  at: number,
  pending: boolean,
): void {
  const incoming = observation.acknowledgement;
  const before = known?.rowAcknowledgedAt ?? null;
  if (pending || !changed(before, incoming?.at ?? null)) return;
  const { record } = draft;
  if (incoming !== null) {
    const aboutMilder = record.severityRaisedAt !== null && incoming.at < record.severityRaisedAt;
    if (record.acknowledgement !== null || aboutMilder) return;
    const acknowledgement = { at: incoming.at, by: incoming.by, note: null, severity: record.severity };
    draft.record = { ...record, acknowledgement, wakeAt: null, escalatesAt: null };
    draft.transitions.push('acknowledgedElsewhere');
    draft.history.push({ alertId: record.id, at: incoming.at, kind: 'acknowledged', by: incoming.by, note: null });
    return;
  }
  if (record.acknowledgement === null || record.resolvedAt !== null) return;
  draft.record = { ...record, acknowledgement: null, wakeAt: at, escalations: 0 };
  draft.transitions.push('unacknowledgedElsewhere');
  draft.history.push({ alertId: record.id, at, kind: 'unacknowledged', by: observation.source, note: null });
}

/** Whether a row that nobody has acknowledged belongs to an alert that somebody here has: then it is to be told. */
export function mustCarryAcknowledgement(
  draft: AlertDraft,
  observation: Observation,
  known: ObservationRecord | null,
  pending: boolean,
): boolean {
  const { acknowledgement, resolvedAt } = draft.record;
  if (acknowledgement === null || resolvedAt !== null || pending) return false;
  return observation.acknowledgement === null && !(known?.rowSynced ?? false);
}

function changed(before: number | null, now: number | null): boolean {
  if (before === null || now === null) return before !== now;
  return Math.abs(before - now) >= columnPrecisionMs;
}

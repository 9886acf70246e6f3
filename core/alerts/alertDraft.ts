import { type Severity, severityRank, worstSeverity } from '../../shared/severity.ts';
import type { AlertRecord, HistoryRecord } from './alertRecord.ts';

/** What happened to an alert in one batch, in order. */
type Transition =
  | 'opened'
  | 'reopened'
  | 'severityRaised'
  | 'rearmed'
  | 'merged'
  | 'acknowledgedElsewhere'
  | 'unacknowledgedElsewhere'
  | 'resolved';

/** An alert being changed by a batch: the record as it stands, and what was done to it on the way. */
export interface AlertDraft {
  before: AlertRecord | null;
  record: AlertRecord;
  transitions: Transition[];
  history: HistoryRecord[];
}

export function draftOf(record: AlertRecord): AlertDraft {
  return { before: record, record, transitions: [], history: [] };
}

/**
 * Takes the worst severity of the sources that still hold the alert open. A rise beyond what the person saw who
 * acknowledged it makes it active again: they said "I have it" about something milder.
 */
export function settleSeverity(draft: AlertDraft, by: string, at: number): void {
  const { record } = draft;
  const worst = worstSeverity(
    record.sources.filter((state) => state.clearedAt === null).map((state) => state.severity),
  );
  if (worst === null || worst === record.severity) return;
  const raised = severityRank(worst) > severityRank(record.severity);
  const acknowledgement = record.acknowledgement;
  const rearmed = acknowledgement !== null && severityRank(worst) > severityRank(acknowledgement.severity);
  draft.record = {
    ...record,
    severity: worst,
    worst: worstSeverity([record.worst, worst]) ?? worst,
    acknowledgement: rearmed ? null : acknowledgement,
    escalations: rearmed ? 0 : record.escalations,
    severityRaisedAt: raised ? at : record.severityRaisedAt,
  };
  draft.history.push({
    alertId: record.id,
    at,
    kind: raised ? 'severityRaised' : 'severityLowered',
    by,
    note: severityNote(record.severity, worst, rearmed ? acknowledgement.by : null),
  });
  if (raised) draft.transitions.push('severityRaised');
  if (rearmed) draft.transitions.push('rearmed');
}

function severityNote(from: Severity, to: Severity, acknowledgedBy: string | null): string {
  const change = `${from} → ${to}`;
  return acknowledgedBy === null ? change : `${change}; active again, ${acknowledgedBy} had acknowledged ${from}`;
}

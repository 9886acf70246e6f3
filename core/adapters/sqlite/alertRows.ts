import type { SQLOutputValue } from 'node:sqlite';
import type { Fact, Trend, Unit } from '../../../shared/alert.ts';
import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { type Severity, severities, severityRank } from '../../../shared/severity.ts';
import {
  type AlertRecord,
  type AlertSourceState,
  type JoinedThing,
  type ObservationRecord,
  statusOf,
} from '../../alerts/alertRecord.ts';

export type Row = Record<string, SQLOutputValue>;

const statusOrder = { active: 0, acknowledged: 1, resolved: 2 } as const;

/** The number that stands for a status in the database. */
export const statusNumber = (status: keyof typeof statusOrder): number => statusOrder[status];

const byRank = new Map<number, Severity>(severities.map((severity) => [severityRank(severity), severity]));

export function severityOfRank(rank: SQLOutputValue | undefined): Severity {
  const severity = byRank.get(Number(rank));
  if (!severity) throw new Error(`No severity has the rank ${rank}`);
  return severity;
}

/** Columns of `alerts` in the order in which `alertValues` gives their values; `id` first. */
export const alertColumns = [
  ...['id', 'fingerprint', 'source', 'type', 'title', 'labels', 'severity', 'status', 'description'],
  ...['metric_value', 'expected_value', 'unit', 'window_start', 'starts_at', 'last_seen_at', 'resolved_at'],
  ...['occurrences', 'acknowledged_at', 'acknowledged_by', 'acknowledged_severity', 'note', 'severity_raised_at'],
  ...['snoozed_until', 'runbook_url', 'trend', 'wake_at', 'silenced_by', 'inhibited_by', 'escalates_at', 'escalations'],
  ...['facts', 'cooldown_ms', 'explanation', 'lost_revenue', 'incident_id', 'learned_series'],
  ...['feedback', 'feedback_comment', 'feedback_by', 'feedback_at', 'worst'],
];

export function alertValues(record: AlertRecord): (string | number | null)[] {
  const { acknowledgement } = record;
  return [
    ...[record.id, record.fingerprint, record.source, record.type, record.title],
    ...[JSON.stringify(record.labels), severityRank(record.severity), statusNumber(statusOf(record))],
    ...[record.description, finite(record.metricValue), finite(record.expectedValue), record.unit],
    ...[record.windowStart, record.startsAt, record.lastSeenAt, record.resolvedAt, record.occurrences],
    ...[acknowledgement?.at ?? null, acknowledgement?.by ?? null],
    ...[acknowledgement ? severityRank(acknowledgement.severity) : null, acknowledgement?.note ?? null],
    ...[record.severityRaisedAt, record.snoozedUntil, record.runbookUrl],
    ...[record.trend === null ? null : JSON.stringify(record.trend), record.wakeAt],
    ...[JSON.stringify(record.silencedBy), JSON.stringify(record.inhibitedBy)],
    ...[record.escalatesAt, record.escalations],
    ...[JSON.stringify(record.facts), record.cooldownMs, record.explanation, finite(record.lostRevenue)],
    ...[record.incidentId, record.learnedSeries],
    ...[record.feedback?.label ?? null, record.feedback?.comment ?? null],
    ...[record.feedback?.by ?? null, record.feedback?.at ?? null, severityRank(record.worst)],
  ];
}

/** Most have none: no need to parse. */
const noFacts: readonly Fact[] = [];
const noneJoined: readonly JoinedThing[] = [];

/** Lists do not show the sources' states: they leave `sources` empty. */
export function alertOfRow(row: Row, sources: AlertSourceState[] = []): AlertRecord {
  const acknowledgedAt = numberOrNull(row.acknowledged_at);
  return {
    id: text(row.id),
    fingerprint: text(row.fingerprint),
    source: text(row.source),
    type: text(row.type),
    title: text(row.title),
    labels: JSON.parse(text(row.labels)) as Record<string, string>,
    severity: severityOfRank(row.severity),
    worst: severityOfRank(row.worst),
    description: text(row.description),
    metricValue: numberOrNull(row.metric_value),
    expectedValue: numberOrNull(row.expected_value),
    unit: text(row.unit) as Unit,
    windowStart: Number(row.window_start),
    startsAt: Number(row.starts_at),
    lastSeenAt: Number(row.last_seen_at),
    resolvedAt: numberOrNull(row.resolved_at),
    occurrences: Number(row.occurrences),
    acknowledgement:
      acknowledgedAt === null
        ? null
        : {
            at: acknowledgedAt,
            by: text(row.acknowledged_by),
            note: textOrNull(row.note),
            severity: severityOfRank(row.acknowledged_severity),
          },
    severityRaisedAt: numberOrNull(row.severity_raised_at),
    snoozedUntil: numberOrNull(row.snoozed_until),
    silencedBy: idsOf(row.silenced_by),
    inhibitedBy: idsOf(row.inhibited_by),
    escalatesAt: numberOrNull(row.escalates_at),
    escalations: Number(row.escalations),
    runbookUrl: textOrNull(row.runbook_url),
    trend: row.trend === null ? null : (JSON.parse(text(row.trend)) as Trend),
    facts: row.facts === '[]' ? noFacts : (JSON.parse(text(row.facts)) as Fact[]),
    cooldownMs: numberOrNull(row.cooldown_ms),
    explanation: textOrNull(row.explanation),
    lostRevenue: numberOrNull(row.lost_revenue),
    incidentId: textOrNull(row.incident_id),
    learnedSeries: textOrNull(row.learned_series),
    feedback: feedbackOf(row),
    wakeAt: numberOrNull(row.wake_at),
    sources,
  };
}

function feedbackOf(row: Row): AlertRecord['feedback'] {
  if (row.feedback === null || row.feedback === undefined) return null;
  return {
    label: text(row.feedback) as FeedbackLabel,
    comment: textOrNull(row.feedback_comment),
    by: text(row.feedback_by),
    at: Number(row.feedback_at),
  };
}

export function sourceStateOfRow(row: Row): AlertSourceState {
  return {
    source: text(row.source),
    completeness: text(row.completeness) as AlertSourceState['completeness'],
    severity: severityOfRank(row.severity),
    lastWindowStart: Number(row.last_window_start),
    judgedAt: Number(row.judged_at),
    clearWindows: Number(row.clear_windows),
    clearedAt: numberOrNull(row.cleared_at),
    joined: row.joined === '[]' ? noneJoined : (JSON.parse(text(row.joined)) as JoinedThing[]),
  };
}

export function observationOfRow(row: Row): ObservationRecord {
  return {
    alertId: text(row.alert_id),
    fingerprint: text(row.fingerprint),
    windowStart: Number(row.window_start),
    windowMs: Number(row.window_ms),
    source: text(row.source),
    severity: severityOfRank(row.severity),
    description: text(row.description),
    metricValue: numberOrNull(row.metric_value),
    expectedValue: numberOrNull(row.expected_value),
    zScore: numberOrNull(row.z_score),
    changePercent: numberOrNull(row.change_percent),
    lostRevenue: numberOrNull(row.lost_revenue),
    observedAt: Number(row.observed_at),
    rowAcknowledgedAt: numberOrNull(row.row_acknowledged_at),
    rowSynced: row.row_synced === 1,
  };
}

/** Most alerts are muted by nothing: no need to parse. */
const idsOf = (value: SQLOutputValue | undefined): string[] =>
  value === '[]' ? [] : (JSON.parse(text(value)) as string[]);

export const text = (value: SQLOutputValue | undefined): string => String(value);
export const textOrNull = (value: SQLOutputValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
export const numberOrNull = (value: SQLOutputValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/** JSON knows neither NaN nor infinity: they are kept as unknown. */
export const finite = (value: number | null): number | null => (Number.isFinite(value) ? value : null);

import type { Alert, Fact, HistoryKind, Trend, Unit } from '../../shared/alert.ts';
import type { FeedbackLabel } from '../../shared/learning/feedback.ts';
import type { Severity } from '../../shared/severity.ts';

/** What one source last said about an alert: resolution and severity are judged source by source. */
export interface AlertSourceState {
  source: string;
  completeness: 'window' | 'rows';
  /** Of the newest window it reported. */
  severity: Severity;
  lastWindowStart: number;
  /** When it last said anything about it: fired, or (whole windows) was clear. */
  judgedAt: number;
  /** Whole windows running in which it found nothing; always 0 for `rows`. */
  clearWindows: number;
  clearedAt: number | null;
  /** What it told of other things that this alert is about, beside the alert's own. */
  joined: readonly JoinedThing[];
}

/** A thing with a fingerprint of its own that is a part of another's alert. */
export interface JoinedThing {
  type: string;
  fingerprint: string;
}

interface AcknowledgementRecord {
  at: number;
  by: string;
  note: string | null;
  /** Severity that the person saw: only worse than this re-arms the alert. */
  severity: Severity;
}

interface FeedbackRecord {
  label: FeedbackLabel;
  comment: string | null;
  by: string;
  at: number;
}

/** An alert as the book keeps it. Times are milliseconds UTC. */
export interface AlertRecord {
  id: string;
  fingerprint: string;
  /** The first source that reported it. */
  source: string;
  type: string;
  title: string;
  labels: Record<string, string>;
  /** As it is now; of one that is over, the worst that it was. */
  severity: Severity;
  /** The worst that it was so far. */
  worst: Severity;
  description: string;
  metricValue: number | null;
  expectedValue: number | null;
  unit: Unit;
  windowStart: number;
  startsAt: number;
  lastSeenAt: number;
  resolvedAt: number | null;
  occurrences: number;
  acknowledgement: AcknowledgementRecord | null;
  /** An acknowledgement from elsewhere that is older than this was about a milder alert; null: severity never rose. */
  severityRaisedAt: number | null;
  snoozedUntil: number | null;
  /** Ids of the silences that match it at this moment. */
  silencedBy: string[];
  /** Ids of the firing alerts that inhibit it. */
  inhibitedBy: string[];
  /** When the next step of its escalation is due; null: there is none. */
  escalatesAt: number | null;
  /** Steps taken so far in this run without anybody who has it. */
  escalations: number;
  runbookUrl: string | null;
  trend: Trend | null;
  facts: readonly Fact[];
  /** In place of the general time in which the same is not told again, ms; null: that one. */
  cooldownMs: number | null;
  /** See `Alert`. */
  explanation: string | null;
  lostRevenue: number | null;
  incidentId: string | null;
  learnedSeries: string | null;
  feedback: FeedbackRecord | null;
  /** When it must be decided on again though no source speaks (repeat, end of snooze or of deduplication). */
  wakeAt: number | null;
  sources: AlertSourceState[];
}

/** One window of one alert. `(fingerprint, windowStart)` is its identity, whatever source tells it. */
export interface ObservationRecord {
  alertId: string;
  fingerprint: string;
  windowStart: number;
  windowMs: number;
  source: string;
  severity: Severity;
  description: string;
  metricValue: number | null;
  expectedValue: number | null;
  zScore: number | null;
  changePercent: number | null;
  /** The most that was said of this window. */
  lostRevenue: number | null;
  observedAt: number;
  /** When it was acknowledged at its source, as last read from or written to it; null: it is not. */
  rowAcknowledgedAt: number | null;
  /** Whether this client has already carried an acknowledgement to the row, or learnt that it cannot. */
  rowSynced: boolean;
}

export interface HistoryRecord {
  alertId: string;
  at: number;
  kind: HistoryKind;
  by: string | null;
  note: string | null;
}

/** The status that people see; an acknowledgement outlives nothing but its own episode. */
export function statusOf(record: Pick<AlertRecord, 'resolvedAt' | 'acknowledgement'>): Alert['status'] {
  if (record.resolvedAt !== null) return 'resolved';
  return record.acknowledgement === null ? 'active' : 'acknowledged';
}

/** The record as it goes over the wire: ISO times, derived status and title. */
export function toAlert(record: AlertRecord): Alert {
  return {
    id: record.id,
    fingerprint: record.fingerprint,
    source: record.source,
    type: record.type,
    labels: record.labels,
    severity: record.severity,
    status: statusOf(record),
    title: record.title,
    description: record.description,
    metricValue: record.metricValue,
    expectedValue: record.expectedValue,
    unit: record.unit,
    windowStart: iso(record.windowStart),
    startsAt: iso(record.startsAt),
    lastSeenAt: iso(record.lastSeenAt),
    resolvedAt: isoOrNull(record.resolvedAt),
    occurrences: record.occurrences,
    acknowledgedAt: isoOrNull(record.acknowledgement?.at ?? null),
    acknowledgedBy: record.acknowledgement?.by ?? null,
    note: record.acknowledgement?.note ?? null,
    snoozedUntil: isoOrNull(record.snoozedUntil),
    silencedBy: record.silencedBy,
    inhibitedBy: record.inhibitedBy,
    escalatesAt: isoOrNull(record.escalatesAt),
    escalations: record.escalations,
    runbookUrl: record.runbookUrl,
    trend: record.trend,
    facts: [...record.facts],
    explanation: record.explanation,
    lostRevenue: record.lostRevenue,
    incidentId: record.incidentId,
    learnedSeries: record.learnedSeries,
    feedback: record.feedback && { ...record.feedback, at: iso(record.feedback.at) },
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms));

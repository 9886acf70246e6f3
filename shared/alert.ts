import { z } from 'zod';
import { Instant } from './instant.ts';
import { Feedback } from './learning/feedback.ts';
import { Incident } from './learning/incident.ts';
import { Severity } from './severity.ts';

export const AlertStatus = z.enum(['active', 'acknowledged', 'resolved']);
export type AlertStatus = z.infer<typeof AlertStatus>;

/** `currency` is the shop's (settings), `percent` is 0..100, `ratio` a plain factor. */
export const Unit = z.enum(['currency', 'percent', 'count', 'ratio', 'seconds', 'none']);
export type Unit = z.infer<typeof Unit>;

/** The metric's last windows, oldest first and the offending one last, with the band it was judged against. */
export const Trend = z.object({
  values: z.array(z.number().nullable()),
  lowerBound: z.number().nullable(),
  upperBound: z.number().nullable(),
});
export type Trend = z.infer<typeof Trend>;

/** Something known about an alert beside its numbers, e.g. who is affected. */
export const Fact = z.object({ name: z.string(), value: z.string() });
export type Fact = z.infer<typeof Fact>;

export const Alert = z.object({
  id: z.string(),
  fingerprint: z.string(),
  source: z.string(),
  type: z.string(),
  labels: z.record(z.string(), z.string()),
  severity: Severity,
  status: AlertStatus,
  title: z.string(),
  description: z.string(),
  metricValue: z.number().nullable(),
  expectedValue: z.number().nullable(),
  unit: Unit,
  windowStart: Instant,
  startsAt: Instant,
  lastSeenAt: Instant,
  resolvedAt: Instant.nullable(),
  /** How many windows (or rows) reported it. */
  occurrences: z.int(),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  note: z.string().nullable(),
  snoozedUntil: Instant.nullable(),
  /** Ids of the silences that hold it back. */
  silencedBy: z.array(z.string()),
  /** Ids of the alerts that hold it back while they fire. */
  inhibitedBy: z.array(z.string()),
  /** When others are told because nobody has it; null: nobody will be. */
  escalatesAt: Instant.nullable(),
  /** How often that has happened. */
  escalations: z.int(),
  runbookUrl: z.string().nullable(),
  trend: Trend.nullable(),
  facts: z.array(Fact),
  /** Where the change comes from, e.g. "91 % of the drop is device = ios"; null: not known, or not asked. */
  explanation: z.string().nullable(),
  /** Expected minus actual revenue while it lasts, in the shop's currency; null where that cannot be said. */
  lostRevenue: z.number().nullable(),
  /** Alerts of the same minutes have it in common; null: it stands alone. */
  incidentId: z.string().nullable(),
  /** Key of the learned series that it is about. */
  learnedSeries: z.string().nullable(),
  feedback: Feedback.nullable(),
});
export type Alert = z.infer<typeof Alert>;

/** What one source said in one cycle, as kept with the alert. */
export const Observation = z.object({
  source: z.string(),
  severity: Severity,
  description: z.string(),
  metricValue: z.number().nullable(),
  expectedValue: z.number().nullable(),
  /** The number behind the verdict. */
  zScore: z.number().nullable(),
  changePercent: z.number().nullable(),
  windowStart: Instant,
  windowMs: z.int(),
  observedAt: Instant,
});
export type Observation = z.infer<typeof Observation>;

export const HistoryKind = z.enum([
  'fired',
  'severityRaised',
  'severityLowered',
  'reopened',
  'acknowledged',
  'unacknowledged',
  'snoozed',
  'unsnoozed',
  'escalated',
  'resolved',
  /** Somebody said what it was, or took that back. */
  'feedback',
]);
export type HistoryKind = z.infer<typeof HistoryKind>;

export const HistoryEntry = z.object({
  at: Instant,
  kind: HistoryKind,
  /** Person or source that caused it. */
  by: z.string().nullable(),
  note: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const NotificationReason = z.enum([
  'firing',
  'severityRaised',
  'resolved',
  'repeat',
  'escalated',
  /** Somebody has it: what was said before is brought up to date where that can be. */
  'acknowledged',
  /** Nobody has it any more. */
  'unacknowledged',
  /** Somebody said what it was: what was said before is brought up to date where that can be. */
  'feedback',
  /** Somebody has it, and it still fires. */
  'reminder',
  /** A report of a day or a week. */
  'summary',
  /** News that is no alert, such as the run of a job. */
  'notice',
]);
export type NotificationReason = z.infer<typeof NotificationReason>;

export const HeldBackReason = z.enum([
  'deduplicated',
  'silenced',
  'acknowledged',
  'quietHours',
  'rateLimited',
  'belowMinimum',
  'startup',
  /** Another alert that fires explains it. */
  'inhibited',
]);
export type HeldBackReason = z.infer<typeof HeldBackReason>;

/** One line of the notification log: what was sent where, when and why, or what was held back and why. */
export const NotificationLogEntry = z.object({
  id: z.string(),
  /** Null: a summary, which is about no single alert. */
  alertId: z.string().nullable(),
  at: Instant,
  receiver: z.string(),
  /** The receiver that really sent it or will: another in line when the first is broken. */
  via: z.string(),
  reason: NotificationReason,
  outcome: z.enum(['pending', 'sent', 'heldBack', 'failed']),
  heldBack: HeldBackReason.nullable(),
  attempts: z.int(),
  /** A sentence a person understands, e.g. why it failed or when it is tried again. */
  detail: z.string().nullable(),
});
export type NotificationLogEntry = z.infer<typeof NotificationLogEntry>;

export const SeriesPoint = z.object({
  windowStart: Instant,
  value: z.number().nullable(),
  mean: z.number().nullable(),
  lowerBound: z.number().nullable(),
  upperBound: z.number().nullable(),
});
export type SeriesPoint = z.infer<typeof SeriesPoint>;

/** A metric over time beside what it is judged against. */
export const MetricSeries = z.object({
  metric: z.string(),
  unit: Unit,
  windowMs: z.int(),
  /** `windows`: mean ± 3σ of the windows before each point; `learned`: what is usual at that hour of the week. */
  band: z.enum(['windows', 'learned']),
  points: z.array(SeriesPoint),
});
export type MetricSeries = z.infer<typeof MetricSeries>;

export const AlertDetail = Alert.extend({
  observations: z.array(Observation),
  history: z.array(HistoryEntry),
  notificationLog: z.array(NotificationLogEntry),
  /** The alerts that hold it back while they fire. */
  inhibitors: z.array(Alert.pick({ id: true, title: true, severity: true })),
  /** The alerts of its incident; null: it stands alone. */
  incident: Incident.nullable(),
  /** Receivers that are told at `escalatesAt`. */
  escalatesTo: z.array(z.string()),
  /** Null when the alert has no metric of ours, or it could not be read just now. */
  series: MetricSeries.nullable(),
  /** Why `series` is null though there should be one. */
  seriesError: z.string().nullable(),
});
export type AlertDetail = z.infer<typeof AlertDetail>;

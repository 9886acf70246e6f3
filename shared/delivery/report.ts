import { z } from 'zod';
import { Instant } from '../instant.ts';
import { FeedbackLabel } from '../learning/feedback.ts';
import { Severity } from '../severity.ts';

export const ReportQuery = z.object({ from: Instant, to: Instant });

const count = z.int();

/** What happened between two times, by the alerts that began then. */
export const Report = z.object({
  from: Instant,
  to: Instant,
  alerts: count,
  open: count,
  bySeverity: z.array(z.object({ severity: Severity, alerts: count })),
  byType: z.array(z.object({ type: z.string(), title: z.string(), alerts: count })),
  /** Things that fired most often: same type and labels, whatever the episode. */
  noisiest: z.array(
    z.object({
      title: z.string(),
      type: z.string(),
      labels: z.record(z.string(), z.string()),
      alerts: count,
      messages: count,
    }),
  ),
  /** From the beginning; null when none was. */
  meanTimeToAcknowledgeMs: z.number().nullable(),
  meanTimeToResolveMs: z.number().nullable(),
  acknowledged: count,
  resolved: count,
  escalated: count,
  messages: count,
  /** Messages that failed for good. */
  failed: count,
  /** What people said of them. */
  feedback: z.record(FeedbackLabel, count),
  /** Of the alerts that people judged, those that they are unsure of left out, 0..1; null while nobody has judged any. */
  falseAlarmShare: z.number().nullable(),
  /** Expected minus actual revenue while they lasted, in the shop's currency, each window once; null: that cannot be said. */
  lostRevenue: z.number().nullable(),
  /** For each day (in the zone of the machine) that it touches, oldest first. */
  days: z.array(z.object({ day: z.iso.date(), critical: count, high: count, medium: count, low: count })),
});
export type Report = z.infer<typeof Report>;

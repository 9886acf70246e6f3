import { z } from 'zod';
import { Instant } from '../instant.ts';

export const feedbackLabels = ['real', 'expected', 'falseAlarm', 'newNormal', 'unsure'] as const;

/** What a person says of an alert. */
export const FeedbackLabel = z.enum(feedbackLabels);
export type FeedbackLabel = z.infer<typeof FeedbackLabel>;

export const Feedback = z.object({
  label: FeedbackLabel,
  comment: z.string().nullable(),
  by: z.string(),
  at: Instant,
});
export type Feedback = z.infer<typeof Feedback>;

/** What was learned from feedback; it holds until it is over or undone. */
export const Adjustment = z.object({
  id: z.string(),
  alertId: z.string(),
  /** Key of the series. */
  series: z.string(),
  kind: z.enum(['lessEager', 'newNormal']),
  label: FeedbackLabel,
  /** `lessEager`: the local hours of the day, e.g. from 8 until before 11; null for the others. */
  hours: z.object({ from: z.int().min(0).max(23), to: z.int().min(1).max(24) }).nullable(),
  by: z.string(),
  at: Instant,
  /** Null: for good. */
  until: Instant.nullable(),
  undoneAt: Instant.nullable(),
  /** What it does, for people. */
  sentence: z.string(),
});
export type Adjustment = z.infer<typeof Adjustment>;

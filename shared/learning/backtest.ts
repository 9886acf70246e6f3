import { z } from 'zod';
import { Instant } from '../instant.ts';
import { Severity } from '../severity.ts';
import { FeedbackLabel } from './feedback.ts';

/** What an alert is about: the shop, a component's metric (by a limit or learned), a job's duration, or a query of one's own. */
export const backtestAbouts = ['shop', 'metric', 'job', 'query'] as const;
export const BacktestAbout = z.enum(backtestAbouts);
export type BacktestAbout = z.infer<typeof BacktestAbout>;

const alert = {
  about: BacktestAbout,
  type: z.string(),
  title: z.string(),
  labels: z.record(z.string(), z.string()),
  severity: Severity,
  startsAt: Instant,
  /** Null: it was still open at the end. */
  endsAt: Instant.nullable(),
};

/** An alert that settings would have raised over the past. */
export const BacktestAlert = z.object({ ...alert, windows: z.int() });
export type BacktestAlert = z.infer<typeof BacktestAlert>;

/** The past judged by the settings in force and by those of a draft. */
export const Backtest = z.object({
  from: Instant,
  to: Instant,
  windows: z.int(),
  /** By the draft. */
  draft: z.array(BacktestAlert),
  /** By the settings in force. */
  current: z.array(BacktestAlert),
  /** Those of the book that began then, of the same kinds. */
  raised: z.array(z.object({ ...alert, id: z.string(), feedback: FeedbackLabel.nullable() })),
  /** What keeps it from being judged, and the next step; null: nothing. */
  problem: z.string().nullable(),
  /** What was left out, e.g. days without events. */
  note: z.string().nullable(),
});
export type Backtest = z.infer<typeof Backtest>;

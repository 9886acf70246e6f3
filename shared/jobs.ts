import { z } from 'zod';
import { Alert, Fact } from './alert.ts';
import { Instant } from './instant.ts';

export const JobStatus = z.enum(['running', 'succeeded', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof JobStatus>;

/** One run of one job. What looks like a secret in its texts is masked. */
export const JobRunView = z.object({
  runId: z.string(),
  status: JobStatus,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  /** Null where it makes no sense: still running, or finished before it started. */
  durationMs: z.number().nullable(),
  successCount: z.number().nullable(),
  failedCount: z.number().nullable(),
  error: z.string(),
});
export type JobRunView = z.infer<typeof JobRunView>;

/** With what the job says of itself: its statistics and metadata. */
export const JobRunDetail = JobRunView.extend({
  facts: z.array(Fact),
  /** What of its rows makes no sense, and what was made of it: the rest of a sentence about the run; null: nothing. */
  oddity: z.string().nullable(),
});
export type JobRunDetail = z.infer<typeof JobRunDetail>;

export const jobTroubles = ['job_failed', 'job_overdue', 'job_missing'] as const;
export const JobTrouble = z.enum(jobTroubles);
export type JobTrouble = z.infer<typeof JobTrouble>;

/** A job in one environment. */
export const JobView = z.object({
  job: z.string(),
  /** Empty: none is named. */
  environment: z.string(),
  /** What is wrong with it now, by the rules of the alerts. */
  troubles: z.array(z.object({ type: JobTrouble, description: z.string() })),
  /** Null: nobody knows. `Given`: by a person, else learnt. */
  schedule: z.object({
    everyMs: z.number().nullable(),
    everyIsGiven: z.boolean(),
    maxMs: z.number().nullable(),
    maxIsGiven: z.boolean(),
    /** Nineteen of twenty runs took no longer. */
    usualMs: z.number().nullable(),
  }),
  nextDueAt: Instant.nullable(),
  /** The newest first. */
  runs: z.array(JobRunView),
  /** Open alerts about it. */
  alerts: z.array(Alert.pick({ id: true, type: true, title: true, severity: true, status: true })),
});
export type JobView = z.infer<typeof JobView>;

export const JobList = z.object({
  /** Those in trouble first. */
  items: z.array(JobView),
  /** Why there is nothing to read runs from, and what to do; null: there is. */
  notSetUp: z.string().nullable(),
});
export type JobList = z.infer<typeof JobList>;

export const JobsQuery = z.object({
  /** How far back runs are shown; jobs are judged by the last 30 days in any case. */
  days: z.coerce.number().int().min(1).max(30).default(7),
});

export const JobRunsQuery = z.object({
  job: z.string().min(1).max(200),
  environment: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(20),
});
export type JobRunsQuery = z.infer<typeof JobRunsQuery>;

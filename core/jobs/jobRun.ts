import type { JobStatus } from '../../shared/jobs.ts';

/** One run of one job, put together from all its rows. Times ms UTC. */
export interface JobRun {
  job: string;
  /** Empty where the rows name none. */
  environment: string;
  runId: string;
  status: JobStatus;
  startedAt: number | null;
  finishedAt: number | null;
  successCount: number | null;
  failedCount: number | null;
  /** As written; usually JSON. */
  stats: string;
  error: string;
  metadata: string;
  /** Rows that end it; more than one: it finished twice. */
  endings: number;
  /** When its newest row was written. */
  lastRowAt: number;
}

/** What a status is called by those who write it; in small letters, with `_` between words. */
export const statusWords: Record<JobStatus, readonly string[]> = {
  running: ['', 'started', 'starting', 'start', 'running', 'in_progress', 'queued', 'pending', 'retrying'],
  succeeded: ['succeeded', 'success', 'successful', 'completed', 'complete', 'finished', 'done', 'ok', 'passed'],
  failed: ['failed', 'failure', 'error', 'errored', 'crashed', 'timeout', 'timed_out', 'killed', 'aborted', 'partial'],
  cancelled: ['cancelled', 'canceled', 'skipped'],
};

const byWord = new Map(
  (Object.keys(statusWords) as JobStatus[]).flatMap((status) =>
    statusWords[status].map((word) => [word, status] as const),
  ),
);

/** A word that nobody knows ends the run: badly where an error stands beside it, or something failed. */
export function jobStatus(word: string, error: string, failedCount: number | null): JobStatus {
  const known = byWord.get(
    word
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  if (known !== undefined) return known;
  return error !== '' || (failedCount ?? 0) > 0 ? 'failed' : 'succeeded';
}

/** How long it took, ms; null where that makes no sense: still running, or finished before it started. */
export function durationMs({ startedAt, finishedAt }: Pick<JobRun, 'startedAt' | 'finishedAt'>): number | null {
  if (startedAt === null || finishedAt === null || finishedAt < startedAt) return null;
  return finishedAt - startedAt;
}

/** When it began, or at least was heard of. */
export const beganAt = ({ startedAt, lastRowAt }: JobRun): number => startedAt ?? lastRowAt;

/** When it ended, for one that did. */
export const endedAt = ({ finishedAt, lastRowAt }: JobRun): number => finishedAt ?? lastRowAt;

/** What of its rows makes no sense, as the rest of a sentence about it; null: nothing. */
export function oddityOf({ startedAt, finishedAt, endings }: JobRun): string | null {
  if (startedAt !== null && finishedAt !== null && finishedAt < startedAt) {
    return 'finished before it started; its duration is left out';
  }
  return endings > 1 ? `finished ${endings} times; the last one counts` : null;
}

/** The same run id in another job is another run. */
export const runKey = ({ environment, job, runId }: Pick<JobRun, 'environment' | 'job' | 'runId'>): string =>
  [environment, job, runId].map(encodeURIComponent).join('/');

/** A job in one environment. */
export const jobKey = ({ environment, job }: Pick<JobRun, 'environment' | 'job'>): string =>
  [environment, job].map(encodeURIComponent).join('/');

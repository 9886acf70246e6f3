import type { JobRunDetail, JobRunView, JobTrouble, JobView } from '../../shared/jobs.ts';
import { beganAt, durationMs, type JobRun, oddityOf } from './jobRun.ts';
import { judgeJobs, nextDueAt, type WatchedJob } from './judgeJobs.ts';
import { maskSecrets } from './maskSecrets.ts';
import { statedFacts } from './runFacts.ts';

/** A job as a page shows it, but for its alerts. */
export type JobDescription = Omit<JobView, 'alerts'>;

/**
 * Jobs with their runs since `since`, ms UTC: those in trouble first, then those that run, then by name. One without runs
 * in that time and without trouble is left out.
 */
export function describeJobs(jobs: readonly WatchedJob[], since: number, now: number): JobDescription[] {
  return jobs
    .map((watched) => describeJob(watched, since, now))
    .filter(({ runs, troubles }) => runs.length > 0 || troubles.length > 0)
    .toSorted(
      (one, other) =>
        urgency(one) - urgency(other) ||
        one.job.localeCompare(other.job, 'en') ||
        one.environment.localeCompare(other.environment, 'en'),
    );
}

function describeJob(watched: WatchedJob, since: number, now: number): JobDescription {
  const due = nextDueAt(watched);
  return {
    job: watched.job,
    environment: watched.environment,
    troubles: judgeJobs([watched], now).map(({ type, description }) => ({ type: type as JobTrouble, description })),
    schedule: watched.schedule,
    nextDueAt: due === null ? null : new Date(due).toISOString(),
    runs: watched.runs.filter((run) => beganAt(run) >= since).map(describeRun),
  };
}

function urgency({ troubles, runs }: JobDescription): number {
  if (troubles.some(({ type }) => type === 'job_failed')) return 0;
  if (troubles.length > 0) return 1;
  return runs[0]?.status === 'running' ? 2 : 3;
}

function describeRun(run: JobRun): JobRunView {
  const { runId, status, startedAt, finishedAt, successCount, failedCount, error } = run;
  return {
    ...{ runId, status, startedAt: instantOf(startedAt), finishedAt: instantOf(finishedAt) },
    ...{ durationMs: durationMs(run), successCount, failedCount, error: maskSecrets(error) },
  };
}

export const detailRun = (run: JobRun): JobRunDetail => ({
  ...describeRun(run),
  facts: statedFacts(run),
  oddity: oddityOf(run),
});

const instantOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

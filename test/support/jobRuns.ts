import type { JobRun } from '../../core/jobs/jobRun.ts';
import type { JobSchedule } from '../../core/jobs/jobSchedule.ts';
import type { WatchedJob } from '../../core/jobs/judgeJobs.ts';
import type { JobNotice } from '../../core/notify/notices/notice.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');

/** A run that began at noon and took four minutes, unless told otherwise. */
export function aRun(overrides: Partial<JobRun> = {}): JobRun {
  const status = overrides.status ?? 'succeeded';
  const startedAt = overrides.startedAt === undefined ? noon : overrides.startedAt;
  const finishedAt = status === 'running' ? null : (startedAt ?? noon) + 240_000;
  return {
    ...{ job: 'nightly', environment: '', runId: 'r1', status, startedAt, finishedAt },
    ...{ successCount: null, failedCount: null, stats: '', error: '', metadata: '' },
    ...{ endings: status === 'running' ? 0 : 1, lastRowAt: finishedAt ?? startedAt ?? noon },
    ...overrides,
  };
}

/** Of which nobody knows when it is to run. */
export const noSchedule: JobSchedule = {
  ...{ everyMs: null, everyIsGiven: false, maxMs: null, maxIsGiven: false, usualMs: null },
};

export function aJob(runs: readonly JobRun[], schedule: Partial<JobSchedule> = {}): WatchedJob {
  const { job = 'nightly', environment = '' } = runs[0] ?? {};
  return { job, environment, runs, schedule: { ...noSchedule, ...schedule } };
}

export function aJobNotice(overrides: Partial<JobNotice> = {}): JobNotice {
  return {
    ...{ kind: 'job', phase: 'finished', job: 'nightly', environment: 'prod', runId: 'r1', status: 'succeeded' },
    ...{ startedAt: '2026-03-10T12:00:00.000Z', finishedAt: '2026-03-10T12:04:00.000Z', durationMs: 240_000 },
    ...{ error: '', facts: [] },
    ...overrides,
  };
}

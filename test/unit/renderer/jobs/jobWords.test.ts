import { describe, expect, it } from 'vitest';
import { isOpen, jobsPath, readOpenJob } from '../../../../renderer/features/jobs/jobsPath.ts';
import { jobsWords } from '../../../../renderer/features/jobs/jobsWords.ts';
import { dueWords, durationWords, everyWords, jobState } from '../../../../renderer/features/jobs/jobWords.ts';
import type { JobRunView, JobView } from '../../../../shared/jobs.ts';
import { noSchedule } from '../../../support/jobRuns.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
const at = (agoMs: number) => new Date(now - agoMs).toISOString();

const run = (overrides: Partial<JobRunView> = {}): JobRunView => ({
  ...{ runId: 'r1', status: 'succeeded', startedAt: at(10 * minute), finishedAt: at(6 * minute) },
  ...{ durationMs: 4 * minute, successCount: null, failedCount: null, error: '' },
  ...overrides,
});
const trouble = (type: JobView['troubles'][number]['type']) => ({ type, description: 'It is so.' });

describe('the state of a job', () => {
  it.each([
    [{ troubles: [], runs: [run()] }, 'OK'],
    [{ troubles: [], runs: [run({ status: 'running' })] }, 'Running'],
    [{ troubles: [], runs: [run({ status: 'cancelled' })] }, 'Cancelled'],
    [{ troubles: [], runs: [] }, 'No runs'],
    [{ troubles: [trouble('job_overdue'), trouble('job_failed')], runs: [run({ status: 'running' })] }, 'Failed'],
    [{ troubles: [trouble('job_overdue'), trouble('job_missing')], runs: [] }, 'Missing'],
  ] as [Pick<JobView, 'troubles' | 'runs'>, string][])('is in a word %#', (job, word) => {
    expect(jobState(job).word).toBe(word);
  });
});

it('says when the next run is due, unless one is under way or its sentence says so', () => {
  const job = { nextDueAt: at(-30 * minute), runs: [run()], troubles: [] };
  expect(dueWords(job, now)).toBe('next in 30 min');
  expect(dueWords({ ...job, nextDueAt: at(5 * minute) }, now)).toBe('due 5 min ago');
  expect(dueWords({ ...job, runs: [run({ status: 'running' })] }, now)).toBeNull();
  expect(dueWords({ ...job, troubles: [trouble('job_missing')] }, now)).toBeNull();
  expect(dueWords({ ...job, nextDueAt: null }, now)).toBeNull();
});

it('compares how long a run took with what is usual', () => {
  const usual = { ...noSchedule, usualMs: 6 * minute };
  expect(durationWords(run(), usual, now)).toBe('took 4 min, usually up to 6 min');
  expect(durationWords(run(), noSchedule, now)).toBe('took 4 min');
  expect(durationWords(run({ durationMs: null }), usual, now)).toBeNull();
  const running = run({ status: 'running', finishedAt: null, durationMs: null });
  expect(durationWords(running, usual, now)).toBe('running for 10 min, usually up to 6 min');
});

it('says how often a job runs, and who says so', () => {
  expect(everyWords(noSchedule)).toBeNull();
  expect(everyWords({ ...noSchedule, everyMs: 60 * minute })).toBe('every 1 h (learnt)');
  expect(everyWords({ ...noSchedule, everyMs: 60 * minute, everyIsGiven: true })).toBe('every 1 h (given)');
});

it('counts jobs, those in trouble and those that run', () => {
  expect(jobsWords([{ troubles: [], runs: [run()] }])).toBe('1 job, none in trouble');
  expect(jobsWords([{ troubles: [trouble('job_failed')], runs: [run({ status: 'running' })] }])).toBe(
    '1 job, 1 in trouble, 1 running',
  );
});

describe('the address', () => {
  it.each(['nightly', 'a/b & c', '100 %'])('leads to a job of any name: %s', (job) => {
    const path = jobsPath({ job, environment: 'prod' });
    const open = readOpenJob(new URL(path, 'http://x').search);
    expect(isOpen({ job, environment: 'prod' }, open)).toBe(true);
    expect(isOpen({ job, environment: 'staging' }, open)).toBe(false);
  });

  it('without an environment opens the job in each', () => {
    const open = readOpenJob('?job=nightly');
    expect(isOpen({ job: 'nightly', environment: 'staging' }, open)).toBe(true);
    expect(readOpenJob('')).toBeNull();
    expect(jobsPath(null)).toBe('/jobs');
  });
});

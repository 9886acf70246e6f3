import { describe, expect, it } from 'vitest';
import { judgeJobs, nextDueAt } from '../../../core/jobs/judgeJobs.ts';
import { aJob, aRun } from '../../support/jobRuns.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const said = (...parameters: Parameters<typeof judgeJobs>) =>
  judgeJobs(...parameters).map(({ type, description }) => `${type}: ${description}`);
const types = (...parameters: Parameters<typeof judgeJobs>) => judgeJobs(...parameters).map(({ type }) => type);

describe('a failed run', () => {
  const failed = aRun({ status: 'failed', error: 'disk full', failedCount: 2 });

  it('is high, with how long it took, why, and what of it failed', () => {
    const [observation] = judgeJobs([aJob([failed])], noon + hour);
    expect(observation).toMatchObject({
      ...{ source: 'jobs', type: 'job_failed', severity: 'high', labels: { job: 'nightly' } },
      description: 'nightly failed after 4 min: disk full. 2 items failed.',
      ...{ metricValue: 2, unit: 'count', windowStart: noon + 4 * minute },
    });
  });

  it.each([
    ['', 'nightly failed after 4 min.'],
    ['It broke!', 'nightly failed after 4 min: It broke!'],
    ['x'.repeat(400), `nightly failed after 4 min: ${'x'.repeat(299)}…`],
    ['no way to postgres://etl:hunter2@db', 'nightly failed after 4 min: no way to postgres://etl:•••@db.'],
  ])('tells its error %j as a sentence without secrets', (error, sentence) => {
    expect(said([aJob([aRun({ status: 'failed', error })])], noon + hour)).toEqual([`job_failed: ${sentence}`]);
  });

  it('is over when a later one goes well, is called off as before, and is forgotten after a week', () => {
    const later = { runId: 'r2', startedAt: noon + hour };
    expect(types([aJob([aRun({ ...later }), failed])], noon + 2 * hour)).toEqual([]);
    expect(types([aJob([aRun({ ...later, status: 'cancelled' }), failed])], noon + 2 * hour)).toEqual(['job_failed']);
    expect(types([aJob([aRun({ ...later, status: 'running' }), failed])], noon + 2 * hour)).toEqual(['job_failed']);
    expect(types([aJob([failed])], noon + 8 * day)).toEqual([]);
  });

  it('that was made good before anybody looked is told for a day, and once', () => {
    const jobs = [aJob([aRun({ runId: 'r2', startedAt: noon + hour }), failed])];
    expect(types(jobs, noon + 2 * hour, [failed])).toEqual(['job_failed']);
    expect(types(jobs, noon + 2 * day, [failed])).toEqual([]);
    expect(types([aJob([failed])], noon + hour, [failed])).toEqual(['job_failed']);
  });

  it('without sensible times is told without a duration', () => {
    const backwards = aRun({ status: 'failed', startedAt: noon, finishedAt: noon - hour });
    expect(said([aJob([backwards])], noon + hour)).toEqual(['job_failed: nightly failed.']);
  });

  it('of each environment is an alert of its own', () => {
    const jobs = ['prod', 'staging'].map((environment) => aJob([aRun({ status: 'failed', environment })]));
    expect(judgeJobs(jobs, noon + hour).map(({ labels }) => labels)).toEqual([
      { job: 'nightly', environment: 'prod' },
      { job: 'nightly', environment: 'staging' },
    ]);
  });
});

describe('a run under way', () => {
  const running = aRun({ status: 'running' });

  it('is too long past what a person gave, and not before', () => {
    const job = aJob([running], { maxMs: hour, maxIsGiven: true });
    expect(types([job], noon + hour)).toEqual([]);
    expect(said([job], noon + hour + minute)).toEqual([
      'job_overdue: nightly has been running for 1 h 1 min; at most 1 h is expected.',
    ]);
  });

  it('is compared with how long it usually takes', () => {
    const job = aJob([running], { maxMs: hour, usualMs: 30 * minute });
    expect(said([job], noon + 2 * hour)).toEqual([
      'job_overdue: nightly has been running for 2 h; it usually takes at most 30 min.',
    ]);
  });

  it('whose end was lost is none once a later one went well', () => {
    const limits = { maxMs: hour, maxIsGiven: true };
    const later = { runId: 'r2', startedAt: noon + 2 * hour };
    expect(types([aJob([aRun(later), running], limits)], noon + 3 * hour)).toEqual([]);
    expect(types([aJob([aRun({ ...later, status: 'cancelled' }), running], limits)], noon + 3 * hour)).toEqual([
      'job_overdue',
    ]);
  });

  it('that never ends is forgotten after a week', () => {
    expect(types([aJob([running], { maxMs: hour, maxIsGiven: true })], noon + 8 * day)).toEqual([]);
  });
});

describe('a job that is due', () => {
  const hourly = { everyMs: hour };

  it('is missed a quarter of its interval later', () => {
    const job = aJob([aRun()], hourly);
    expect(types([job], noon + hour + 14 * minute)).toEqual([]);
    expect(said([job], noon + hour + 15 * minute)).toEqual([
      'job_missing: nightly last began 1 h 15 min ago; it usually runs every 1 h.',
    ]);
  });

  it('has five minutes of grace at least', () => {
    const job = aJob([aRun()], { everyMs: minute });
    expect(types([job], noon + 5 * minute)).toEqual([]);
    expect(types([job], noon + 6 * minute)).toEqual(['job_missing']);
  });

  it('was given up when it stays away for ten intervals, unless a person expects it', () => {
    const job = (everyIsGiven: boolean) => aJob([aRun()], { ...hourly, everyIsGiven });
    expect(types([job(false)], noon + 12 * hour)).toEqual([]);
    expect(said([job(true)], noon + 12 * hour)).toEqual([
      'job_missing: nightly last began 12 h ago; it is expected every 1 h.',
    ]);
  });

  it('waits for one that is under way, which is judged by itself', () => {
    const running = aRun({ status: 'running' });
    expect(types([aJob([running], { ...hourly, maxMs: 5 * hour })], noon + 3 * hour)).toEqual([]);
    // Nobody knows how long it may take: one interval more.
    expect(types([aJob([running], hourly)], noon + 2 * hour)).toEqual([]);
    expect(types([aJob([running], hourly)], noon + 3 * hour)).toEqual(['job_missing']);
  });

  it('is not held up by an old run whose end was lost', () => {
    const lost = aRun({ runId: 'lost', status: 'running', startedAt: noon - 5 * hour });
    expect(types([aJob([aRun(), lost], hourly)], noon + 2 * hour)).toEqual(['job_missing']);
  });

  it('that nobody has ever seen is missed in windows of its interval', () => {
    const job = {
      job: 'ghost',
      environment: '',
      runs: [],
      schedule: aJob([], { ...hourly, everyIsGiven: true }).schedule,
    };
    expect(judgeJobs([job], noon + 30 * minute)).toMatchObject([
      { description: 'ghost has not run in the last 30 days; it is expected every 1 h.', windowStart: noon },
    ]);
  });

  it('is due one interval after it last began', () => {
    expect(nextDueAt(aJob([aRun()], hourly))).toBe(noon + hour);
    expect(nextDueAt(aJob([], hourly))).toBeNull();
    expect(nextDueAt(aJob([aRun()]))).toBeNull();
  });
});

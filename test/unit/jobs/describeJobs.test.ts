import { expect, it } from 'vitest';
import { describeJobs, detailRun } from '../../../core/jobs/describeJobs.ts';
import { aJob, aRun } from '../../support/jobRuns.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const hour = 3_600_000;
const day = 24 * hour;

it('puts who failed first, then who is late or too long, then who runs, then the others by name', () => {
  const of = (job: string, ...parameters: Parameters<typeof aRun>) => aRun({ job, ...parameters[0] });
  const jobs = [
    aJob([of('b-calm')]),
    aJob([of('a-calm')]),
    aJob([of('runs', { status: 'running', startedAt: noon + hour })]),
    aJob([of('late')], { everyMs: 10 * 60_000 }),
    aJob([of('fails', { status: 'failed' })]),
  ];
  const described = describeJobs(jobs, noon - day, noon + hour);
  expect(described.map(({ job, troubles }) => [job, ...troubles.map(({ type }) => type)])).toEqual([
    ['fails', 'job_failed'],
    ['late', 'job_missing'],
    ['runs'],
    ['a-calm'],
    ['b-calm'],
  ]);
});

it('shows runs of the days that are asked for, and leaves out who did nothing in them and is not missed', () => {
  const old = aRun({ runId: 'old', startedAt: noon - 9 * day });
  const given = { everyMs: day, everyIsGiven: true };
  const jobs = [aJob([aRun(), old]), aJob([{ ...old, job: 'gone' }]), aJob([{ ...old, job: 'missed' }], given)];
  const described = describeJobs(jobs, noon - 7 * day, noon + hour);
  expect(described.map(({ job, runs }) => [job, runs.map(({ runId }) => runId)])).toEqual([
    ['missed', []],
    ['nightly', ['r1']],
  ]);
});

it('says when the next run is due', () => {
  const [job] = describeJobs([aJob([aRun()], { everyMs: day })], noon - day, noon + hour);
  expect(job).toMatchObject({ nextDueAt: '2026-03-11T12:00:00.000Z', schedule: { everyMs: day } });
});

it('shows a run with what it says of itself and without its secrets', () => {
  const run = aRun({
    ...{
      status: 'failed',
      error: 'password=hunter2',
      stats: '{"rows": 7}',
      metadata: '{"token":"hunter2","host":"n1"}',
    },
    ...{ successCount: 7, failedCount: 1 },
  });
  expect(detailRun(run)).toEqual({
    ...{ runId: 'r1', status: 'failed', successCount: 7, failedCount: 1, durationMs: 240_000, error: 'password=•••' },
    ...{ startedAt: '2026-03-10T12:00:00.000Z', finishedAt: '2026-03-10T12:04:00.000Z' },
    facts: [
      { name: 'rows', value: '7' },
      { name: 'token', value: '•••' },
      { name: 'host', value: 'n1' },
    ],
    oddity: null,
  });
});

it('says of a run what of its rows makes no sense', () => {
  const early = aRun({ finishedAt: noon - hour });
  expect(detailRun(early)).toMatchObject({
    ...{ durationMs: null, oddity: 'finished before it started; its duration is left out' },
  });
  expect(detailRun(aRun({ endings: 2 })).oddity).toBe('finished 2 times; the last one counts');
});

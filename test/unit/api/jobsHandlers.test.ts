import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import { createApi } from '../../../core/api/createApi.ts';
import type { JobsDesk } from '../../../core/api/jobsHandlers.ts';
import { describeJobs } from '../../../core/jobs/describeJobs.ts';
import { failed, ok } from '../../../shared/problem.ts';
import { anAlert } from '../../support/builders.ts';
import { aJobsDesk, fakeApiPorts } from '../../support/fakeApiPorts.ts';
import { aJob, aRun } from '../../support/jobRuns.ts';
import { ManualClock } from '../../support/manualClock.ts';

const clock = new ManualClock();

function client(jobs: Partial<JobsDesk>) {
  const about = (job: string, environment: string, id: string) =>
    anAlert({ id, type: 'job_failed', labels: environment === '' ? { job } : { job, environment } });
  const alerts = [about('nightly', '', 'mine'), about('nightly', 'staging', 'elsewhere'), anAlert({ id: 'other' })];
  const { ports } = fakeApiPorts({ clock, alerts, jobs: { ...aJobsDesk(), ...jobs } });
  return createRouterClient(createApi(ports));
}

it('jobs come with the open alerts about them', async () => {
  const items = describeJobs([aJob([aRun({ status: 'failed' })])], 0, clock.now());
  const asked: number[] = [];
  const list: JobsDesk['list'] = async (days) => {
    asked.push(days);
    return ok({ items, notSetUp: null });
  };
  const answer = await client({ list }).jobs.list({});
  expect(asked).toEqual([7]);
  expect(answer.items).toMatchObject([{ job: 'nightly', alerts: [{ id: 'mine', status: 'active' }] }]);
});

it('a ClickHouse that fails is a failure with its sentence', async () => {
  const list: JobsDesk['list'] = async () => failed('unreachable', 'ClickHouse refused the connection.');
  await expect(client({ list }).jobs.list({ days: 3 })).rejects.toMatchObject({
    ...{ code: 'SERVICE_UNAVAILABLE', message: 'ClickHouse refused the connection.' },
  });
});

it('runs are asked for by job and environment, twenty where nobody says how many', async () => {
  const asked: unknown[] = [];
  const runs: JobsDesk['runs'] = async (query) => {
    asked.push(query);
    return ok([]);
  };
  await client({ runs }).jobs.runs({ job: 'a/b' });
  expect(asked).toEqual([{ job: 'a/b', environment: '', limit: 20 }]);
});

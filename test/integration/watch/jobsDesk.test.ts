import { afterAll, beforeAll, expect, it } from 'vitest';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createJobsDesk } from '../../../core/watch/jobsDesk.ts';
import { JobSettings } from '../../../shared/signals/signalSettings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { insertJobRows } from '../../support/jobRows.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { successOf } from '../../support/successOf.ts';

const clock = new ManualClock();
const noon = clock.now();
const hour = 3_600_000;
const { signal } = new AbortController();

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});
afterAll(() => clickhouse.stop());

async function desk(settings: object = {}) {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  return { database, connection, jobs: createJobsDesk({ connection, settings: JobSettings.parse(settings), clock }) };
}

it('lists jobs with their newest runs, and tells more of the runs of one', async () => {
  const { connection, database, jobs } = await desk({ expected: { nightly: { everyMinutes: 60 } } });
  successOf(await applySchema(connection, signal));
  await insertJobRows(clickhouse, database, [
    { at: noon - 3 * hour, run: 'r1', job: 'nightly', environment: 'prod', status: 'started' },
    { at: noon - 2 * hour, run: 'r1', job: 'nightly', environment: 'prod', status: 'succeeded', stats: '{"rows":7}' },
    { at: noon - hour, run: 'r2', job: 'a/b', status: 'failed', error: 'disk full' },
    { at: noon - 20 * 24 * hour, run: 'r0', job: 'a/b', status: 'succeeded' },
    { at: noon - 20 * 24 * hour, run: 'r9', job: 'long gone', status: 'succeeded' },
  ]);
  const { items, notSetUp } = successOf(await jobs.list(7, signal));
  expect(notSetUp).toBeNull();
  expect(
    items.map(({ job, environment, runs, troubles }) => [job, environment, runs.length, troubles[0]?.type]),
  ).toEqual([
    ['a/b', '', 1, 'job_failed'],
    ['nightly', 'prod', 1, 'job_missing'],
  ]);
  const runs = successOf(await jobs.runs({ job: 'nightly', environment: 'prod', limit: 5 }, signal));
  expect(runs).toMatchObject([{ runId: 'r1', durationMs: hour, facts: [{ name: 'rows', value: '7' }] }]);
  const ofSlash = successOf(await jobs.runs({ job: 'a/b', environment: '', limit: 5 }, signal));
  expect(ofSlash.map(({ runId }) => runId)).toEqual(['r2', 'r0']);
  await connection.close();
});

it('without a table, or without a ClickHouse, says what is missing', async () => {
  const { connection, database, jobs } = await desk();
  expect(successOf(await jobs.list(7, signal))).toEqual({
    items: [],
    notSetUp: expect.stringContaining(`${database}.job_runs`),
  });
  await connection.close();
  const none = createJobsDesk({ connection: null, settings: JobSettings.parse({}), clock });
  expect(successOf(await none.list(7, signal)).notSetUp).toContain('Setup → Connection');
  expect(await none.runs({ job: 'a', environment: '', limit: 5 }, signal)).toMatchObject({ ok: false });
});

it('fails where the table lacks what is needed', async () => {
  const { connection, database, jobs } = await desk();
  await clickhouse.query(`CREATE TABLE ${database}.job_runs (ts DateTime) ENGINE = Memory`);
  expect(await jobs.list(7, signal)).toMatchObject({ ok: false, error: { code: 'missingColumn' } });
  await connection.close();
});

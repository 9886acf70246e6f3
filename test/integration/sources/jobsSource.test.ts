import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJobsReader } from '../../../core/adapters/clickhouse/jobs/jobsReader.ts';
import { createJobsSource } from '../../../core/adapters/clickhouse/jobs/jobsSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import type { Fact } from '../../../shared/alert.ts';
import type { Problem } from '../../../shared/problem.ts';
import { JobSettings } from '../../../shared/signals/signalSettings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { insertJobRows, type JobRow, jobTables } from '../../support/jobRows.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const signal = () => AbortSignal.timeout(20_000);

type Read = Extract<SourceReport, { kind: 'read' }>;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
});
afterAll(() => clickhouse.stop());

/** A fresh `job_runs` of these columns (null: our own schema), and the source over it. `unread`: why the last 30 days cannot be read. */
async function jobs(
  columns: string | null = null,
  {
    settings = {},
    time,
    unread = () => null,
  }: { settings?: object; time?: (at: number) => string | number; unread?: () => Problem | null } = {},
) {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  if (columns === null) successOf(await applySchema(connection, signal()));
  else await clickhouse.query(`CREATE TABLE ${database}.job_runs (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
  const reader = createJobsReader(connection);
  const histories: typeof reader.histories = async (...asked) => {
    const problem = unread();
    return problem === null ? reader.histories(...asked) : { ok: false, error: problem };
  };
  const source = createJobsSource({
    ...{ connection, reader: { ...reader, histories }, settings: JobSettings.parse(settings) },
  });
  return {
    reader,
    database,
    insert: (...rows: JobRow[]) => insertJobRows(clickhouse, database, rows, time),
    async poll(now: number, cursor: string | null): Promise<Read> {
      const report = successOf(await source.poll({ now, cursor }, signal()));
      if (report.kind !== 'read') throw new Error(report.message);
      return report;
    },
  };
}

const told = (report: Read) => (report.notices ?? []).map(({ subject }) => subject);
const alerts = (report: Read) =>
  report.batches.flatMap(({ observations }) => observations.map(({ type, labels }) => `${type} ${labels.job}`));
const factsOf = (facts: readonly Fact[] = []) => Object.fromEntries(facts.map(({ name, value }) => [name, value]));

describe.each(Object.entries(jobTables))(
  'runs in a table of %s, on a server in New York',
  (name, { columns, time }) => {
    const isBare = name.startsWith('no more');

    it('are told when they begin and when they end, and a failed one is an alert', async () => {
      const { insert, poll } = await jobs(columns, { time });
      const first = await poll(noon, null);
      expect(told(first)).toEqual([]);
      await insert({ at: noon + minute, run: 'r1', status: 'started', startedAt: noon + minute, environment: 'prod' });
      const second = await poll(noon + 2 * minute, first.cursor);
      expect(told(second)).toEqual(['nightly started']);
      expect(second.notices?.[0]?.notice).toMatchObject({
        ...{ kind: 'job', phase: 'started', job: 'nightly', runId: 'r1', environment: isBare ? '' : 'prod' },
        startedAt: '2026-03-10T12:01:00.000Z',
        finishedAt: null,
      });
      await insert({
        ...{ at: noon + 6 * minute, run: 'r1', status: 'failed', startedAt: noon + minute, environment: 'prod' },
        ...{ finishedAt: noon + 5 * minute, success_count: 10, failed_count: 2, error: 'disk full' },
        ...(name.startsWith('Nullable') ? { metadata: { host: 'n1' } } : { metadata: '{"host":"n1"}' }),
        stats: '{"rows_read": 1200}',
      });
      const third = await poll(noon + 7 * minute, second.cursor);
      expect(told(third)).toEqual(['nightly failed']);
      expect(third.notices?.[0]?.thread).toBe(second.notices?.[0]?.thread);
      expect(alerts(third)).toEqual(['job_failed nightly']);
      const observation = third.batches[0]?.observations[0];
      const notice = third.notices?.[0]?.notice;
      if (isBare) {
        expect(observation?.description).toBe('nightly failed after 5 min.');
      } else {
        expect(observation).toMatchObject({
          description: 'nightly failed after 4 min: disk full. 2 items failed.',
          labels: { job: 'nightly', environment: 'prod' },
          severity: 'high',
        });
        expect(notice).toMatchObject({ durationMs: 4 * minute, error: 'disk full', status: 'failed' });
        expect(factsOf(observation?.facts)).toEqual({
          ...{ Run: 'r1', Environment: 'prod', Duration: '4 min', Succeeded: '10', Failed: '2' },
          ...{ 'rows read': '1200', host: 'n1' },
        });
      }
      const quiet = await poll(noon + 7 * minute + 30_000, third.cursor);
      expect(quiet.notices).toEqual([]);
      expect(quiet.batches).toEqual([]);
    });

    it('that failed stay an alert behind however many that are only skipped', async () => {
      const { insert, poll } = await jobs(columns, { time });
      const first = await poll(noon, null);
      await insert({ at: noon + minute, run: 'bad', status: 'failed' });
      const second = await poll(noon + 2 * minute, first.cursor);
      expect(alerts(second)).toEqual(['job_failed nightly']);
      await insert(
        ...Array.from({ length: 7 }, (_, index) => ({
          ...{ at: noon + (3 + index) * minute, run: `skipped-${index}`, status: 'cancelled' },
        })),
      );
      expect(alerts(await poll(noon + 11 * minute, second.cursor))).toEqual(['job_failed nightly']);
    });

    it('learn how often a job runs and how long it takes', async () => {
      const { insert, reader } = await jobs(columns, { time });
      await insert(
        ...Array.from({ length: 12 }, (_, index) => index).flatMap((index): JobRow[] => {
          const at = noon - (12 - index) * hour;
          const run = `r${index}`;
          return [
            { at, run, status: 'started', startedAt: at },
            // Those that failed end at once, and say nothing of how long the others take.
            {
              ...{ at: at + 10 * minute, run, status: index % 3 === 0 ? 'failed' : 'succeeded', startedAt: at },
              finishedAt: at + (index % 3 === 0 && !isBare ? minute : 10 * minute),
            },
          ];
        }),
      );
      const [history, ...more] = successOf(await reader.histories(noon, signal()));
      expect(more).toEqual([]);
      expect(history).toEqual({
        ...{ job: 'nightly', environment: '', runs: 12, medianIntervalMs: hour, p90IntervalMs: hour },
        p95DurationMs: 10 * minute,
      });
    });
  },
);

describe('a run', () => {
  it('that is over when it is first seen is told once, as over', async () => {
    const { insert, poll } = await jobs();
    const { cursor } = await poll(noon, null);
    await insert(
      { at: noon + 1000, run: 'r1', status: 'started' },
      { at: noon + 9000, run: 'r1', status: 'succeeded' },
    );
    expect(told(await poll(noon + minute, cursor))).toEqual(['nightly succeeded']);
  });

  it('is over whatever the order in which its rows arrive', async () => {
    const { insert, poll } = await jobs();
    let { cursor } = await poll(noon, null);
    const keys: string[] = [];
    const rows: JobRow[] = [
      { at: noon + 9000, run: 'r1', status: 'succeeded' },
      { at: noon + 1000, run: 'r1', status: 'started' },
      { at: noon + 5000, run: 'r1', status: 'running', stats: '{"rows":5}' },
    ];
    for (const [index, row] of rows.entries()) {
      await insert(row);
      const report = await poll(noon + (index + 1) * minute, cursor);
      cursor = report.cursor;
      keys.push(...(report.notices ?? []).map(({ key }) => key));
    }
    // One key, so that it is told once.
    expect(new Set(keys)).toEqual(new Set(['job//nightly/r1/succeeded']));
  });

  it('that finishes before it started has no duration, and that finishes twice counts by its last end', async () => {
    const { insert, poll } = await jobs();
    const { cursor } = await poll(noon, null);
    const startedAt = noon + 5 * minute;
    await insert(
      { at: noon + 1000, run: 'back', status: 'succeeded', startedAt, finishedAt: noon + minute },
      { at: noon + 2000, run: 'twice', status: 'failed', startedAt: noon, error: 'first try' },
      { at: noon + 3000, run: 'twice', status: 'succeeded', startedAt: noon },
    );
    const report = await poll(noon + 6 * minute, cursor);
    expect(told(report).sort()).toEqual(['nightly succeeded', 'nightly succeeded']);
    const back = report.notices?.find(({ key }) => key.includes('back'))?.notice;
    expect(back).toMatchObject({ durationMs: null });
    expect(report.skipped).toEqual({
      count: 2,
      last: expect.stringMatching(/^run (twice|back) of nightly finished (2 times|before it started)/),
    });
  });

  it('has times that cannot be: they are taken as missing, and never stop the watch', async () => {
    const { insert, poll } = await jobs(
      'ts DateTime64(3), run_id String, job_name String, status String, started_at Int64, finished_at Int64',
    );
    const { cursor } = await poll(noon, null);
    await insert({
      ...{ at: noon + minute, run: 'r1', status: 'succeeded' },
      ...{ started_at: '1773144000000000000', finished_at: 0 },
    });
    const report = await poll(noon + 2 * minute, cursor);
    expect(report.notices?.[0]?.notice).toMatchObject({
      ...{ startedAt: null, finishedAt: '2026-03-10T12:01:00.000Z', durationMs: null },
    });
  });

  it('without a name is left out, and counted', async () => {
    const { insert, poll } = await jobs();
    const { cursor } = await poll(noon, null);
    await insert({ at: noon + 1000, run: '', status: 'failed' }, { at: noon + 2000, run: 'r1', status: 'succeeded' });
    const report = await poll(noon + minute, cursor);
    expect(told(report)).toEqual(['nightly succeeded']);
    expect(report.skipped).toEqual({ count: 1, last: 'a row of nightly has no run_id and was left out' });
  });

  it('of the same name in another job, or in another environment, is another run', async () => {
    const { insert, poll } = await jobs();
    // History, of which nothing is to be told.
    await insert({ at: noon - hour, run: '42', job: 'a', status: 'failed', environment: 'prod' });
    const { cursor } = await poll(noon, null);
    await insert(
      { at: noon + 1000, run: '42', job: 'b', status: 'started' },
      { at: noon + 2000, run: '42', job: 'a', status: 'succeeded', environment: 'staging' },
    );
    const report = await poll(noon + minute, cursor);
    expect((report.notices ?? []).map(({ key }) => key).sort()).toEqual([
      'job//b/42/started',
      'job/staging/a/42/succeeded',
    ]);
  });

  it('that failed and was made good before anybody looked is an alert all the same', async () => {
    const { insert, poll } = await jobs();
    const { cursor } = await poll(noon, null);
    await insert(
      { at: noon + 1000, run: 'r1', status: 'failed', error: 'lock timeout' },
      { at: noon + 20_000, run: 'r2', status: 'succeeded' },
    );
    const report = await poll(noon + minute, cursor);
    expect(alerts(report)).toEqual(['job_failed nightly']);
    expect(alerts(await poll(noon + 3 * minute, report.cursor))).toEqual([]);
  });

  it('has no secret left in what is told of it', async () => {
    const { insert, poll } = await jobs();
    const { cursor } = await poll(noon, null);
    await insert({
      ...{ at: noon + 1000, run: 'r1', status: 'failed', error: 'cannot reach postgres://etl:hunter2@db/shop' },
      metadata: '{"db_password": "hunter2", "prompt_tokens": 512, "args": ["--token=hunter2hunter2"]}',
      stats: 'not JSON; api_key=hunter2',
    });
    const report = await poll(noon + minute, cursor);
    expect(JSON.stringify([report.notices, report.batches])).not.toContain('hunter2');
    expect(factsOf(report.batches[0]?.observations[0]?.facts)).toMatchObject({ 'prompt tokens': '512' });
  });
});

describe('a job', () => {
  const regular = (every: number, until: number, count = 10): JobRow[] =>
    Array.from({ length: count }, (_, index) => until - (count - index) * every).flatMap((at, index): JobRow[] => [
      { at, run: `old${index}`, status: 'started', startedAt: at },
      { at: at + minute, run: `old${index}`, status: 'succeeded', startedAt: at, finishedAt: at + minute },
    ]);

  it('that is late by what it did before is an alert until it runs', async () => {
    const { insert, poll } = await jobs();
    await insert(...regular(hour, noon));
    const first = await poll(noon, null);
    expect(alerts(first)).toEqual([]);
    const late = await poll(noon + 20 * minute, first.cursor);
    expect(alerts(late)).toEqual(['job_missing nightly']);
    expect(late.batches[0]?.observations[0]?.description).toBe(
      'nightly last began 1 h 20 min ago; it usually runs every 1 h.',
    );
    await insert({ at: noon + 21 * minute, run: 'new', status: 'started' });
    expect(alerts(await poll(noon + 22 * minute, late.cursor))).toEqual([]);
  });

  it('is watched all the same while its last 30 days cannot be read', async () => {
    const problem = { code: 'badQuery', retryable: true, message: 'Not enough memory.' } as const;
    let unread: Problem | null = problem;
    const { insert, poll } = await jobs(null, { unread: () => unread });
    await insert(...regular(hour, noon), { at: noon, run: 'r1', status: 'failed', startedAt: noon });
    const first = await poll(noon + 20 * minute, null);
    expect(alerts(first)).toEqual(['job_failed nightly']);
    expect(first.note).toBe(
      'What is usual of jobs could not be read; only what was given is expected of them. Not enough memory.',
    );
    // Nobody knows whether it is late, so that what was said of that before stands.
    expect(first.batches[0]?.unjudged?.map(({ type }) => type)).toEqual(['job_overdue', 'job_missing']);

    unread = null;
    const read = await poll(noon + 2 * hour, first.cursor);
    expect(alerts(read)).toEqual(['job_failed nightly', 'job_missing nightly']);
    expect(read).toMatchObject({ note: null, batches: [{ unjudged: [] }] });

    unread = problem;
    const remembered = await poll(noon + 4 * hour, read.cursor);
    expect(alerts(remembered)).toEqual(['job_failed nightly', 'job_missing nightly']);
    expect(remembered).toMatchObject({ note: null, batches: [{ unjudged: [] }] });
  });

  it('that runs longer than ever is an alert', async () => {
    const { insert, poll } = await jobs();
    await insert(...regular(hour, noon), { at: noon, run: 'long', status: 'running', startedAt: noon });
    const { cursor } = await poll(noon, null);
    const report = await poll(noon + 15 * minute, cursor);
    expect(report.batches[0]?.observations).toMatchObject([
      { type: 'job_overdue', description: 'nightly has been running for 15 min; it usually takes at most 1 min.' },
    ]);
  });

  it('that somebody expects is missed even if nobody has ever seen it', async () => {
    const { poll } = await jobs(null, { settings: { expected: { ghost: { everyMinutes: 60 } } } });
    expect(alerts(await poll(noon, null))).toEqual(['job_missing ghost']);
  });
});

describe('the table', () => {
  it('that is not there is not set up, and is watched once it is', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    const reader = createJobsReader(connection);
    const source = createJobsSource({ connection, reader, settings: JobSettings.parse({}) });
    const missing = successOf(await source.poll({ now: noon, cursor: null }, signal()));
    expect(missing).toMatchObject({ kind: 'notSetUp', message: expect.stringContaining('job_runs') });
    successOf(await applySchema(connection, signal()));
    expect(successOf(await source.poll({ now: noon, cursor: null }, signal()))).toMatchObject({ kind: 'read' });
  });

  it('that lacks what is needed fails with the names of what is missing', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    await clickhouse.query(`CREATE TABLE ${database}.job_runs (ts DateTime, job_name String) ENGINE = Memory`);
    const reader = createJobsReader(connection);
    const source = createJobsSource({ connection, reader, settings: JobSettings.parse({}) });
    const polled = await source.poll({ now: noon, cursor: null }, signal());
    expect(polled).toMatchObject({ ok: false, error: { message: expect.stringContaining('run_id, status') } });
  });

  it('may hold ten thousand runs a day for a month', async () => {
    const { reader, database, poll } = await jobs();
    await clickhouse.query(`INSERT INTO ${database}.job_runs (ts, run_id, job_name, status, started_at, finished_at, stats)
      SELECT toDateTime64(${(noon - 30 * day + hour) / 1000}, 3) + intDiv(number, 2) * 8 AS at, 'r' || toString(intDiv(number, 2)),
        'job ' || toString(intDiv(number, 2) % 40), if(number % 2 = 0, 'started', 'succeeded'), at,
        if(number % 2 = 0, NULL, at + 60), repeat('x', 300)
      FROM numbers(600000)`);
    const started = performance.now();
    const report = await poll(noon, null);
    const tookMs = performance.now() - started;
    expect(alerts(report)).toEqual([]);
    // The deadline of a source; a machine to itself takes a tenth of it.
    expect(tookMs).toBeLessThan(10_000);
    const [history] = successOf(await reader.histories(noon, signal()));
    expect(history).toMatchObject({ runs: 7500, medianIntervalMs: 320_000, p95DurationMs: minute });
  });
});

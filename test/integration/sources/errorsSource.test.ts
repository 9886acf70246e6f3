import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createErrorsSource } from '../../../core/adapters/clickhouse/errors/errorsSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import type { Observation } from '../../../core/alerts/observation.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { ErrorSettings } from '../../../shared/signals/signalSettings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const signal = () => AbortSignal.timeout(20_000);

type Read = Extract<SourceReport, { kind: 'read' }>;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
});
afterAll(() => clickhouse.stop());

const text = `component String, operation String, artifact_id String, error_type String, message String, state String,
  llm_provider String, model String`;
/** How others make the table; null: as Watchkeeper does. */
const tables = {
  'our own schema': { columns: null, time: (at: number) => (at / 1000).toFixed(3) },
  'plain DateTime': {
    columns: `ts DateTime, ${text}, prompt_tokens UInt32, completion_tokens UInt32, cost Float64`,
    time: (at: number) => Math.floor(at / 1000),
  },
  'all String': {
    columns: `ts String, ${text}, prompt_tokens String, completion_tokens String, cost String`,
    time: (at: number) => new Date(at).toISOString(),
  },
};

async function errorsIn(columns: string | null, settings: Record<string, unknown> = {}) {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  const table = `${database}.pipeline_errors`;
  if (columns === null) successOf(await applySchema(connection, signal()));
  else await clickhouse.query(`CREATE TABLE ${table} (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
  const clock = new ManualClock(noon);
  const parts = { connection, settings: ErrorSettings.parse(settings), sink: null, clock, log: recordingLog() };
  const source = createErrorsSource(parts);
  return {
    table,
    source,
    close: () => connection.close(),
    insert: (rows: readonly Record<string, unknown>[]) =>
      clickhouse.query(
        `INSERT INTO ${table} SETTINGS date_time_input_format = 'best_effort' FORMAT JSONEachRow\n${rows.map((row) => JSON.stringify(row)).join('\n')}`,
      ),
    async poll(now: number, cursor: string | null = null): Promise<Read> {
      const report = successOf(await source.poll({ now, cursor }, signal()));
      if (report.kind !== 'read') throw new Error(report.message);
      return report;
    },
  };
}

const told = (report: Read): Observation[] => report.batches.flatMap((batch) => batch.observations);

describe.each(Object.entries(tables))('errors in a table of %s', (_name, { columns, time }) => {
  const row = (at: number, more: Record<string, unknown> = {}) => ({
    ...{ ts: time(at), component: 'fetcher', operation: 'parse', error_type: 'ValidationError' },
    ...{ artifact_id: 'a-1', message: 'price is missing', state: '{}', llm_provider: '', model: '' },
    ...{ prompt_tokens: 0, completion_tokens: 0, cost: 0, ...more },
  });

  it('are counted by kind over five minutes, with the newest message and what they cost', async () => {
    const { insert, poll, close } = await errorsIn(columns);
    await insert([
      row(noon - 6 * minute),
      row(noon - 4 * minute, { message: 'older', artifact_id: 'a-0' }),
      row(noon - minute, {
        ...{ message: 'newest\n\u0007', llm_provider: 'openai', model: 'gpt-x', prompt_tokens: 100, cost: 0.25 },
      }),
      row(noon - 2 * minute, { component: 'writer', operation: '', error_type: 'Timeout' }),
      row(noon - 20 * minute, { error_type: 'Old' }),
    ]);
    const report = await poll(noon + 20_000);
    expect(report.batches).toMatchObject([{ source: 'errors', at: noon + 20_000, completeness: 'window' }]);
    expect(report.newestRowAt).toBe(noon - minute);
    expect(report.note).toBeNull();
    const [parse, write, ...others] = told(report);
    expect(others).toEqual([]);
    expect(parse).toMatchObject({
      type: 'pipeline_error',
      labels: { component: 'fetcher', operation: 'parse', error_type: 'ValidationError' },
      severity: 'low',
      description: '2 ValidationError in fetcher · parse in 5 min (0.4 a minute): newest.',
      metricValue: 2,
      expectedValue: 1,
      changePercent: 100,
      unit: 'count',
      windowStart: noon - 5 * minute,
    });
    expect(parse?.facts).toEqual(
      expect.arrayContaining([
        { name: 'Artifact', value: 'a-1' },
        { name: 'Model', value: 'openai · gpt-x' },
        { name: 'Cost', value: '0.25' },
      ]),
    );
    expect(write).toMatchObject({ labels: { component: 'writer', error_type: 'Timeout' }, expectedValue: 0 });
    await close();
  });

  it('are one window for a minute, and over when they are older', async () => {
    const { insert, poll, close } = await errorsIn(columns);
    await insert([row(noon)]);
    const windows = [5000, 35_000, 65_000].map(async (after) => told(await poll(noon + after))[0]?.windowStart);
    expect(await Promise.all(windows)).toEqual([noon - 5 * minute, noon - 5 * minute, noon - 4 * minute]);
    expect(told(await poll(noon + 5 * minute + 1000))).toEqual([]);
    expect((await poll(noon + 5 * minute + 1000)).batches).toHaveLength(1);
    await close();
  });

  it('are as severe as they are many', async () => {
    const { insert, poll, close } = await errorsIn(columns, { perWindow: { critical: 5, medium: 2, high: null } });
    await insert([
      ...Array.from({ length: 5 }, (_, index) => row(noon - index, { error_type: 'Five' })),
      ...Array.from({ length: 2 }, (_, index) => row(noon - index, { error_type: 'Two' })),
      row(noon, { error_type: 'One' }),
    ]);
    const severities = told(await poll(noon + minute)).map(({ labels, severity }) => [labels.error_type, severity]);
    expect(severities).toEqual([
      ['Five', 'critical'],
      ['Two', 'medium'],
      ['One', 'low'],
    ]);
    await close();
  });
});

describe('errors that are odd', () => {
  const plain = 'ts DateTime, component String, error_type String';
  const at = (time: number) => time / 1000;

  it('are not set up without their table, and name the column that is missing', async () => {
    const { source, table, close } = await errorsIn(plain);
    await clickhouse.query(`DROP TABLE ${table}`);
    expect(successOf(await source.poll({ now: noon, cursor: null }, signal()))).toMatchObject({ kind: 'notSetUp' });
    await clickhouse.query(`CREATE TABLE ${table} (ts DateTime, message String) ENGINE = MergeTree ORDER BY ts`);
    const poll = await source.poll({ now: noon, cursor: null }, signal());
    expect(poll).toMatchObject({ ok: false, error: { code: 'missingColumn' } });
    expect(poll.ok ? '' : poll.error.message).toContain('component, error_type');
    await close();
  });

  it('are told with what there is, and the note says what there is not', async () => {
    const { insert, poll, close } = await errorsIn(plain);
    await insert([{ ts: at(noon), component: 'fetcher', error_type: 'Timeout' }]);
    const report = await poll(noon + 1000);
    expect(told(report)).toMatchObject([
      {
        description: '1 Timeout in fetcher in 5 min (0.2 a minute).',
        labels: { component: 'fetcher', error_type: 'Timeout' },
      },
    ]);
    expect(report.note).toContain('no operation, artifact_id, message, state, llm_provider, model');
    await close();
  });

  it('count without numbers that are none', async () => {
    const { table, poll, close } = await errorsIn(`${plain}, cost Float64, prompt_tokens String`);
    await clickhouse.query(
      `INSERT INTO ${table} VALUES (${at(noon)}, 'c', 'e', nan, 'many'), (${at(noon)}, 'c', 'e', inf, '7'), (${at(noon)}, 'c', 'e', 1.5, '')`,
    );
    const [observation] = told(await poll(noon + 1000));
    expect(observation).toMatchObject({ metricValue: 3 });
    expect(observation?.facts).toEqual([
      { name: 'Rate', value: '0.6 a minute' },
      { name: 'Tokens', value: '7 prompt' },
      { name: 'Cost', value: '1.5' },
    ]);
    await close();
  });

  it('are the five hundred most frequent kinds, and the note says that there are more', async () => {
    const { table, poll, close } = await errorsIn(plain);
    await clickhouse.query(
      `INSERT INTO ${table} SELECT ${at(noon)}, 'c', concat('type ', toString(number % 700)) FROM numbers(1000)`,
    );
    const report = await poll(noon + 1000);
    expect(told(report)).toHaveLength(500);
    expect(told(report).filter(({ metricValue }) => metricValue === 2)).toHaveLength(300);
    expect(report.note).toContain('more than 500 kinds');
    await close();
  });

  it('that are dated ahead count when their time comes, and the note says so', async () => {
    const { insert, poll, close } = await errorsIn(plain);
    await insert([{ ts: at(noon + 60 * minute), component: 'c', error_type: 'e' }]);
    const early = await poll(noon);
    expect(told(early)).toEqual([]);
    expect(early).toMatchObject({ newestRowAt: null, note: expect.stringContaining('dated in the future') });
    expect(told(await poll(noon + 61 * minute))).toHaveLength(1);
    await close();
  });

  it('stay quick to count when there are a million, a hundred thousand of them new', async () => {
    const { table, poll, close } = await errorsIn(null);
    await clickhouse.query(
      `INSERT INTO ${table} (ts, component, operation, error_type, message, state)
       SELECT fromUnixTimestamp64Milli(${noon} - if(number < 100000, number % 240000, 600000 + number % 80000000)), 'fetcher', concat('op', toString(number % 9)),
         'Timeout', concat('took too long ', toString(number)), '{"step": 1}' FROM numbers(1000000)`,
    );
    const startedAt = performance.now();
    const report = await poll(noon + 1000);
    // The deadline of a source; a machine to itself takes a small part of it.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(told(report).reduce((sum, { metricValue }) => sum + (metricValue ?? 0), 0)).toBe(100_000);
    expect(told(report)).toHaveLength(9);
    await close();
  });
});

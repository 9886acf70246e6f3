import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetricsSource } from '../../../core/adapters/clickhouse/metrics/metricsSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { systemClock } from '../../../core/adapters/system/systemClock.ts';
import { metricRulesOf } from '../../../core/detection/rules/rulesOf.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const signal = () => AbortSignal.timeout(20_000);
const seconds = (at: number) => Math.floor(at / 1000);
/** In quotes and with a fraction: a bare number would be taken for ticks of the column's own precision. */
const precise = (at: number) => (at / 1000).toFixed(3).padStart(14, '0');
const utc = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

type Read = Extract<SourceReport, { kind: 'read' }>;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
});
afterAll(() => clickhouse.stop());

interface Sample {
  at: number;
  metric: string;
  value: number | string;
  component?: string;
  labels?: unknown;
}

/** How others make the table, and how they write an instant and labels into it. */
const tables = {
  'our own schema': { columns: null, time: precise, labels: (labels: unknown) => labels ?? {} },
  'plain DateTime and String': {
    columns: 'ts DateTime, component String, metric String, value String, labels String',
    time: seconds,
    labels: (labels: unknown) => (typeof labels === 'string' ? labels : JSON.stringify(labels ?? {})),
  },
  'text alone, without labels': {
    columns: 'ts String, component Nullable(String), metric LowCardinality(String), value Nullable(Float64)',
    time: utc,
    labels: () => undefined,
  },
} as const;

async function aTable(columns: string | null = null) {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  if (columns === null) successOf(await applySchema(connection, signal()));
  else
    await clickhouse.query(
      `CREATE TABLE ${database}.component_metrics (${columns}) ENGINE = MergeTree ORDER BY tuple()`,
    );
  return { database, connection };
}

function aSource(connection: ReturnType<typeof connectTo>, rules: unknown[] = [], intervalMs = 30_000) {
  const settings = Settings.parse({ metrics: { rules } });
  const source = createMetricsSource({
    ...{ connection, rules: metricRulesOf(settings.metrics), intervalMs, deadlineMs: 10_000, currency: 'USD' },
    clock: systemClock,
  });
  return async (now: number): Promise<Read> => {
    const report = successOf(await source.poll({ now, cursor: null }, signal()));
    if (report.kind !== 'read') throw new Error(report.message);
    return report;
  };
}

async function write(
  database: string,
  samples: readonly Sample[],
  { time, labels }: Pick<(typeof tables)[keyof typeof tables], 'time' | 'labels'> = tables['our own schema'],
) {
  const rows = samples.map((sample) =>
    JSON.stringify({
      ...{ ts: time(sample.at), component: sample.component ?? '', metric: sample.metric, value: sample.value },
      labels: labels(sample.labels),
    }),
  );
  await clickhouse.query(`INSERT INTO ${database}.component_metrics FORMAT JSONEachRow\n${rows.join('\n')}`);
}

const told = (report: Read) => report.batches.flatMap(({ observations }) => observations);
const unjudged = (report: Read) => report.batches.flatMap((batch) => batch.unjudged ?? []);
/** A number each minute of the hour before, and the newest. */
const hour = (metric: string, usual: number, newest: number): Sample[] => [
  ...Array.from({ length: 60 }, (_, index) => ({ at: noon - (65 - index) * minute, metric, value: usual })),
  { at: noon - 30_000, metric, value: newest },
];

describe.each(Object.entries(tables))('metrics in a table of %s', (_, table) => {
  it('judges the value against its limit, exclusively', async () => {
    const { database, connection } = await aTable(table.columns);
    const at = noon - 20_000;
    await write(
      database,
      [
        { at, metric: 'disk_usage', value: 90, component: 'a' },
        { at, metric: 'disk_usage', value: 90.5, component: 'b' },
        { at, metric: 'system_health', value: 29.9 },
        { at, metric: 'fetch_latency', value: 61 },
        { at, metric: 'database_failures', value: 5 },
      ],
      table,
    );
    const report = await aSource(connection)(noon);
    expect(
      told(report).map(({ type, labels, severity, metricValue }) => ({ type, labels, severity, metricValue })),
    ).toEqual([
      { type: 'system_health_low', labels: { component: 'system' }, severity: 'critical', metricValue: 29.9 },
      { type: 'fetch_latency_high', labels: { component: 'fetcher' }, severity: 'medium', metricValue: 61 },
      { type: 'disk_usage_high', labels: { component: 'b' }, severity: 'critical', metricValue: 90.5 },
    ]);
    expect(report).toMatchObject({ newestRowAt: at, skipped: { count: 0, last: null }, note: null });
    await connection.close();
  });

  it('judges the review rate against its own hour before: 50 % above it is not more than 50 %', async () => {
    const { database, connection } = await aTable(table.columns);
    const poll = aSource(connection, [], 0);
    await write(database, hour('review_rate', 8, 12), table);
    expect(told(await poll(noon))).toEqual([]);
    await write(database, [{ at: noon + 30_000, metric: 'review_rate', value: 12.1 }], table);
    expect(told(await poll(noon + minute))).toMatchObject([
      {
        ...{
          type: 'review_rate_spike',
          title: 'Review rate spike',
          severity: 'medium',
          labels: { component: 'normalizer' },
        },
        ...{ metricValue: 12.1, expectedValue: 8, changePercent: 51.25, cooldownMs: 10 * minute },
        description: 'Review rate 12 % on normalizer, 51 % above its usual 8 %.',
      },
    ]);
    await connection.close();
  });
});

describe('series', () => {
  it('are told apart by labels, whatever their order, and labels that are no JSON are kept whole', async () => {
    const { database, connection } = await aTable(tables['plain DateTime and String'].columns);
    const at = noon - 90_000;
    await write(
      database,
      [
        { at, metric: 'disk_usage', value: 95, component: 'db', labels: '{"host":"a","disk":"1"}' },
        { at: at + minute, metric: 'disk_usage', value: 20, component: 'db', labels: '{"disk":"1","host":"a"}' },
        { at, metric: 'disk_usage', value: 96, component: 'db', labels: 'host=b' },
      ],
      tables['plain DateTime and String'],
    );
    const report = await aSource(connection)(noon);
    expect(told(report).map(({ labels }) => labels)).toEqual([{ component: 'db', labels: 'host=b' }]);
    await connection.close();
  });

  it('count the last number of a minute, though rows repeat and come out of order', async () => {
    const { database, connection } = await aTable();
    const at = noon - 50_000;
    await write(database, [
      { at: at + 20_000, metric: 'disk_usage', value: 50 },
      { at, metric: 'disk_usage', value: 99 },
      { at, metric: 'disk_usage', value: 99 },
    ]);
    expect(told(await aSource(connection)(noon))).toEqual([]);
    await connection.close();
  });

  it('that stopped are not judged by their last value, stay open for an hour, and are missed by a rule that says so', async () => {
    const { database, connection } = await aTable();
    const rule = {
      ...{ kind: 'metric', name: 'gone', metric: 'disk_usage', forMinutes: 5 },
      condition: { kind: 'absent', minutes: 10 },
    };
    const poll = aSource(connection, [rule], 0);
    await write(database, [{ at: noon, metric: 'disk_usage', value: 95, component: 'db' }]);
    const labels = { component: 'db' };
    expect(told(await poll(noon + minute)).map(({ type }) => type)).toEqual(['disk_usage_high']);
    const after = await poll(noon + 7 * minute);
    expect([told(after), unjudged(after)]).toEqual([[], [{ type: 'disk_usage_high', labels }]]);
    expect(told(await poll(noon + 14.9 * minute))).toEqual([]);
    expect(told(await poll(noon + 15 * minute))).toMatchObject([
      {
        type: 'disk_usage_missing',
        labels,
        description: 'Disk usage on db: nothing came for 15 min. What writes it may have stopped.',
      },
    ]);
    const later = await poll(noon + 300 * minute);
    expect(told(later).map(({ type }) => type)).toEqual(['disk_usage_missing']);
    expect(unjudged(later)).toEqual([]);
    expect(told(await aSource(connection, [rule])(noon + 300 * minute)).map(({ type }) => type)).toEqual([
      'disk_usage_missing',
    ]);
    await connection.close();
  });

  it('are left out where they are no numbers, which is counted once', async () => {
    const { database, connection } = await aTable();
    const poll = aSource(connection, [], 0);
    await write(database, [
      { at: noon - 30_000, metric: 'disk_usage', value: 'nan' },
      { at: noon - 20_000, metric: 'memory_usage', value: 'inf' },
    ]);
    expect((await poll(noon)).skipped).toEqual({ count: 2, last: '2 samples are no numbers; they are left out' });
    expect((await poll(noon + 30_000)).skipped.count).toBe(0);
    await write(database, [{ at: noon + 50_000, metric: 'disk_usage', value: 'nan' }]);
    expect((await poll(noon + minute)).skipped.count).toBe(1);
    await write(database, [{ at: noon + 3 * minute, metric: 'disk_usage', value: 'nan' }]);
    expect((await poll(noon + 90_000)).skipped.count).toBe(0);
    expect((await poll(noon + 4 * minute)).skipped.count).toBe(1);
    await write(database, [{ at: noon + 6 * minute, metric: 'disk_usage', value: 'nan' }]);
    expect((await poll(noon + 6 * minute)).skipped.count).toBe(1);
    expect((await poll(noon + 7 * minute)).skipped.count).toBe(0);
    await connection.close();
  });

  it('count as of now where clocks of others run ahead', async () => {
    const { database, connection } = await aTable();
    await write(database, [{ at: noon + 4 * minute, metric: 'disk_usage', value: 95 }]);
    const report = await aSource(connection)(noon);
    expect(told(report)).toMatchObject([{ type: 'disk_usage_high', metricValue: 95 }]);
    expect(report.newestRowAt).toBe(noon);
    await connection.close();
  });

  it('may be five thousand, and what is more is said', async () => {
    const { database, connection } = await aTable();
    const insert = (from: number, count: number) =>
      clickhouse.query(`INSERT INTO ${database}.component_metrics
        SELECT fromUnixTimestamp64Milli(${noon} - (number % 30 + 1) * 60000), 'db', 'queue_depth', if(number % 30 = 0, 200, 1),
          map('host', leftPad(toString(intDiv(number, 30) + ${from}), 5, '0'))
        FROM numbers(${count * 30})`);
    const rule = { kind: 'metric', name: 'deep', metric: 'queue_depth', condition: { kind: 'above', limit: 100 } };
    const thresholds = Object.fromEntries(
      Object.keys(Settings.parse({}).metrics.thresholds).map((metric) => [metric, { enabled: false }]),
    );
    const settings = Settings.parse({ metrics: { rules: [rule], thresholds } });
    const source = createMetricsSource({
      ...{ connection, rules: metricRulesOf(settings.metrics), intervalMs: 0, deadlineMs: 20_000, currency: 'USD' },
      clock: systemClock,
    });
    await insert(0, 5000);
    const first = successOf(await source.poll({ now: noon, cursor: null }, signal()));
    expect(first.kind === 'read' && [told(first).length, first.note]).toEqual([5000, null]);
    await insert(5000, 10);
    const second = successOf(await source.poll({ now: noon, cursor: null }, signal()));
    expect(second.kind === 'read' && told(second).length).toBe(5000);
    expect(second.kind === 'read' && second.note).toContain('more than 5,000 series of queue_depth');
    await connection.close();
  });
});

describe('the table', () => {
  it('that is not there is not set up, and one without a column says which', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    const source = createMetricsSource({
      ...{
        connection,
        rules: metricRulesOf(Settings.parse({}).metrics),
        intervalMs: 0,
        deadlineMs: 10_000,
        currency: 'USD',
      },
      clock: systemClock,
    });
    expect(successOf(await source.poll({ now: noon, cursor: null }, signal()))).toMatchObject({
      kind: 'notSetUp',
      message: expect.stringContaining(`${database}.component_metrics`),
    });
    await clickhouse.query(
      `CREATE TABLE ${database}.component_metrics (ts DateTime, component String, metric String) ENGINE = MergeTree ORDER BY ts`,
    );
    expect(await source.poll({ now: noon, cursor: null }, signal())).toMatchObject({
      ok: false,
      error: { code: 'missingColumn', message: expect.stringContaining('Column value is missing') },
    });
    await clickhouse.query(`ALTER TABLE ${database}.component_metrics ADD COLUMN value Float32`);
    expect(successOf(await source.poll({ now: noon, cursor: null }, signal()))).toMatchObject({ kind: 'read' });
    await connection.close();
  });

  it('may have a million rows', async () => {
    const { database, connection } = await aTable();
    await clickhouse.query(`INSERT INTO ${database}.component_metrics
      SELECT fromUnixTimestamp64Milli(${noon} - number * 4), 'db', arrayElement(['disk_usage', 'memory_usage', 'other'], number % 3 + 1),
        if(number < 30, 99, 10), map('host', toString(number % 7)) FROM numbers(1000000)`);
    const startedAt = performance.now();
    const report = await aSource(connection)(noon);
    // The deadline of a source; a machine to itself takes a small part of it.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(told(report)).toHaveLength(14);
    await connection.close();
  });

  it('is read as often as the settings say, and what was said of it stays said in between', async () => {
    const { database, connection } = await aTable();
    const rule = { kind: 'metric', name: 'typo', metric: 'disk_usgae', condition: { kind: 'above', limit: 1 } };
    const poll = aSource(connection, [rule], 60_000);
    await write(database, [{ at: noon - 1000, metric: 'disk_usage', value: 95 }]);
    const note = 'Nothing was written lately of what these rules are about: typo.';
    const ruleNotes = { typo: expect.stringMatching(/^Nothing was written lately of .*, so it judges nothing/) };
    const standing = { note, ruleNotes, newestRowAt: noon - 1000 };
    expect(await poll(noon)).toMatchObject({ ...standing, batches: [{ completeness: 'window' }] });
    expect(await poll(noon + 30_000)).toMatchObject({ ...standing, batches: [] });
    expect((await poll(noon + 55_000)).batches).toHaveLength(1);
    await connection.close();
  });
});

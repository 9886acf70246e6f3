import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createModelsSource } from '../../../core/adapters/clickhouse/models/modelsSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const signal = () => AbortSignal.timeout(20_000);
const precise = (at: number) => (at / 1000).toFixed(3);

type Read = Extract<SourceReport, { kind: 'read' }>;

const tables = {
  'our own schema': { columns: null, time: precise, groups: ['women', 'over 60'] },
  'all String': {
    columns: `ts String, kind String, model_id String, model_name String, metric String, current_value String,
      baseline_value String, threshold String, drift_percentage String, violation_type String, event_type String,
      affected_groups String, severity String, description String, details String`,
    time: (at: number) => new Date(at).toISOString(),
    groups: 'women, over 60',
  },
  'plain DateTime, with what may be empty': {
    columns: `ts DateTime, kind Enum8('drift' = 1, 'faves_violation' = 2), model_id LowCardinality(Nullable(String)),
      model_name Nullable(String), metric Nullable(String), current_value Nullable(Float32), baseline_value Nullable(Float64),
      threshold Nullable(Decimal(10, 3)), drift_percentage Nullable(Float64), violation_type Nullable(String),
      event_type Nullable(String), affected_groups Array(Nullable(String)), severity String, description Nullable(String),
      details Nullable(String)`,
    time: (at: number) => Math.floor(at / 1000),
    groups: ['women', 'over 60'],
  },
} as const;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
});
afterAll(() => clickhouse.stop());

async function models(columns: string | null = null, time: (at: number) => string | number = precise) {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  if (columns === null) successOf(await applySchema(connection, signal()));
  else await clickhouse.query(`CREATE TABLE ${database}.model_events (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
  const source = createModelsSource(connection);
  return {
    insert: (...rows: { at: number; [column: string]: unknown }[]) =>
      clickhouse.query(
        `INSERT INTO ${database}.model_events SETTINGS input_format_skip_unknown_fields = 1 FORMAT JSONEachRow\n` +
          rows.map(({ at, ...rest }) => JSON.stringify({ ts: time(at), model_id: 'm1', ...rest })).join('\n'),
      ),
    async poll(now: number, cursor: string | null): Promise<Read> {
      const report = successOf(await source.poll({ now, cursor }, signal()));
      if (report.kind !== 'read') throw new Error(report.message);
      return report;
    },
  };
}

const told = (report: Read) => report.batches.flatMap(({ observations }) => observations);

describe.each(Object.entries(tables))('model events in a table of %s', (_name, { columns, time, groups }) => {
  it('become alerts with what was written', async () => {
    const { insert, poll } = await models(columns, time);
    await insert(
      {
        ...{ at: noon, kind: 'drift', model_name: 'ranker', metric: 'psi', severity: 'warning' },
        ...{ current_value: 0.5, baseline_value: 0.25, threshold: 0.2, drift_percentage: 100 },
      },
      {
        ...{ at: noon + 1000, kind: 'faves_violation', model_name: 'ranker', severity: 'critical' },
        ...{ violation_type: 'fairness', affected_groups: groups, details: '{"metric": "parity"}' },
      },
    );
    const report = await poll(noon + minute, null);
    expect(told(report)).toMatchObject([
      {
        ...{ type: 'model_drift', severity: 'medium', labels: { model: 'ranker', model_id: 'm1', metric: 'psi' } },
        ...{ metricValue: 0.5, expectedValue: 0.25, changePercent: 100 },
        description: 'psi of ranker drifted: 0.5, baseline 0.25 (+100 %).',
      },
      {
        ...{ type: 'faves_violation', severity: 'critical' },
        labels: { model: 'ranker', model_id: 'm1', violation: 'fairness' },
        description: 'ranker violates fairness, affecting women, over 60.',
        facts: expect.arrayContaining([{ name: 'Affected groups', value: 'women, over 60' }]),
      },
    ]);
    const again = await poll(noon + 2 * minute, report.cursor);
    expect(told(again)).toEqual([]);
  });
});

it('are read from a table that has no more than what is needed', async () => {
  const { insert, poll } = await models('ts DateTime64(3), kind String, model_id String, severity String');
  await insert({ at: noon, kind: 'safety_event', severity: 'info' });
  expect(told(await poll(noon + minute, null))).toMatchObject([
    { type: 'safety_event', severity: 'low', labels: { model: 'm1' }, description: 'A safety event in m1.' },
  ]);
});

it('of no known kind or severity are told, and counted as odd', async () => {
  const { insert, poll } = await models();
  await insert({ at: noon, kind: 'surprise', severity: 'purple', details: 'not JSON' });
  const report = await poll(noon + minute, null);
  expect(told(report)).toMatchObject([{ type: 'safety_event', severity: 'medium' }]);
  expect(report.skipped).toMatchObject({ count: 1, last: expect.stringContaining('severity "purple" is not known') });
});

it('without a table are not set up', async () => {
  const database = await clickhouse.freshDatabase();
  const source = createModelsSource(connectTo(clickhouse.url, database));
  expect(successOf(await source.poll({ now: noon, cursor: null }, signal()))).toMatchObject({ kind: 'notSetUp' });
});

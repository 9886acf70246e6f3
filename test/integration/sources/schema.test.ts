import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applySchema, planSchema } from '../../../core/adapters/clickhouse/schema.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const all = [
  'events',
  'metric_windows',
  'metric_windows_view',
  'anomalies',
  'anomaly_baselines',
  'anomaly_summary',
  'revenue_per_minute',
  'component_metrics',
  'model_events',
  'job_runs',
  'user_registrations',
  'pipeline_errors',
  'anomaly_feedback',
  'watchkeeper_heartbeats',
];

describe('the schema', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
  });
  afterAll(() => clickhouse.stop());

  const signal = () => AbortSignal.timeout(20_000);
  const events = (from: string, count: number) =>
    `SELECT toDateTime64('${from}', 3, 'UTC') + number, ['page_view', 'add_to_cart', 'purchase'][number % 3 + 1],
     'u', toString(number % 10), 'p', 'Shoes', 10, 2, 'US', 'mobile' FROM numbers(${count})`;

  it('is shown first, then made with its database, then found complete', async () => {
    const connection = connectTo(clickhouse.url, 'shown_first');
    const plan = successOf(await planSchema(connection, signal()));
    expect(plan.missing).toEqual(all);
    expect(plan.statements[0]).toBe('CREATE DATABASE IF NOT EXISTS `shown_first`');
    expect(plan.statements).toHaveLength(1 + all.length);
    expect(successOf(await applySchema(connection, signal()))).toEqual(all);
    expect(successOf(await planSchema(connection, signal()))).toEqual({ missing: [], statements: [] });
    expect(successOf(await applySchema(connection, signal()))).toEqual([]);
    await connection.close();
  });

  it('keeps counts by minute, revenue and a summary as rows come in', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    await clickhouse.query(`INSERT INTO ${database}.events ${events('2026-03-10 12:00:00', 120)}`);
    const minutes = await clickhouse.query(
      `SELECT toUnixTimestamp(window_start), sum(events), uniqMerge(sessions), sum(purchases), sum(revenue)
       FROM ${database}.metric_windows GROUP BY window_start ORDER BY window_start`,
    );
    const noon = Date.parse('2026-03-10T12:00:00Z') / 1000;
    expect(minutes).toBe(`${noon}\t60\t10\t20\t400\n${noon + 60}\t60\t10\t20\t400`);
    expect(await clickhouse.query(`SELECT sum(revenue), sum(purchases) FROM ${database}.revenue_per_minute`)).toBe(
      '800\t40',
    );
    await clickhouse.query(
      `INSERT INTO ${database}.anomalies SELECT now(), 'revenue_drop', 'high', 'x', '1', '2',
       toDateTime('2026-03-10 12:00:00', 'UTC'), 0, NULL, '' FROM numbers(3)`,
    );
    expect(
      await clickhouse.query(
        `SELECT anomaly_date, severity, anomaly_type, sum(anomaly_count) FROM ${database}.anomaly_summary GROUP BY ALL`,
      ),
    ).toBe('2026-03-10\thigh\trevenue_drop\t3');
    await connection.close();
  });

  it('counts events that were there before exactly once, and those that come after as well', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    // A table of somebody's own: no time zone, other types, columns of its own.
    await clickhouse.query(
      `CREATE TABLE ${database}.events (event_time DateTime, event_type String, user_id String, session_id Nullable(String),
       product_id String, category Nullable(String), price String, quantity Int64, country String, device String, extra UInt8)
       ENGINE = MergeTree ORDER BY event_type`,
    );
    const earlier = `INSERT INTO ${database}.events SELECT *, 7 FROM (${events('2026-03-10 12:00:00', 600)})`;
    await clickhouse.query(earlier);
    expect(successOf(await applySchema(connection, signal()))).toEqual(all.filter((name) => name !== 'events'));
    await clickhouse.query(
      `INSERT INTO ${database}.events SELECT now() + 3600 + number, 'purchase', 'u', 'later', 'p', NULL, '5', 1, 'US', 'mobile', 7
       FROM numbers(10)`,
    );
    successOf(await applySchema(connection, signal()));
    expect(
      await clickhouse.query(
        `SELECT sum(events), uniqMerge(sessions), sum(purchases), sum(revenue), sum(events_without_category)
         FROM ${database}.metric_windows`,
      ),
    ).toBe(`610\t11\t210\t${200 * 20 + 50}\t10`);
    const comment = await clickhouse.query(
      `SELECT comment FROM system.tables WHERE database = '${database}' AND name = 'metric_windows'`,
    );
    expect(comment).toMatch(/^watchkeeper schema 1, exact from \d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z, filled$/);
    await connection.close();
  });

  it('trusts windows again only from the new view on when the view was lost', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    await clickhouse.query(`INSERT INTO ${database}.events ${events('2026-03-10 12:00:00', 60)}`);
    await clickhouse.query(`DROP TABLE ${database}.metric_windows_view`);
    await clickhouse.query(`INSERT INTO ${database}.events ${events('2026-03-10 12:10:00', 60)}`);
    expect(successOf(await applySchema(connection, signal()))).toEqual(['metric_windows_view']);
    expect(await clickhouse.query(`SELECT sum(events) FROM ${database}.metric_windows`)).toBe('60');
    expect(
      await clickhouse.query(
        `SELECT comment FROM system.tables WHERE database = '${database}' AND name = 'metric_windows'`,
      ),
    ).toMatch(/exact from \S+Z$/);
    await connection.close();
  });

  it('names the columns that a table of events lacks, and changes nothing', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    await clickhouse.query(
      `CREATE TABLE ${database}.events (event_time DateTime, event_type String) ENGINE = MergeTree ORDER BY event_time`,
    );
    const planned = await planSchema(connection, signal());
    expect(planned).toMatchObject({ ok: false, error: { code: 'missingColumn', retryable: false } });
    expect(planned.ok ? '' : planned.error.message).toContain('session_id, category, price, quantity');
    expect(await clickhouse.query(`SELECT count() FROM system.tables WHERE database = '${database}'`)).toBe('1');
    await connection.close();
  });
});

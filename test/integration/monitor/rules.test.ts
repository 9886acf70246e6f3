import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetricsSource } from '../../../core/adapters/clickhouse/metrics/metricsSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createSqlRulesSource } from '../../../core/adapters/clickhouse/sqlRules/sqlRulesSource.ts';
import { systemClock } from '../../../core/adapters/system/systemClock.ts';
import { metricRulesOf, sqlRulesOf } from '../../../core/detection/rules/rulesOf.ts';
import { Settings } from '../../../shared/settings.ts';
import { aWatch } from '../../support/aWatch.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const minute = 60_000;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});
afterAll(() => clickhouse.stop());

/** A monitor over the rules of some settings, whose checks are run by hand. */
async function watching(metrics: Record<string, unknown>) {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database, { inDatabase: true });
  successOf(await applySchema(connection, AbortSignal.timeout(20_000)));
  const settings = Settings.parse({ metrics: { ...metrics, intervalSeconds: 1 } });
  const common = { connection, deadlineMs: 10_000, currency: 'USD', clock: systemClock };
  const sources = [
    createMetricsSource({ ...common, rules: metricRulesOf(settings.metrics), intervalMs: 1000 }),
    createSqlRulesSource({ ...common, rules: sqlRulesOf(settings.metrics) }),
  ];
  const watch = aWatch({ sources });
  watch.monitor.start();
  await watch.monitor.runCycle('manual');
  return {
    ...watch,
    /** Lets time pass, writes a sample of now, and checks. */
    async check(ms: number, metric: string, value: number) {
      watch.clock.jump(ms);
      await clickhouse.query(`INSERT INTO ${database}.component_metrics (ts, component, metric, value)
        VALUES (fromUnixTimestamp64Milli(${watch.clock.now()}), 'db-1', '${metric}', ${value})`);
      await watch.monitor.runCycle('manual');
      await watch.clock.advance(0);
    },
    forget: () => clickhouse.query(`TRUNCATE TABLE ${database}.component_metrics`),
    alerts: () => watch.store.book.list({}).items,
    async close() {
      await watch.monitor.stop();
      await connection.close();
    },
  };
}

describe('a threshold that is breached', () => {
  it('is an alert with its type, severity and labels, is told once, and is over after two clear checks', async () => {
    const watch = await watching({});
    await watch.check(minute, 'disk_usage', 93);
    expect(watch.alerts()).toMatchObject([
      {
        ...{
          source: 'metrics',
          type: 'disk_usage_high',
          title: 'Disk usage high',
          severity: 'critical',
          status: 'active',
        },
        ...{ labels: { component: 'db-1' }, metricValue: 93, expectedValue: 90, unit: 'percent' },
        description: 'Disk usage 93 % on db-1, above its limit of 90 %.',
      },
    ]);
    await watch.check(minute, 'disk_usage', 94);
    await watch.check(minute, 'disk_usage', 90);
    expect(watch.alerts()).toMatchObject([{ status: 'active', metricValue: 94 }]);
    await watch.check(minute, 'disk_usage', 89);
    expect(watch.alerts()).toMatchObject([{ status: 'resolved' }]);
    expect(watch.slack.told()).toEqual(['firing critical', 'resolved critical']);
    await watch.close();
  });

  it('that comes again within its cooldown is the same alert, and not told again; after it, another one', async () => {
    const watch = await watching({ thresholds: { disk_usage: { cooldownMinutes: 20, limit: 80 } } });
    await watch.check(minute, 'disk_usage', 85);
    for (const value of [70, 70]) await watch.check(minute, 'disk_usage', value);
    await watch.check(10 * minute, 'disk_usage', 85);
    expect(watch.alerts()).toMatchObject([{ status: 'active', metricValue: 85 }]);
    for (const value of [70, 70]) await watch.check(minute, 'disk_usage', value);
    expect(watch.slack.told()).toEqual(['firing critical', 'resolved critical']);
    await watch.check(25 * minute, 'disk_usage', 85);
    expect(
      watch
        .alerts()
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['active', 'resolved']);
    expect(watch.slack.told().at(-1)).toBe('firing critical');
    await watch.close();
  });

  it('whose metric stops stays open for an hour, because nobody knows', async () => {
    const watch = await watching({});
    await watch.check(minute, 'disk_usage', 93);
    for (let checks = 0; checks < 4; checks++) await watch.check(10 * minute, 'other', 1);
    expect(watch.alerts()).toMatchObject([{ status: 'active' }]);
    for (let checks = 0; checks < 4; checks++) await watch.check(10 * minute, 'other', 1);
    expect(watch.alerts()).toMatchObject([{ status: 'resolved' }]);
    await watch.close();
  });
});

describe('a rule over a query that breaks', () => {
  const rule = {
    ...{
      kind: 'sql',
      name: 'many_metrics',
      severity: 'high',
      everySeconds: 30,
      condition: { kind: 'above', limit: 1 },
    },
    query: "SELECT count() AS samples FROM component_metrics WHERE metric = 'x' HAVING throwIf(max(value) = 7) = 0",
  };

  it('keeps its alert open, says so, and resolves it once it works again', async () => {
    const watch = await watching({ rules: [rule] });
    for (const value of [1, 2]) await watch.check(minute, 'x', value);
    expect(watch.alerts()).toMatchObject([
      { type: 'many_metrics', source: 'rules', severity: 'high', status: 'active' },
    ]);
    for (let checks = 0; checks < 4; checks++) await watch.check(minute, 'x', 7);
    expect(watch.alerts()).toMatchObject([{ status: 'active' }]);
    expect(watch.monitor.health().sources).toMatchObject([
      { name: 'metrics', status: 'ok' },
      {
        ...{ name: 'rules', status: 'ok', note: expect.stringContaining('many_metrics is not judged.') },
        ruleNotes: { many_metrics: expect.stringMatching(/^Not judged\. /) },
      },
    ]);
    await watch.forget();
    for (let checks = 0; checks < 2; checks++) await watch.check(minute, 'other', 1);
    expect(watch.alerts()).toMatchObject([{ status: 'resolved' }]);
    expect(watch.monitor.health().sources[1]).toMatchObject({ status: 'ok', note: null });
    expect(watch.monitor.health().sources[1]).not.toHaveProperty('ruleNotes');
    await watch.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { createLearnedSource } from '../../../core/adapters/clickhouse/learned/learnedSource.ts';
import { seriesFeeds } from '../../../core/adapters/clickhouse/learned/seriesFeeds.ts';
import { createMetricsSource } from '../../../core/adapters/clickhouse/metrics/metricsSource.ts';
import { metricRulesOf } from '../../../core/detection/rules/rulesOf.ts';
import { createLearnedRegistry } from '../../../core/monitor/learnedRegistry.ts';
import { nothingLearned } from '../../../core/monitor/learnedStates.ts';
import { createBacktest } from '../../../core/watch/backtest.ts';
import type { BacktestAlert } from '../../../shared/learning/backtest.ts';
import { Settings } from '../../../shared/settings.ts';
import { type AWatch, aWatch } from '../../support/aWatch.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { type MetricMinute, metricsDatabase, toldAlerts, triedAlerts } from '../../support/pastMetrics.ts';
import { seededRandom } from '../../support/seededRandom.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const end = Date.parse('2026-03-08T00:00:00Z');
const deadlineMs = 60_000;
const signal = () => AbortSignal.timeout(120_000);

describe('a backtest of limits', () => {
  const watchedMinutes = 100;
  const start = end - watchedMinutes * minute;
  /** Full for a while, twice within its cooldown, and once more by a little. */
  const values = new Map([
    ...[10, 11, 12, 13, 20, 21].map((index) => [index, 96] as const),
    ...[60, 61, 62, 63].map((index) => [index, 88] as const),
    ...[97, 98, 99].map((index) => [index, 97] as const),
  ]);
  const random = seededRandom(5);
  const disk = (at: number, value: number): MetricMinute => ({ at, metric: 'disk_usage', component: 'system', value });
  const rows = Array.from({ length: watchedMinutes }, (_, index) =>
    disk(start + index * minute, values.get(index) ?? 50 + random()),
  );
  const own = Settings.parse({ learning: { timeZone: 'UTC', historyDays: 2 } });
  const withLimit = (limit: number): Settings['metrics'] => ({
    ...own.metrics,
    thresholds: { ...own.metrics.thresholds, disk_usage: { ...own.metrics.thresholds.disk_usage, limit } },
  });
  let clickhouse: EmbeddedClickHouse;
  let connection: Connection;
  let live: AWatch;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse();
    const made = await metricsDatabase(clickhouse);
    connection = made.connection;
    await made.write(
      Array.from({ length: (4 * day) / minute - watchedMinutes }, (_, index) =>
        disk(end - 4 * day + index * minute, 50 + random()),
      ),
    );
    const clock = new ManualClock(start);
    const rules = metricRulesOf(own.metrics);
    const parts = { connection, deadlineMs, currency: own.currency, clock };
    const learned = createLearnedSource({
      feeds: seriesFeeds(own, { ...parts, rulesConnection: connection }),
      ...{ settings: own.learning, limits: [], learned: nothingLearned, adjustments: () => [] },
      ...{ ...parts, registry: createLearnedRegistry() },
    });
    live = aWatch({ sources: [createMetricsSource({ ...parts, rules, intervalMs: 30_000 }), learned], clock });
    await live.cycle();
    for (const row of rows) {
      await made.write([row]);
      clock.jump(minute);
      await live.cycle();
    }
    clock.jump(30_000);
  }, 240_000);
  afterAll(async () => {
    await live.monitor.stop();
    await connection.close();
    await clickhouse.stop();
  });

  const run = (metrics?: Settings['metrics']) => {
    const { store, clock } = live;
    const backtest = createBacktest({
      connection,
      settings: own,
      store,
      timeZone: 'UTC',
      clock,
      adjustments: () => [],
    });
    const { engine: rules, learning: learned } = own;
    return backtest({ days: 1, engine: rules, learning: learned, metrics, about: ['metric'] }, signal());
  };
  const limits = (alerts: readonly BacktestAlert[]) => alerts.filter(({ type }) => type === 'disk_usage_high');

  it('gives the alerts that the watch raised, merged with what was learned of the same metric', async () => {
    const found = await run();
    const raised = toldAlerts(live.store.book.list({ limit: 500 }).items);
    expect(found).toMatchObject({ problem: null, note: null });
    expect(triedAlerts(found.draft)).toEqual(raised);
    expect(found.current).toEqual(found.draft);
    expect(found.raised.map(({ about }) => about)).toEqual(raised.map(() => 'metric'));
    expect(limits(found.draft)).toMatchObject([{ severity: 'critical' }, { severity: 'critical', endsAt: null }]);
  });

  it('shows what another limit would have told', async () => {
    const lower = await run(withLimit(85));
    expect(limits(lower.draft).length).toBe(limits(lower.current).length + 1);
    const higher = await run(withLimit(99));
    expect(limits(higher.draft)).toEqual([]);
    expect(higher.current).toEqual(lower.current);
    const unwatched = await run({ ...own.metrics, enabled: false });
    expect(limits(unwatched.draft)).toEqual([]);
  });
});

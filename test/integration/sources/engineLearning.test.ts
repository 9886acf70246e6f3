import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnomaliesWriter } from '../../../core/adapters/clickhouse/anomaliesWriter.ts';
import { createEngineSource } from '../../../core/adapters/clickhouse/engineSource.ts';
import { createShopHistory } from '../../../core/adapters/clickhouse/learned/shopHistory.ts';
import { createMetricHistory } from '../../../core/adapters/clickhouse/metricHistory.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createWindowsReader, type WindowsReader } from '../../../core/adapters/clickhouse/windowsReader.ts';
import type { ActiveAdjustment } from '../../../core/detection/feedback/adjustments.ts';
import { createLearnedRegistry } from '../../../core/monitor/learnedRegistry.ts';
import type { LearnedState } from '../../../core/monitor/learnedStates.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { failed } from '../../../shared/problem.ts';
import { Settings } from '../../../shared/settings.ts';
import { BatchBook } from '../../support/batchBook.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { rhythmicShop, type ShopChange } from '../../support/rhythmicShop.ts';
import { successOf } from '../../support/successOf.ts';

const windowMs = 300_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A Tuesday. */
const noon = Date.parse('2026-03-10T12:00:00Z');
const signal = () => AbortSignal.timeout(60_000);

type Read = Extract<SourceReport, { kind: 'read' }>;

describe('the engine that learns', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse();
  });
  afterAll(() => clickhouse.stop());

  /** A shop with `days` of history before noon and what comes after it. */
  async function shop(days: number, hoursAfter: number, change: (at: number) => ShopChange = () => ({})) {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const range = { from: noon - days * dayMs, to: noon + hoursAfter * hourMs };
    await writeShop(clickhouse, `${database}.events`, range, change);
    const clock = new ManualClock(noon);
    const reader = createWindowsReader(connection, () => clock.now());
    return { database, connection, clock, reader };
  }

  type Shop = Awaited<ReturnType<typeof shop>>;

  /** A watch over it: what it stored is there again after a restart. */
  function watch(
    { clock, reader, connection }: Shop,
    options: {
      reader?: WindowsReader;
      settings?: object;
      adjustments?: () => readonly ActiveAdjustment[];
      writeBack?: boolean;
    } = {},
  ) {
    const { engine, learning } = Settings.parse(options.settings ?? {});
    const stored = new Map<string, LearnedState>();
    const registry = createLearnedRegistry();
    let cursor: string | null = null;
    const start = () =>
      createEngineSource({
        reader: options.reader ?? reader,
        engine,
        currency: 'USD',
        staleAfterMs: 600_000,
        learning: {
          settings: learning,
          timeZone: 'UTC',
          learned: { load: (prefix) => [...stored.values()].filter(({ key }) => key.startsWith(prefix)) },
          adjustments: options.adjustments ?? (() => []),
          registry,
        },
        writeBack: options.writeBack ? createAnomaliesWriter(connection, () => clock.now()) : null,
        clock,
        log: recordingLog(),
      });
    let source = start();
    return {
      stored,
      registry,
      restart: () => {
        source = start();
      },
      async poll(now: number, { isStored = true } = {}): Promise<Read> {
        clock.jump(now - clock.now());
        const report = successOf(await source.poll({ now, cursor }, signal()));
        if (report.kind !== 'read') throw new Error(report.message);
        if (isStored) {
          cursor = report.cursor;
          for (const state of report.learned ?? []) stored.set(state.key, state);
        }
        return report;
      },
    };
  }

  const due = (hours: number) => noon + hours * hourMs + 30_000;
  const told = (report: Read) =>
    report.batches.flatMap(({ observations }) =>
      observations.map(({ type, labels }) => [type, ...Object.values(labels)].join(' ')),
    );
  const during = (from: number, to: number, change: ShopChange) => (at: number) =>
    noon + from * hourMs <= at && at < noon + to * hourMs ? change : {};

  it('learns the history in one pass with the first poll, and judges by it from then on', async () => {
    const here = await shop(4, 2, during(1, 2, { orderValue: 0.4 }));
    const { poll, stored, registry } = watch(here);
    const first = await poll(due(0));
    expect(first).toMatchObject({ note: null, hasMore: false });
    expect(told(first)).toEqual([]);
    expect([...stored.keys()]).toContain('shop/revenue');
    expect(new Set([...stored.values()].map(({ learnedUntil }) => learnedUntil))).toEqual(new Set([noon]));
    const items = registry.views().get('engine')?.items() ?? [];
    expect(items.find(({ key }) => key === 'shop/revenue')).toMatchObject({ state: 'ready', group: 'shop' });
    const later = await poll(due(2));
    expect(told(later)).toContain('learned_low order_value');
    const [observation] = later.batches.flatMap(({ observations }) =>
      observations.filter(({ labels }) => labels.metric === 'order_value'),
    );
    expect(observation).toMatchObject({ learnedSeries: 'shop/order_value', title: 'Order value lower than usual' });
    expect(observation?.lostRevenue).toBeGreaterThan(0);
    await here.connection.close();
  });

  it('goes on with the next poll, and says that there is more, when the history takes longer than one', async () => {
    const here = await shop(4, 1);
    const reader: WindowsReader = {
      ...here.reader,
      read(range, limited) {
        if (range.to <= noon - hourMs) here.clock.jump(5000);
        return here.reader.read(range, limited);
      },
    };
    const { poll } = watch(here, { reader });
    const first = await poll(due(0));
    expect(first.hasMore).toBe(true);
    expect(first.note).toMatch(/only the rules judge\. 2 days are learned so far\./);
    expect(await poll(due(0) + 500)).toMatchObject({ note: null, hasMore: false });
    await here.connection.close();
  });

  it('remembers over a restart what it learned and what it found', async () => {
    const change = during(0.5, 2, { orderValue: 0.4 });
    const here = await shop(4, 2, change);
    const through = watch(here);
    const stopped = watch(here);
    for (const each of [through, stopped]) {
      await each.poll(due(0));
      await each.poll(due(1));
    }
    stopped.restart();
    const [known, again] = [await through.poll(due(1.5)), await stopped.poll(due(1.5))];
    expect(again.note).toBeNull();
    expect(again.batches).toEqual(known.batches);
    expect(told(again)).toContain('learned_low order_value');
    await here.connection.close();
  });

  it('judges again, and as before, what was judged for a report that was not stored', async () => {
    const here = await shop(4, 2, during(1, 2, { orderValue: 0.4 }));
    const { poll } = watch(here);
    await poll(due(0.5));
    const lost = await poll(due(1.5), { isStored: false });
    const again = await poll(due(1.5));
    expect(again.batches).toEqual(lost.batches);
    expect(told(again)).toContain('learned_low order_value');
    await here.connection.close();
  });

  it('makes one alert of what a rule and what was learned say, and writes back what the rule found alone', async () => {
    const here = await shop(4, 2, during(0, 2, { traffic: 0.3 }));
    const { poll } = watch(here, { writeBack: true, settings: { engine: { baseline: 'windows' } } });
    const book = new BatchBook();
    for (const batch of (await poll(due(0))).batches) book.apply(batch);
    for (const batch of (await poll(due(2))).batches) book.apply(batch);
    const about = [...book.records.values()].filter(({ learnedSeries }) => learnedSeries === 'shop/events');
    expect(about).toHaveLength(1);
    // The rule compares with the last hour, which is as low by now: what was learned keeps it open.
    expect(about[0]).toMatchObject({ type: 'traffic_drop', resolvedAt: null });
    expect(about[0]?.lostRevenue).toBeGreaterThan(0);
    const types = await clickhouse.query(`SELECT DISTINCT anomaly_type FROM ${here.database}.anomalies ORDER BY 1`);
    expect(types.split('\n')).toContain('traffic_drop');
    expect(types).not.toContain('learned');
    await here.connection.close();
  });

  it('lets the rules judge alone while the history cannot be read, says so, and learns when it can', async () => {
    const here = await shop(4, 1, during(0.5, 1, { traffic: 0 }));
    let isDown = true;
    const reader: WindowsReader = {
      ...here.reader,
      read: (range, limited) =>
        isDown && range.to <= noon + 0.5 * hourMs && range.from < noon - 2 * hourMs
          ? Promise.resolve(failed('timeout', 'ClickHouse took too long.'))
          : here.reader.read(range, limited),
    };
    const { poll, stored } = watch(here, { reader });
    const first = await poll(due(0));
    expect(first.note).toContain('Learning from the shop’s history; until that is done only the rules judge.');
    expect(first.note).toContain('ClickHouse took too long.');
    expect(first.hasMore).toBe(false);
    expect(first.batches.every(({ unjudged }) => unjudged?.length === 2)).toBe(true);
    const outage = await poll(due(0.75));
    expect(told(outage)).toContain('traffic_drop');
    expect(stored.size).toBe(0);
    isDown = false;
    const last = await poll(due(1));
    expect(last.note).toBeNull();
    expect(last.batches.every(({ unjudged }) => unjudged === undefined)).toBe(true);
    expect(stored.size).toBeGreaterThan(0);
    await here.connection.close();
  });

  it('learns anew when a level that was called normal is undone, and when the clock was wrong', async () => {
    const here = await shop(4, 3, during(0, 3, { traffic: 1.8 }));
    let inForce: ActiveAdjustment[] = [];
    const { poll } = watch(here, { adjustments: () => inForce });
    await poll(due(0));
    expect(told(await poll(due(1)))).toContain('traffic_spike');
    const at = noon + hourMs;
    inForce = [{ id: 'a', series: 'shop/events', kind: 'newNormal', hours: null, at, until: null }];
    const accepted = await poll(due(2));
    expect(accepted.cursor).toContain('"accepted":[{"id":"a","series":"shop/events"}]');
    inForce = [];
    const undone = await poll(due(2.5));
    expect(undone.note).toBeNull();
    expect(undone.cursor).toContain('"accepted":[]');
    const reset = await poll(due(0.5));
    expect(reset.batches).toEqual([]);
    const next = await poll(due(0.5) + windowMs);
    expect(next.batches).toHaveLength(1);
    expect(next.note).toBeNull();
    await here.connection.close();
  });

  it('learns nothing where that is switched off, and keeps no memory of it', async () => {
    const here = await shop(2, 1, during(0.5, 1, { orderValue: 0.4 }));
    const { poll, stored } = watch(here, { settings: { learning: { enabled: false } } });
    await poll(due(0));
    const report = await poll(due(1));
    expect(told(report).filter((name) => name.startsWith('learned'))).toEqual([]);
    expect(JSON.parse(report.cursor)).toEqual({ judgedUntil: noon + hourMs });
    expect(stored.size).toBe(0);
    await here.connection.close();
  });

  it('draws the band that was learned, and tells the samples of a series', async () => {
    const here = await shop(4, 1, during(0.5, 1, { orderValue: 0.4 }));
    here.clock.jump(hourMs);
    const { engine, learning } = Settings.parse({ engine: { baseline: 'windows' } });
    const now = () => here.clock.now();
    const history = createMetricHistory({
      ...{ reader: here.reader, engine, now },
      learning: { settings: learning, timeZone: 'UTC' },
    });
    const range = { from: noon, to: noon + hourMs, labels: {} };
    const query = { metric: 'order_value', learnedSeries: 'shop/order_value', ...range };
    const series = successOf(await history.series(query, signal()));
    expect(series).toMatchObject({ metric: 'order_value', unit: 'currency', band: 'learned', windowMs });
    expect(series.points).toHaveLength(12);
    const last = series.points.at(-1);
    expect(last?.value).toBeLessThan(last?.lowerBound ?? 0);
    const byRule = successOf(await history.series({ metric: 'revenue', ...range }, signal()));
    expect(byRule.band).toBe('windows');
    const learned = createMetricHistory({
      ...{ reader: here.reader, now },
      engine: { ...engine, baseline: 'learned' },
      learning: { settings: learning, timeZone: 'UTC' },
    });
    expect(successOf(await learned.series({ metric: 'revenue', ...range }, signal())).band).toBe('learned');
    const samples = await createShopHistory(here.reader, engine).samples(
      'shop/events',
      { from: noon - 30 * dayMs, to: noon + hourMs },
      signal(),
    );
    expect(successOf(samples).samples).toHaveLength((4 * dayMs + hourMs) / windowMs);
    const unknown = await createShopHistory(here.reader, engine).samples(
      'shop/weather',
      { from: 0, to: noon },
      signal(),
    );
    expect(unknown).toMatchObject({ ok: false, error: { code: 'notConfigured' } });
    await here.connection.close();
  });
});

/** The rhythmic shop's events, a few for each of its windows: what `rhythmicShop` counts a tenth as often. */
async function writeShop(
  clickhouse: EmbeddedClickHouse,
  table: string,
  range: { from: number; to: number },
  change: (at: number) => ShopChange,
): Promise<void> {
  const windows = rhythmicShop(range, change);
  const list = (of: (window: (typeof windows)[number]) => number) => `[${windows.map(of).join(',')}]`;
  const revenuePerPurchase = (window: (typeof windows)[number]) =>
    window.purchases === 0 ? 0 : Math.round(window.revenue / window.purchases);
  await clickhouse.query(`INSERT INTO ${table} (event_time, event_type, user_id, session_id, product_id, category, price, quantity, country, device)
WITH ${list(({ sessions }) => Math.round(sessions / 2))} AS views, ${list(({ cartsAdded }) => cartsAdded)} AS carts,
  ${list(({ purchases }) => purchases)} AS bought, ${list(revenuePerPurchase)} AS prices
SELECT fromUnixTimestamp64Milli(toInt64(${range.from} + (window - 1) * ${windowMs} + intDiv(number * ${windowMs}, total)), 'UTC'),
  multiIf(number < views[window], 'page_view', number < views[window] + carts[window], 'add_to_cart', 'purchase') AS type,
  'u', concat('s', toString(number % (views[window] + 1))), 'p', ['Shoes', 'Bags', 'Hats'][number % 3 + 1],
  if(type = 'purchase', toFloat64(prices[window]), NULL), 1, 'US', 'mobile'
FROM (
  SELECT window, views[window] + carts[window] + bought[window] AS total, arrayJoin(range(total)) AS number
  FROM (SELECT arrayJoin(arrayEnumerate(views)) AS window)
)
SETTINGS max_insert_block_size = 1000000`);
}

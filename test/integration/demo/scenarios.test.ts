import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import type { Observation } from '../../../core/alerts/observation.ts';
import { createScenarioBoard } from '../../../demo/scenarioBoard.ts';
import { scenarios } from '../../../demo/storefront/scenarios.ts';
import { demoShop } from '../../../demo/storefront/shop.ts';
import { writeHistory } from '../../../demo/storefront/writeHistory.ts';
import type { ScenarioName } from '../../../shared/demo.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { demoEngine } from '../../support/shopQuestions.ts';

const minuteMs = 60_000;
const signal = new AbortController().signal;
/** In New York half past three at night, the quietest time, and eight in the evening, the busiest. */
const hours = { night: '2026-03-10T07:30:00Z', evening: '2026-03-11T00:00:00Z' };
/** The worst second to begin: what is left of that minute is not enough to be noticed. */
const offsetMs = 35_000;

let clickhouse: EmbeddedClickHouse;
let shop: Connection;

beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});

afterEach(() => shop.close());
afterAll(() => clickhouse.stop());

/** A quiet half hour, then the scenarios, watched for so many minutes the way the demo watches: every ten seconds. */
async function watch(names: ScenarioName[], hour: keyof typeof hours, minutes: number) {
  shop = connectTo(clickhouse.url, await clickhouse.freshDatabase());
  expect(await applySchema(shop, signal)).toMatchObject({ ok: true });
  const startedAt = Date.parse(hours[hour]) + offsetMs;
  const clock = new ManualClock(startedAt);
  const board = createScenarioBoard(clock, () => undefined);
  for (const name of names) board.start(name);
  const changes = board.changes();
  board.close();
  const span = { from: startedAt - 30 * minuteMs, to: startedAt + minutes * minuteMs, changes };
  expect(await writeHistory(shop, demoShop, span, signal)).toMatchObject({ ok: true });

  const engine = demoEngine(shop, 10 * minuteMs);
  const seen: (Observation & { afterMs: number })[] = [];
  let cursor: string | null = null;
  for (let afterMs = 0; afterMs <= minutes * minuteMs; afterMs += 10_000) {
    const report = await engine.poll({ now: startedAt + afterMs, cursor }, signal);
    if (!report.ok || report.value.kind !== 'read') throw new Error(JSON.stringify(report));
    cursor = report.value.cursor;
    for (const batch of report.value.batches) {
      seen.push(...batch.observations.map((observation) => ({ ...observation, afterMs })));
    }
  }
  return { seen, first: (type: string) => seen.find((observation) => observation.type === type) };
}

const table: [ScenarioName, Record<string, string>][] = [
  ['traffic_drop', { traffic_drop: 'critical', revenue_drop: 'critical' }],
  ['traffic_spike', { traffic_spike: 'critical' }],
  ['revenue_drop', { revenue_drop: 'critical' }],
  ['checkout_broken', { cart_abandonment_spike: 'critical', conversion_drop: 'critical', revenue_drop: 'critical' }],
  ['missing_prices', { data_quality_issue: 'critical', revenue_drop: 'critical' }],
  ['category_flood', { category_imbalance: 'low' }],
];

describe.each(['night', 'evening'] as const)('at %s', (hour) => {
  it.each(table)('%s becomes its alerts within about two minutes, and no others', async (name, expected) => {
    const { seen, first } = await watch([name], hour, 4);
    expect(scenarios.find((scenario) => scenario.name === name)?.raises.toSorted()).toEqual(
      Object.keys(expected).sort(),
    );
    for (const [type, severity] of Object.entries(expected)) {
      expect(first(type)?.afterMs, type).toBeLessThanOrEqual(110_000);
      expect(
        seen.filter((observation) => observation.type === type).map((observation) => observation.severity),
        type,
      ).toContain(severity);
    }
    const others = seen.filter((observation) => !(observation.type in expected));
    expect(others.map((observation) => `${observation.type}: ${observation.description}`)).toEqual([]);
  });
});

it('shows several scenarios at once', async () => {
  const { first } = await watch(['checkout_broken', 'traffic_spike'], 'evening', 4);
  for (const type of ['cart_abandonment_spike', 'revenue_drop', 'traffic_spike']) {
    expect(first(type)?.afterMs, type).toBeLessThanOrEqual(110_000);
  }
});

it.each(table.map(([name]) => name))('%s ends by itself, and its end is no alert', async (name) => {
  const { seen } = await watch([name], 'evening', 16);
  const afterwards = seen.filter((observation) => observation.windowStart >= Date.parse(hours.evening) + 11 * minuteMs);
  expect(afterwards.map((observation) => `${observation.type}: ${observation.description}`)).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import type { TimedChange } from '../../../demo/storefront/changes.ts';
import { demoIncidents, placeIncidents } from '../../../demo/storefront/incidents.ts';
import { newestEventAt } from '../../../demo/storefront/newestEventAt.ts';
import { demoShop } from '../../../demo/storefront/shop.ts';
import { writeHistory } from '../../../demo/storefront/writeHistory.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { reportFigure } from '../../support/reportFigure.ts';
import { fingerprintOfEvents, judgeShop, numberFrom } from '../../support/shopQuestions.ts';

const hourMs = 3_600_000;
const now = Date.parse('2026-03-10T12:00:00Z');
const signal = new AbortController().signal;

let clickhouse: EmbeddedClickHouse;
const connections: Connection[] = [];

beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});

afterAll(async () => {
  for (const connection of connections) await connection.close();
  await clickhouse.stop();
});

async function freshShop(): Promise<Connection> {
  const connection = connectTo(clickhouse.url, await clickhouse.freshDatabase());
  connections.push(connection);
  expect(await applySchema(connection, signal)).toMatchObject({ ok: true });
  return connection;
}

describe('a day of history', () => {
  let shop: Connection;
  const incidents = placeIncidents(demoIncidents, demoShop.timeZone, now);

  beforeAll(async () => {
    shop = await freshShop();
    const startedAt = performance.now();
    const request = { from: now - 25 * hourMs, to: now, changes: incidents };
    expect(await writeHistory(shop, demoShop, request, signal)).toMatchObject({ ok: true });
    const elapsedMs = performance.now() - startedAt;
    const events = await numberFrom(shop, 'SELECT count() FROM events');
    reportFigure('demo history', { events, elapsedMs, eventsPerSecond: (events / elapsedMs) * 1000 });
    // Seconds; a machine that is busy with other tests gets some more.
    expect(elapsedMs).toBeLessThan(20_000);
  });

  it('ends where the living shop begins', async () => {
    const newest = await newestEventAt(shop, signal);
    expect(newest).toMatchObject({ ok: true });
    if (newest.ok) expect(now - (newest.value ?? 0)).toBeLessThan(2000);
    expect(await numberFrom(shop, `SELECT countIf(event_time >= fromUnixTimestamp64Milli(${now})) FROM events`)).toBe(
      0,
    );
  });

  it.each([
    ['events', 'count()', 1_000_000, 1_500_000],
    ['conversion in percent', "100 * countIf(event_type = 'purchase') / uniqExact(session_id)", 4, 7],
    [
      'abandonment in percent',
      "100 - 100 * countIf(event_type = 'purchase') / countIf(event_type = 'add_to_cart')",
      55,
      70,
    ],
    ['products', 'uniqExact(product_id)', 150, 240],
    ['countries', 'uniqExact(country)', demoShop.countries.length, demoShop.countries.length],
    ['devices', 'uniqExact(device)', demoShop.devices.length, demoShop.devices.length],
    ['users', 'uniqExact(user_id)', 20_000, demoShop.users + 1],
    ['revenue of a purchase in dollars', "avgIf(price * quantity, event_type = 'purchase')", 50, 80],
    [
      'purchases without price in percent',
      "100 * countIf(event_type = 'purchase' AND price IS NULL) / countIf(event_type = 'purchase')",
      0.5,
      3,
    ],
  ])('has a believable number of %s', async (_what, expression, least, most) => {
    const value = await numberFrom(shop, `SELECT ${expression} FROM events`);
    expect(value).toBeGreaterThanOrEqual(least);
    expect(value).toBeLessThanOrEqual(most);
  });

  it('lets no category make more than two fifths of the sales of a quiet hour', async () => {
    const share = await numberFrom(
      shop,
      `SELECT max(share) FROM (SELECT count() / sum(count()) OVER () AS share FROM events WHERE event_type = 'purchase'
        AND event_time BETWEEN '2026-03-09 20:00:00' AND '2026-03-09 21:00:00' GROUP BY category)`,
    );
    expect(share).toBeLessThan(0.4);
  });

  it('consists of sessions that look, fill a cart, reach the checkout and pay, in this order', async () => {
    const wrong = await numberFrom(
      shop,
      `SELECT countIf(purchases > 0 AND NOT (views > 0 AND carts = 1 AND checkouts = 1 AND purchases = 1
          AND viewed < carted AND carted < checked AND checked < paid AND devices = 1 AND users = 1 AND products = 1))
      FROM (SELECT session_id, countIf(event_type = 'page_view') AS views, countIf(event_type = 'add_to_cart') AS carts,
          countIf(event_type = 'checkout') AS checkouts, countIf(event_type = 'purchase') AS purchases,
          minIf(event_time, event_type = 'page_view') AS viewed, minIf(event_time, event_type = 'add_to_cart') AS carted,
          minIf(event_time, event_type = 'checkout') AS checked, minIf(event_time, event_type = 'purchase') AS paid,
          uniqExact(device) AS devices, uniqExact(user_id) AS users, uniqExactIf(product_id, event_type != 'page_view') AS products
        FROM events WHERE event_time BETWEEN '2026-03-09 20:00:00' AND '2026-03-09 22:00:00'
        GROUP BY session_id HAVING min(event_time) > '2026-03-09 20:10:00' AND max(event_time) < '2026-03-09 21:50:00')`,
    );
    expect(wrong).toBe(0);
  });

  it('is busier in the evening of the shop than before dawn', async () => {
    const ratio = await numberFrom(
      shop,
      `SELECT countIf(toHour(event_time, 'America/New_York') = 20) / countIf(toHour(event_time, 'America/New_York') = 4) FROM events`,
    );
    expect(ratio).toBeGreaterThan(1.4);
  });

  it('tells the engine of each incident, and of hardly anything else', async () => {
    const observations = await judgeShop(shop, now, { historyMs: 24 * hourMs });
    const during = (change: TimedChange) =>
      observations.filter((seen) => seen.windowStart + seen.windowMs > change.from && seen.windowStart < change.to);
    for (const incident of incidents) {
      expect(during(incident).map((seen) => seen.type)).toEqual(expect.arrayContaining(typesOf(incident)));
    }
    const told = new Set(incidents.flatMap(during));
    const falseAlarms = observations.filter((seen) => !told.has(seen));
    reportFigure('demo replay', { observations: observations.length, falseAlarms: falseAlarms.length });
    expect(falseAlarms.length).toBeLessThanOrEqual(2);
    const severities = new Set(observations.map((seen) => seen.severity));
    expect([...severities].sort()).toEqual(['critical', 'high', 'low', 'medium']);
  });
});

/** The types that an incident must raise. */
function typesOf(change: TimedChange): string[] {
  if (change.trafficShare !== undefined) return ['traffic_drop', 'revenue_drop'];
  if (change.botRequestsPerSession !== undefined) return ['traffic_spike'];
  if (change.purchaseShare !== undefined) return ['revenue_drop'];
  if (change.missingPriceShare !== undefined) return ['data_quality_issue'];
  if (change.priceFactor !== undefined) return ['revenue_drop'];
  return ['category_imbalance'];
}

describe('a quiet day', () => {
  it.each([
    ['a working day in winter', '2026-01-14T17:30:00Z'],
    ['a weekend', '2026-06-07T09:00:00Z'],
    ['a day with a change of the clocks', '2026-11-02T03:00:00Z'],
  ])('raises at most two false alarms on %s', async (_case, end) => {
    const until = Date.parse(end);
    const shop = await freshShop();
    expect(await writeHistory(shop, demoShop, { from: until - 25 * hourMs, to: until }, signal)).toMatchObject({
      ok: true,
    });
    const observations = await judgeShop(shop, until, { historyMs: 24 * hourMs });
    reportFigure('demo false alarms', { day: end.slice(0, 10), windows: 1440, falseAlarms: observations.length });
    expect(observations.length).toBeLessThanOrEqual(2);
  });
});

describe('the generator', () => {
  const from = now - 7 * 60_000;
  const changes: TimedChange[] = [
    { from: from + 90_000, to: from + 200_500, trafficShare: 0.5, missingPriceShare: 0.3, botRequestsPerSession: 1 },
    { from: from + 150_000, to: now + 60_000, flood: { category: 'Toys', share: 0.7 }, purchaseShare: 0.5 },
  ];

  it('makes the same events however time is cut', async () => {
    const whole = await freshShop();
    const slices = await freshShop();
    await writeHistory(whole, demoShop, { from, to: now, changes }, signal);
    const cuts = [0, 1, 2000, 61_003, 89_999, 90_000, 200_501, 300_000, 300_001, now - from];
    for (const [index, cut] of cuts.entries()) {
      const next = cuts[index + 1];
      if (next === undefined) break;
      const request = { from: from + cut, to: from + next, changes, inOrder: true };
      expect(await writeHistory(slices, demoShop, request, signal)).toMatchObject({ ok: true });
    }
    const fingerprint = await fingerprintOfEvents(whole, from, now);
    expect(fingerprint.events).toBeGreaterThan(5000);
    expect(await fingerprintOfEvents(slices, from, now)).toEqual(fingerprint);
  });

  it('makes any number of events of the same shape', async () => {
    const [once, tenfold] = [await freshShop(), await freshShop()];
    for (const [shop, volume] of [
      [once, 1],
      [tenfold, 10],
    ] as const) {
      await writeHistory(shop, demoShop, { from: now - hourMs / 4, to: now, volume }, signal);
    }
    const count = (shop: Connection) => numberFrom(shop, 'SELECT count() FROM events');
    const conversion = (shop: Connection) =>
      numberFrom(shop, "SELECT countIf(event_type = 'purchase') / uniqExact(session_id) FROM events");
    expect((await count(tenfold)) / (await count(once))).toBeCloseTo(10, 0);
    expect((await conversion(tenfold)) / (await conversion(once))).toBeCloseTo(1, 1);
  });

  it('cuts a long history into statements without losing or doubling anything', async () => {
    const [whole, parts] = [await freshShop(), await freshShop()];
    // At this volume and size a statement covers a little more than a minute.
    const span = { from: now - 20 * 60_000, to: now };
    await writeHistory(parts, demoShop, { ...span, volume: 20, eventsPerStatement: 20_000 }, signal);
    await writeHistory(whole, demoShop, { ...span, volume: 20, eventsPerStatement: 100_000_000 }, signal);
    expect(await fingerprintOfEvents(parts, span.from, now)).toEqual(await fingerprintOfEvents(whole, span.from, now));
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { prepareShop } from '../../../demo/prepareShop.ts';
import { createEventsSql } from '../../../demo/storefront/eventsSql.ts';
import { demoShop } from '../../../demo/storefront/shop.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { fingerprintOfEvents, numberFrom } from '../../support/shopQuestions.ts';

const hourMs = 3_600_000;
const signal = new AbortController().signal;
/** The demo's shop with a hundredth of its customers. */
const smallShop = { ...demoShop, sessionsPerMinute: demoShop.sessionsPerMinute / 100 };

let clickhouse: EmbeddedClickHouse;
let folder: string;
let shop: Connection;
/** Recent, because ClickHouse forgets what is older than a few days by its own clock. */
const now = Date.now() - 2 * hourMs;

beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchkeeper-prepare-'));
  shop = connectTo(clickhouse.url, await clickhouse.freshDatabase());
});

afterEach(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

afterAll(() => clickhouse.stop());

const prepare = (at: number) => prepareShop(shop, smallShop, at, join(folder, 'marker.json'), signal);
const oldest = () => numberFrom(shop, 'SELECT toUnixTimestamp64Milli(min(event_time)) FROM events');
const newest = () => numberFrom(shop, 'SELECT toUnixTimestamp64Milli(max(event_time)) FROM events');

// Each writes a day or two: seconds, and many of them on a machine that does something else.
describe('prepareShop', { timeout: 120_000 }, () => {
  it('writes a day with its incidents where nothing is', async () => {
    const prepared = await prepare(now);
    expect(prepared).toMatchObject({ ok: true, value: { writtenTo: now } });
    if (prepared.ok) expect(prepared.value.incidents.length).toBeGreaterThanOrEqual(6);
    expect(Math.abs(now - 25 * hourMs - (await oldest()))).toBeLessThan(60_000);
    expect(now - (await newest())).toBeLessThan(60_000);
    expect(await newest()).toBeLessThan(now);
  });

  it('fills the gap of a few hours and keeps the rest', async () => {
    await prepare(now - 3 * hourMs);
    const before = await oldest();
    expect(await prepare(now)).toEqual({ ok: true, value: { writtenTo: now, incidents: [] } });
    expect(await oldest()).toBe(before);
    // From half an hour before the gap: other incidents than that one are over by then.
    const [from, to] = [now - 3.5 * hourMs, now];
    const made = createEventsSql(smallShop)({ from, to, changes: [] });
    // The fingerprint leaves out what an incident of the first run still changed: the category.
    expect(await fingerprintOfEvents(shop, from, to)).toEqual(await fingerprintOfEvents(shop, from, to, `(${made})`));
  });

  it.each([
    ['after more than a day', 26],
    ['when the clock was set back', -1],
  ])('begins anew %s', async (_case, laterByHours) => {
    await prepare(now - 26 * hourMs);
    const at = now - 26 * hourMs + laterByHours * hourMs;
    const prepared = await prepare(at);
    expect(prepared.ok && prepared.value.incidents.length).toBeGreaterThan(0);
    expect(Math.abs(at - 25 * hourMs - (await oldest()))).toBeLessThan(60_000);
    expect(await newest()).toBeLessThan(at);
  });

  it('counts each event once into the windows that the engine reads', async () => {
    await prepare(now - hourMs);
    await prepare(now);
    const events = await numberFrom(shop, 'SELECT count() FROM events');
    expect(await numberFrom(shop, `SELECT sum(events) FROM ${shop.name('metric_windows')}`)).toBe(events);
  });

  it('lets ClickHouse forget events after a few days', async () => {
    await prepare(now);
    const sql = `SELECT countIf(engine_full LIKE '%toIntervalDay(3)%') FROM system.tables WHERE database = '${shop.database}' AND name IN ('events', 'metric_windows')`;
    expect(await numberFrom(shop, sql)).toBe(2);
  });
});

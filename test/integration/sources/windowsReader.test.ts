import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createWindowsReader } from '../../../core/adapters/clickhouse/windowsReader.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const asWritten = (text: string) => text;
const millis = (text: string) => String(Date.parse(`${text.replace(' ', 'T')}Z`));
const seconds = (text: string) => String(Math.floor(Number(millis(text)) / 1000));
/** Seconds with a fraction, in quotes: how JSON tells ClickHouse an instant whatever the zone. */
const precise = (text: string) => (Number(millis(text)) / 1000).toFixed(3);
const signal = () => AbortSignal.timeout(20_000);

// Three windows of five minutes; the middle one has no events.
const rows = [
  ['2026-03-10 11:59:59.999', 'page_view', 's0', 'Shoes', null, 1],
  ['2026-03-10 12:00:00.000', 'page_view', 's1', 'Shoes', null, 1],
  ['2026-03-10 12:00:01.000', 'add_to_cart', 's1', 'Shoes', null, 1],
  ['2026-03-10 12:00:02.000', 'purchase', 's1', 'Shoes', 10.5, 2],
  ['2026-03-10 12:04:59.000', 'purchase', 's2', 'Bags', 4, 1],
  ['2026-03-10 12:04:59.000', 'purchase', 's2', '', null, 3],
  ['2026-03-10 12:10:00.000', 'search', 's3', '', null, 1],
  ['2026-03-10 12:14:59.000', 'purchase', 's1', 'Shoes', 1, 1],
] as const;

describe.each(['UTC', 'America/New_York'])('windows read from a server in %s', (timezone) => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse({ timezone });
  });
  afterAll(() => clickhouse.stop());

  /** A table of events as others make it; `withMinutes`: our tables are made over it before its rows come. */
  async function shop(
    columns: Record<string, string>,
    time: (text: string) => string,
    withMinutes = false,
  ): Promise<string> {
    const database = await clickhouse.freshDatabase();
    const types = {
      event_type: 'String',
      session_id: 'String',
      category: 'String',
      price: 'Nullable(Float64)',
      quantity: 'UInt32',
      ...columns,
    };
    const list = Object.entries(types).map(([name, type]) => `${name} ${type}`);
    await clickhouse.query(`CREATE TABLE ${database}.events (${list.join(', ')}) ENGINE = MergeTree ORDER BY tuple()`);
    if (withMinutes) {
      const connection = connectTo(clickhouse.url, database);
      successOf(await applySchema(connection, signal()));
      await connection.close();
    }
    const lines = rows.map(([at, event_type, session_id, category, price, quantity]) =>
      JSON.stringify({ event_time: time(at), event_type, session_id, category, price, quantity }),
    );
    await clickhouse.query(`INSERT INTO ${database}.events FORMAT JSONEachRow\n${lines.join('\n')}`);
    // Proof of which table answers: the events themselves are gone.
    if (withMinutes) await clickhouse.query(`TRUNCATE TABLE ${database}.events`);
    return database;
  }

  const range = { from: noon, to: noon + 15 * minute, windowMs: 5 * minute };

  async function readShop(database: string) {
    const connection = connectTo(clickhouse.url, database);
    const read = successOf(await createWindowsReader(connection, () => noon + 20 * minute).read(range, signal()));
    await connection.close();
    return { ...read, windows: read.windows.toSorted((a, b) => a.start - b.start) };
  }

  const expected = {
    newestEventAt: Date.parse('2026-03-10T12:14:59Z'),
    windows: [
      {
        start: noon,
        events: 5,
        sessions: 2,
        cartsAdded: 1,
        purchases: 3,
        revenue: 25,
        purchasesWithoutPrice: 1,
        eventsWithoutCategory: 1,
        purchasesByCategory: new Map([
          ['Shoes', 1],
          ['Bags', 1],
        ]),
      },
      {
        start: noon + 10 * minute,
        events: 2,
        sessions: 2,
        cartsAdded: 0,
        purchases: 1,
        revenue: 1,
        purchasesWithoutPrice: 0,
        eventsWithoutCategory: 1,
        purchasesByCategory: new Map([['Shoes', 1]]),
      },
    ],
  };

  it.each([
    ['DateTime64(3)', precise],
    ["DateTime64(6, 'Asia/Tokyo')", precise],
    ['Nullable(DateTime64(3))', precise],
    ['DateTime', seconds],
    ["DateTime('UTC')", seconds],
    ["DateTime('Asia/Tokyo')", seconds],
    ['String', asWritten],
    ['String', (text: string) => `${text.replace(' ', 'T')}Z`],
    ['Nullable(String)', asWritten],
    ['UInt32', seconds],
    ['Int64', millis],
  ] as const)('counts the same with event_time %s', async (type, time) => {
    const database = await shop({ event_time: type }, time);
    expect(await readShop(database)).toEqual(expected);
  });

  const oddTypes = [
    {
      event_time: 'DateTime64(3)',
      event_type: "Enum8('page_view' = 1, 'add_to_cart' = 2, 'purchase' = 3, 'search' = 4)",
      session_id: 'Nullable(String)',
      category: 'LowCardinality(Nullable(String))',
      price: 'Nullable(Decimal(10, 2))',
      quantity: 'Nullable(Int64)',
    },
    {
      event_time: 'DateTime64(9)',
      event_type: 'LowCardinality(String)',
      session_id: 'LowCardinality(String)',
      category: 'LowCardinality(String)',
      price: 'Nullable(Float32)',
      quantity: 'Float64',
    },
    {
      event_time: 'String',
      event_type: 'LowCardinality(Nullable(String))',
      session_id: 'LowCardinality(Nullable(String))',
      category: 'Nullable(String)',
      price: 'Nullable(String)',
      quantity: 'String',
    },
  ];

  it.each(oddTypes)('counts the same with other types for everything: $session_id sessions', async (types) => {
    expect(await readShop(await shop(types, types.event_time === 'String' ? asWritten : precise))).toEqual(expected);
  });

  it.each(oddTypes)('counts the same from metric_windows over such a table: $session_id sessions', async (types) => {
    const database = await shop(types, types.event_time === 'String' ? asWritten : precise, true);
    expect(await readShop(database)).toEqual(expected);
  });

  it('counts the same from metric_windows over a table of our own', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const lines = rows.map(([at, event_type, session_id, category, price, quantity]) =>
      JSON.stringify({ event_time: precise(at), event_type, session_id, category, price, quantity }),
    );
    await clickhouse.query(`INSERT INTO ${database}.events FORMAT JSONEachRow\n${lines.join('\n')}`);
    expect(await readShop(database)).toEqual(expected);
    await clickhouse.query(`TRUNCATE TABLE ${database}.events`);
    expect(await readShop(database)).toEqual(expected);
    await connection.close();
  });

  it('counts infinite and unreadable prices as missing', async () => {
    const database = await clickhouse.freshDatabase();
    await clickhouse.query(
      `CREATE TABLE ${database}.events (event_time DateTime, event_type String, session_id String, category String, price String,
       quantity UInt32) ENGINE = MergeTree ORDER BY event_time`,
    );
    const prices = ['inf', 'nan', 'free', '', '1e2'];
    const values = prices.map((price) => `(${noon / 1000}, 'purchase', 's', 'Shoes', '${price}', 1)`);
    await clickhouse.query(`INSERT INTO ${database}.events VALUES ${values.join(', ')}`);
    const { windows } = await readShop(database);
    expect(windows).toMatchObject([{ purchases: 5, purchasesWithoutPrice: 4, revenue: 100 }]);
  });
});

describe('windows and tables that change', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse();
  });
  afterAll(() => clickhouse.stop());

  it('says when the first and the last event were', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const reader = createWindowsReader(connection, () => noon);
    expect(successOf(await reader.extent(noon, signal()))).toEqual({ oldestAt: null, newestAt: null });
    await clickhouse.query(
      `INSERT INTO ${database}.events (event_time) SELECT toDateTime64(${noon / 1000} - number * 60, 3, 'UTC') FROM numbers(10)`,
    );
    const extent = successOf(await reader.extent(noon - minute, signal()));
    expect(extent).toEqual({ oldestAt: noon - 9 * minute, newestAt: noon - 2 * minute });
    await connection.close();
  });

  it.each(['String', 'Nullable(String)'])('says so of events with a time of %s too', async (type) => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    await clickhouse.query(
      `CREATE TABLE ${database}.events (event_time ${type}, event_type String, session_id String, category String, price String,
       quantity UInt32) ENGINE = MergeTree ORDER BY tuple()`,
    );
    await clickhouse.query(
      `INSERT INTO ${database}.events (event_time) VALUES ('2026-03-10 11:51:00'), ('2026-03-10 11:58:00')`,
    );
    const extent = successOf(await createWindowsReader(connection, () => noon).extent(noon, signal()));
    expect(extent).toEqual({ oldestAt: noon - 9 * minute, newestAt: noon - 2 * minute });
    await connection.close();
  });

  it('goes back to counting events when nothing feeds metric_windows any more', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const insert = (at: number) =>
      clickhouse.query(
        `INSERT INTO ${database}.events (event_time, event_type) VALUES (fromUnixTimestamp64Milli(toInt64(${at})), 'page_view')`,
      );
    await insert(noon);
    let now = noon + minute;
    const reader = createWindowsReader(connection, () => now);
    const read = async () =>
      successOf(await reader.read({ from: noon, to: now + minute, windowMs: minute }, signal())).newestEventAt;
    expect(await read()).toBe(noon);
    await clickhouse.query(`DROP TABLE ${database}.metric_windows_view`);
    await insert(noon + 4 * minute);
    now = noon + 5 * minute;
    expect(await read()).toBe(noon + 4 * minute);
    await connection.close();
  });

  it('looks at the tables again when a column it knew is gone', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    for (const table of ['metric_windows_view', 'metric_windows', 'revenue_per_minute']) {
      await clickhouse.query(`DROP TABLE ${database}.${table}`);
    }
    const reader = createWindowsReader(connection, () => noon);
    const range = { from: noon, to: noon + minute, windowMs: minute };
    successOf(await reader.read(range, signal()));
    await clickhouse.query(`ALTER TABLE ${database}.events DROP COLUMN price`);
    const answer = await reader.read(range, signal());
    expect(answer).toMatchObject({ ok: false, error: { code: 'missingColumn' } });
    expect(answer.ok ? '' : answer.error.message).toMatch(/^Column price is missing in table test_\d+\.events on 127/);
    await clickhouse.query(`ALTER TABLE ${database}.events ADD COLUMN price Float32`);
    successOf(await reader.read(range, signal()));
    await connection.close();
  });

  it('says which table is missing', async () => {
    const connection = connectTo(clickhouse.url, await clickhouse.freshDatabase());
    const reader = createWindowsReader(connection, () => noon);
    const answer = await reader.read({ from: noon, to: noon + minute, windowMs: minute }, signal());
    expect(answer).toMatchObject({ ok: false, error: { code: 'missingTable', retryable: false } });
    await connection.close();
  });
});

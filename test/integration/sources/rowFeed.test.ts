import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRowFeed,
  type FedRows,
  type RowFeedOptions,
} from '../../../core/adapters/clickhouse/rowFeed/createRowFeed.ts';
import type { FeedColumn } from '../../../core/adapters/clickhouse/rowFeed/feedColumns.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const signal = () => AbortSignal.timeout(20_000);

const feedColumns: FeedColumn[] = [
  { name: 'ts', as: 'instant', required: true },
  { name: 'name', as: 'text', length: 50, required: true },
  { name: 'amount', as: 'number' },
  { name: 'groups', as: 'list' },
  { name: 'ended', as: 'instant' },
];

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
});
afterAll(() => clickhouse.stop());

const seconds = (at: number) => String(Math.floor(at / 1000));
const utc = (at: number) => `'${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}'`;
const precise = (at: number) => `'${(at / 1000).toFixed(6)}'`;

/** How others make the table; `time` is how they write an instant into it. */
const tables = {
  DateTime: { columns: 'ts DateTime, name String, amount Float64', time: seconds },
  'DateTime64 with microseconds': {
    columns: 'ts DateTime64(6), name LowCardinality(String), amount Nullable(UInt32)',
    time: precise,
  },
  Nullable: {
    columns: 'ts Nullable(DateTime64(3)), name Nullable(String), amount Nullable(Decimal(9, 2))',
    time: precise,
  },
  String: { columns: 'ts String, name String, amount String', time: utc },
} as const;

async function feedOver(columns: string, options: Partial<RowFeedOptions> = {}) {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  const table = `${database}.news`;
  await clickhouse.query(`CREATE TABLE ${table} (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
  const make = () =>
    createRowFeed({ connection, table: 'news', columns: feedColumns, firstReachMs: hour, mostRows: 2000, ...options });
  let feed = make();
  return {
    table,
    query: clickhouse.query,
    close: () => connection.close(),
    restart() {
      feed = make();
    },
    begin: (now: number) => feed.begin(now),
    read: (cursor: string | null, now: number) => feed.read(cursor, now, signal()),
    tell: async (cursor: string | null, now: number) => successOf(await feed.read(cursor, now, signal())),
  };
}

const names = ({ rows }: FedRows) => rows.map(({ values }) => values.name);

describe.each(Object.entries(tables))('rows of a table with times as %s', (_name, { columns, time }) => {
  async function table() {
    const feed = await feedOver(columns);
    return {
      ...feed,
      insert: (name: string, at: number, amount = '5') =>
        feed.query(`INSERT INTO ${feed.table} (ts, name, amount) VALUES (${time(at)}, '${name}', '${amount}')`),
    };
  }

  it('are told once each, oldest first, at the instant that was meant', async () => {
    const { insert, tell, restart, close } = await table();
    await insert('b', noon - minute);
    await insert('a', noon - 2 * minute);
    const first = await tell(null, noon);
    expect(names(first)).toEqual(['a', 'b']);
    expect(first.rows[0]).toMatchObject({
      at: noon - 2 * minute,
      alike: 1,
      values: { amount: 5, groups: [], ended: null },
    });
    expect(first.newestAt).toBe(noon - minute);
    restart();
    const second = await tell(first.cursor, noon + minute);
    expect(names(second)).toEqual([]);
    expect(second.cursor).toBe(first.cursor);
    await insert('c', noon + minute);
    expect(names(await tell(second.cursor, noon + 2 * minute))).toEqual(['c']);
    await close();
  });

  it('are found when they are written late, once', async () => {
    const { insert, tell, close } = await table();
    await insert('now', noon);
    const first = await tell(null, noon);
    await insert('late', noon - 14 * minute);
    const second = await tell(first.cursor, noon + minute);
    expect(names(second)).toEqual(['late']);
    expect(names(await tell(second.cursor, noon + 2 * minute))).toEqual([]);
    await close();
  });

  it('are told once when they were written twice, together or one after the other', async () => {
    const { insert, tell, close } = await table();
    await insert('twice', noon);
    await insert('twice', noon);
    const first = await tell(null, noon);
    expect(names(first)).toEqual(['twice']);
    await insert('twice', noon);
    expect(names(await tell(first.cursor, noon + minute))).toEqual([]);
    await close();
  });

  it('count from now when they are from the future, once, and hide no others', async () => {
    const { insert, tell, close } = await table();
    await insert('future', Date.parse('2038-01-01T00:00:00Z'));
    const first = await tell(null, noon);
    expect(first.rows.map(({ at }) => at)).toEqual([noon]);
    expect(first.future).toBe(1);
    await insert('present', noon + minute);
    const second = await tell(first.cursor, noon + minute);
    expect(names(second)).toEqual(['present']);
    expect(second.newestAt).toBe(noon + minute);
    expect(names(await tell(second.cursor, noon + 20 * minute))).toEqual([]);
    await close();
  });

  it('are history when they are older than the first reach', async () => {
    const { insert, tell, close } = await table();
    await insert('old', noon - 61 * minute);
    await insert('young', noon - 59 * minute);
    const first = await tell(null, noon);
    expect(names(first)).toEqual(['young']);
    expect(names(await tell('{ broken', noon))).toEqual(['young']);
    await close();
  });

  it('are not told again when the clock is set back, nor missed when it was ahead', async () => {
    const { insert, tell, close } = await table();
    await insert('a', noon);
    const first = await tell(null, noon);
    const back = await tell(first.cursor, noon - 3 * hour);
    expect(names(back)).toEqual([]);
    const ahead = await tell(back.cursor, noon + 1000 * hour);
    expect(names(ahead)).toEqual([]);
    await insert('b', noon + minute);
    const right = await tell(ahead.cursor, noon + minute);
    expect(names(right)).toEqual(['b']);
    await close();
  });
});

describe('many rows', () => {
  const columns = 'ts DateTime, name String, amount Float64';

  it('come so many at a time, and none is lost or told twice', async () => {
    const { table, query, tell, close } = await feedOver(columns, { mostRows: 700 });
    await query(`INSERT INTO ${table} SELECT ${seconds(noon)} - number % 600, toString(number), 1 FROM numbers(2000)`);
    const told: unknown[] = [];
    const counts: number[] = [];
    let cursor: string | null = null;
    for (let cycle = 0; cycle < 4; cycle++) {
      const fed = await tell(cursor, noon + cycle * 30_000);
      told.push(...names(fed));
      counts.push(fed.rows.length);
      cursor = fed.cursor;
    }
    expect(counts).toEqual([700, 700, 600, 0]);
    expect(new Set(told).size).toBe(2000);
    await close();
  });

  it('of one and the same second are gone through to the end, more than can be looked at in one cycle', async () => {
    const { table, query, tell, close } = await feedOver(columns, {
      mostRows: 50_000,
      alike: { columns: ['amount'], mostAlike: 5, keeps: () => true },
    });
    await query(`INSERT INTO ${table} SELECT ${seconds(noon)}, toString(number), number % 3 FROM numbers(45000)`);
    let cursor: string | null = null;
    const alike: number[] = [];
    for (let cycle = 0; cycle < 4; cycle++) {
      const fed: FedRows = await tell(cursor, noon + cycle * 30_000);
      const kinds = new Map(fed.rows.map((row) => [row.values.amount, row.alike]));
      expect(fed.rows).toHaveLength(kinds.size * 5);
      alike.push([...kinds.values()].reduce((sum, count) => sum + count, 0));
      cursor = fed.cursor;
    }
    expect(alike).toEqual([20_000, 20_000, 5000, 0]);
    await query(`INSERT INTO ${table} VALUES (${seconds(noon + 60_000)}, 'after', 9)`);
    expect(names(await tell(cursor, noon + 130_000))).toEqual(['after']);
    await close();
  });

  it('that are alike stand for one another, copies included, and only those that are kept', async () => {
    const { table, query, tell, close } = await feedOver(columns, {
      alike: { columns: ['name'], mostAlike: 2, keeps: (hash) => hash !== '' },
    });
    await query(`INSERT INTO ${table} SELECT ${seconds(noon)} - number, 'many', 1 FROM numbers(50)`);
    await query(`INSERT INTO ${table} SELECT ${seconds(noon)}, 'copies', 1 FROM numbers(7)`);
    const fed = await tell(null, noon);
    expect(fed.rows.map(({ values, alike }) => [values.name, alike])).toEqual([
      ['many', 50],
      ['many', 50],
      ['copies', 7],
    ]);
    const none = await feedOver(columns, { alike: { columns: ['name'], mostAlike: 2, keeps: () => false } });
    await query(`INSERT INTO ${none.table} SELECT ${seconds(noon)}, 'x', 1`);
    const first = await none.tell(null, noon);
    expect(first.rows).toEqual([]);
    expect(JSON.parse(first.cursor).seen).toHaveLength(1);
    await Promise.all([close(), none.close()]);
  });

  it('can be read again from the first start', async () => {
    const { table, query, tell, begin, close } = await feedOver(columns);
    const start = begin(noon);
    await query(`INSERT INTO ${table} VALUES (${seconds(noon - 59 * minute)}, 'early', 1)`);
    expect(names(await tell(start, noon + 30 * minute))).toEqual(['early']);
    expect(names(await tell(start, noon + 40 * minute))).toEqual(['early']);
    await close();
  });
});

describe('tables that are odd', () => {
  it('are a problem that says what is missing, and are read as soon as it is there', async () => {
    const { table, query, read, tell, close } = await feedOver('ts DateTime, other String');
    const poll = await read(null, noon);
    expect(poll).toMatchObject({ ok: false, error: { code: 'missingColumn' } });
    expect(poll.ok ? '' : poll.error.message).toContain('Column name');
    await query(`ALTER TABLE ${table} ADD COLUMN name String`);
    await query(`INSERT INTO ${table} VALUES (${seconds(noon)}, 'o', 'n')`);
    expect(names(await tell(null, noon))).toEqual(['n']);
    await query(`DROP TABLE ${table}`);
    expect(await read(null, noon + minute)).toMatchObject({ ok: false, error: { code: 'missingTable' } });
    await close();
  });

  it('give lists as lists, whatever they are kept as, and no number for what is none', async () => {
    const asArray = await feedOver('ts DateTime, name String, amount Float64, groups Array(Nullable(String))');
    await asArray.query(`INSERT INTO ${asArray.table} VALUES (${seconds(noon)}, 'a', nan, ['x', 'y'])`);
    const asText = await feedOver('ts DateTime, name String, amount String, groups String, ended String');
    await asText.query(`INSERT INTO ${asText.table} VALUES (${seconds(noon)}, 'a', 'many', 'x, y', 'never')`);
    for (const { tell, close } of [asArray, asText]) {
      const { rows } = await tell(null, noon);
      expect(rows[0]?.values).toMatchObject({ amount: null, groups: ['x', 'y'], ended: null });
      await close();
    }
  });

  it('give the rows whose time can be read, whatever stands beside them', async () => {
    const { table, query, tell, close } = await feedOver('ts String, name String');
    await query(`INSERT INTO ${table} VALUES ('soon', 'x'), ('', 'y'), (${utc(noon)}, 'z')`);
    expect(names(await tell(null, noon))).toEqual(['z']);
    await close();
  });

  it('never send more of a text than was asked for', async () => {
    const { table, query, tell, close } = await feedOver('ts DateTime, name String');
    await query(`INSERT INTO ${table} SELECT ${seconds(noon)}, repeat('é', 1000000)`);
    expect(names(await tell(null, noon))).toEqual(['é'.repeat(50)]);
    await close();
  });
});

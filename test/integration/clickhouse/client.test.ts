import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';

let clickhouse: EmbeddedClickHouse;
let client: ClickHouseClient;

beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});
afterAll(() => clickhouse.stop());

async function connect(options: Parameters<typeof createClient>[0] = {}): Promise<ClickHouseClient> {
  return createClient({
    url: clickhouse.url,
    database: await clickhouse.freshDatabase(),
    log: { level: ClickHouseLogLevel.OFF },
    ...options,
  });
}

async function rowsOf(query: string, query_params: Record<string, unknown> = {}): Promise<unknown[]> {
  const result = await client.query({ query, query_params, format: 'JSONEachRow' });
  return result.json();
}

beforeEach(async () => {
  client = await connect();
  await client.command({
    query: `CREATE TABLE sales (at DateTime64(3), category LowCardinality(String), price Nullable(Float64),
      tags Array(String), note String DEFAULT 'none') ENGINE = MergeTree ORDER BY at`,
  });
  return () => client.close();
});

describe('reading through @clickhouse/client', () => {
  it('answers a ping, with a query as well', async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect(await client.ping({ select: true })).toEqual({ success: true });
  });

  it('gives JSON with its meta data', async () => {
    const result = await client.query({ query: 'SELECT number AS n FROM numbers(3)', format: 'JSON' });
    expect(await result.json()).toMatchObject({
      meta: [{ name: 'n', type: 'UInt64' }],
      data: [{ n: 0 }, { n: 1 }, { n: 2 }],
      rows: 3,
    });
    expect(result.response_headers['x-clickhouse-format']).toBe('JSON');
  });

  it('streams a hundred thousand rows', async () => {
    const result = await client.query({ query: 'SELECT number AS n FROM numbers(100000)', format: 'JSONEachRow' });
    let count = 0;
    let sum = 0;
    for await (const rows of result.stream<{ n: number }>()) {
      count += rows.length;
      for (const row of rows) sum += row.json().n;
    }
    expect([count, sum]).toEqual([100_000, 4_999_950_000]);
  });

  it('reads CSV with names', async () => {
    const result = await client.query({ query: "SELECT 1 AS a, 'x,y' AS b", format: 'CSVWithNames' });
    expect(await result.text()).toBe('"a","b"\n1,"x,y"\n');
  });

  it.each([
    ['String with quotes and backslashes', 'String', `it's "a" \\ b`],
    ['String with line breaks and tabs', 'String', 'one\ntwo\r\n\tthree'],
    ['String that looks like SQL', 'String', `'); DROP TABLE sales; --`],
    ['String of other scripts', 'String', 'Größe 价格 🙂'],
    ['empty String', 'String', ''],
    ['Nullable without value', 'Nullable(String)', null],
    ['Float64', 'Float64', 12.5],
    ['Bool', 'Bool', true],
    ['Array(String)', 'Array(String)', [`a'b`, 'c\\d', 'e\nf', '']],
    ['Array(Array(UInt8))', 'Array(Array(UInt8))', [[1, 2], [], [3]]],
    ['Map', 'Map(String, String)', { a: `x'y`, b: '' }],
    ['Tuple', 'Array(Nullable(Int32))', [1, null, -3]],
  ])('binds %s as it was given', async (_name, type, value) => {
    expect(await rowsOf(`SELECT {value:${type}} AS value`, { value })).toEqual([{ value }]);
  });

  it.each([
    ['DateTime64(3)', new Date(1_700_000_000_123), '2023-11-14 22:13:20.123'],
    ['DateTime', new Date(1_700_000_000_000), '2023-11-14 22:13:20'],
    ['Date', '2024-02-29', '2024-02-29'],
    ['UInt64', '9007199254740991', 9_007_199_254_740_991],
    ['Decimal(18, 4)', '1234.5678', 1234.5678],
    ['UUID', '61f0c404-5cb3-11e7-907b-a6006ad3dba0', '61f0c404-5cb3-11e7-907b-a6006ad3dba0'],
    ["Enum8('low' = 1, 'high' = 2)", 'high', 'high'],
  ])('binds %s', async (type, value, expected) => {
    expect(await rowsOf(`SELECT {value:${type}} AS value`, { value })).toMatchObject([{ value: expected }]);
  });

  it('binds the names of tables and columns', async () => {
    await client.insert({
      table: 'sales',
      values: [{ at: '2024-01-01 00:00:00', category: 'shoes' }],
      format: 'JSONEachRow',
    });
    expect(
      await rowsOf('SELECT {column:Identifier} AS c FROM {table:Identifier}', { column: 'category', table: 'sales' }),
    ).toEqual([{ c: 'shoes' }]);
  });

  it('takes parameters in a multipart body too', async () => {
    const result = await client.query({
      query: 'SELECT {text:String} AS text, {n:UInt8} AS n',
      query_params: { text: `it's\nlong`, n: 7 },
      use_multipart_params: true,
      format: 'JSONEachRow',
    });
    expect(await result.json()).toEqual([{ text: `it's\nlong`, n: 7 }]);
  });

  it('keeps to the database of the client', async () => {
    const other = await connect();
    await other.command({ query: 'CREATE TABLE sales (a UInt8) ENGINE = Memory' });
    await other.insert({ table: 'sales', values: [{ a: 1 }], format: 'JSONEachRow' });
    expect(await rowsOf('SELECT count() AS n FROM sales')).toEqual([{ n: 0 }]);
    await other.close();
  });

  it('compresses both ways', async () => {
    const compressed = await connect({ compression: { request: true, response: true } });
    await compressed.command({ query: 'CREATE TABLE long (s String) ENGINE = MergeTree ORDER BY tuple()' });
    const values = Array.from({ length: 1000 }, (_, i) => ({ s: `${i} ${'abc'.repeat(50)}` }));
    await compressed.insert({ table: 'long', values, format: 'JSONEachRow' });
    const result = await compressed.query({ query: 'SELECT s FROM long', format: 'JSONEachRow' });
    expect(result.response_headers['content-encoding']).toBe('gzip');
    expect(await result.json()).toHaveLength(1000);
    await compressed.close();
  });
});

describe('writing through @clickhouse/client', () => {
  const at = '2024-01-01 10:00:00.250';

  it('inserts objects, filling in defaults, and says how many', async () => {
    const values = [
      { at, category: 'shoes', price: 10.5, tags: ['a', `b'c`] },
      { at, category: 'hats', price: null, tags: [], note: 'line\n\nbreaks; DROP TABLE sales' },
    ];
    const { summary } = await client.insert({ table: 'sales', values, format: 'JSONEachRow' });
    expect(summary?.written_rows).toBe('2');
    expect(await rowsOf('SELECT * FROM sales ORDER BY category DESC')).toEqual([
      { ...values[0], note: 'none' },
      values[1],
    ]);
  });

  it('inserts arrays into chosen columns', async () => {
    await client.insert({
      table: 'sales',
      values: [
        [at, 'shoes'],
        [at, 'hats'],
      ],
      columns: ['at', 'category'],
      format: 'JSONCompactEachRow',
    });
    expect(await rowsOf('SELECT category, price, note FROM sales ORDER BY category')).toEqual([
      { category: 'hats', price: null, note: 'none' },
      { category: 'shoes', price: null, note: 'none' },
    ]);
  });

  it('inserts a stream of CSV', async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `"${at}","c${i % 7}",${i}\n`);
    await client.insert({
      table: 'sales',
      values: Readable.from(lines, { objectMode: false }),
      columns: ['at', 'category', 'price'],
      format: 'CSV',
    });
    expect(await rowsOf('SELECT count() AS n, uniq(category) AS c, max(price) AS p FROM sales')).toEqual([
      { n: 50_000, c: 7, p: 49_999 },
    ]);
  });

  it('inserts a stream of objects', async () => {
    const rows = Readable.from(Array.from({ length: 1000 }, (_, i) => ({ at, category: 'shoes', price: i })));
    await client.insert({ table: 'sales', values: rows, format: 'JSONEachRow' });
    expect(await rowsOf('SELECT sum(price) AS s FROM sales')).toEqual([{ s: 499_500 }]);
  });

  it('inserts VALUES, one of them an expression', async () => {
    await client.command({
      query: `INSERT INTO sales (at, category) VALUES ('${at}', upper('a;b')), ('${at}', 'c''d')`,
    });
    expect(await rowsOf('SELECT category FROM sales ORDER BY category')).toEqual([
      { category: 'A;B' },
      { category: `c'd` },
    ]);
  });

  it('inserts by SELECT and counts the rows', async () => {
    const { summary } = await client.command({
      query: `INSERT INTO sales (at, price) SELECT toDateTime64('${at}', 3), number FROM numbers(1000)`,
    });
    expect(summary?.written_rows).toBe('1000');
    expect(await rowsOf('SELECT count() AS n FROM sales')).toEqual([{ n: 1000 }]);
  });

  it('inserts through input(), which reads the rows of the body', async () => {
    const { stream } = await client.exec({
      query: `INSERT INTO sales (at, category) SELECT toDateTime64(s, 3), upper(c) FROM input('s String, c String') FORMAT TabSeparated`,
      values: Readable.from([`${at}\tshoes\n\n`, `${at}\that;s\n`].join('').replace('\n\n', '\n')),
    });
    stream.resume();
    expect(await rowsOf('SELECT category FROM sales ORDER BY category')).toEqual([
      { category: 'HAT;S' },
      { category: 'SHOES' },
    ]);
  });

  it('reads back through materialized views', async () => {
    await client.command({
      query:
        'CREATE TABLE totals (category String, n SimpleAggregateFunction(sum, UInt64)) ENGINE = AggregatingMergeTree ORDER BY category',
    });
    await client.command({
      query: 'CREATE MATERIALIZED VIEW feed TO totals AS SELECT category, count() AS n FROM sales GROUP BY category',
    });
    for (const category of ['shoes', 'hats', 'shoes']) {
      await client.insert({ table: 'sales', values: [{ at, category }], format: 'JSONEachRow' });
    }
    expect(await rowsOf('SELECT category, sum(n) AS n FROM totals GROUP BY category ORDER BY category')).toEqual([
      { category: 'hats', n: 1 },
      { category: 'shoes', n: 2 },
    ]);
  });

  it('writes nothing of an insert with a bad row, and names the row', async () => {
    const values = Readable.from([`{"at":"${at}","category":"shoes"}\n{"at":"${at}","category":oops}\n`]);
    const failure = client.exec({ query: 'INSERT INTO sales FORMAT JSONEachRow', values });
    await expect(failure).rejects.toMatchObject({ code: '117', type: 'INCORRECT_DATA' });
    await expect(failure).rejects.toThrow(/at row 2/);
    await expect(failure).rejects.not.toThrow(/uploads|INFILE|file\/uri/i);
    expect(await rowsOf('SELECT count() AS n FROM sales')).toEqual([{ n: 0 }]);
  });
});

describe('exceptions through @clickhouse/client', () => {
  it.each([
    ['an unknown table', 'SELECT * FROM missing', '60', 'UNKNOWN_TABLE'],
    ['an unknown database', 'SELECT * FROM missing.sales', '81', 'UNKNOWN_DATABASE'],
    ['an unknown column', 'SELECT nope FROM sales', '47', 'UNKNOWN_IDENTIFIER'],
    ['an unknown function', 'SELECT nope(1)', '46', 'UNKNOWN_FUNCTION'],
    ['a syntax error', 'SELECT FROM FROM', '62', 'SYNTAX_ERROR'],
    ['two statements', 'SELECT 1; DROP TABLE sales', '62', 'SYNTAX_ERROR'],
    ['a parameter without value', 'SELECT {x:String}', '456', 'UNKNOWN_QUERY_PARAMETER'],
    ['a failing expression', 'SELECT throwIf(1)', '395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO'],
  ])('tells %s', async (_name, query, code, type) => {
    const failure = client.exec({ query });
    await expect(failure).rejects.toBeInstanceOf(ClickHouseError);
    await expect(failure).rejects.toMatchObject({ code, type });
  });

  it.each([
    ['an unknown setting', { no_such_setting: 1 }, '115', 'UNKNOWN_SETTING'],
    ['a time limit', { max_execution_time: 0.2 }, '159', 'TIMEOUT_EXCEEDED'],
    ['a row limit', { max_result_rows: '3' }, '396', 'TOO_MANY_ROWS_OR_BYTES'],
  ])('tells %s', async (_name, clickhouse_settings, code, type) => {
    const query = 'SELECT sleepEachRow(0.05) FROM numbers(20) SETTINGS max_block_size = 1';
    await expect(client.query({ query, clickhouse_settings })).rejects.toMatchObject({ code, type });
  });

  it('refuses writes where the request asks for readonly', async () => {
    for (const readonly of ['1', '2'] as const) {
      const failure = client.command({ query: 'DROP TABLE sales', clickhouse_settings: { readonly } });
      await expect(failure).rejects.toMatchObject({ code: '164', type: 'READONLY' });
    }
    expect(await rowsOf('SELECT count() AS n FROM sales')).toEqual([{ n: 0 }]);
  });

  it('tells a wrong password', async () => {
    const stranger = await connect({ username: 'default', password: 'wrong' });
    await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({
      code: '516',
      type: 'AUTHENTICATION_FAILED',
    });
    await stranger.close();
  });
});

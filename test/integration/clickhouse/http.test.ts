import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { send } from '../../support/send.ts';

let clickhouse: EmbeddedClickHouse;
let database: string;

beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'Asia/Tokyo', user: 'oncall', password: 'open sesame: ü' });
  database = await clickhouse.freshDatabase();
  await clickhouse.query('CREATE TABLE t (a Int32, s String) ENGINE = MergeTree ORDER BY a', database);
});
afterAll(() => clickhouse.stop());

interface Ask {
  method?: string;
  path?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

const byHeader = {
  'X-ClickHouse-User': 'oncall',
  'X-ClickHouse-Key': Buffer.from('open sesame: ü').toString('latin1'),
};

function ask({ method = 'POST', path = '/', query = {}, headers = byHeader, body }: Ask) {
  return send(`${clickhouse.url}${path}?${new URLSearchParams(query)}`, { method, headers, body });
}

describe('paths', () => {
  it.each(['/ping', '/replicas_status', '/'])('says Ok at %s without credentials', async (path) => {
    const answer = await ask({ method: 'GET', path, headers: {} });
    expect([answer.status, answer.text]).toEqual([200, 'Ok.\n']);
  });

  it('answers HEAD without a body', async () => {
    const answer = await ask({ method: 'HEAD', path: '/ping' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it.each([
    ['GET', '/metrics', 404],
    ['GET', '/pingpong', 404],
    ['DELETE', '/', 501],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await ask({ method, path })).status).toBe(status);
  });

  it('turns away web pages and names that resolve to this machine', async () => {
    expect((await ask({ headers: { ...byHeader, Origin: 'https://example.org' }, body: 'SELECT 1' })).status).toBe(403);
    expect((await ask({ headers: { ...byHeader, Host: 'rebound.example.org' }, body: 'SELECT 1' })).status).toBe(403);
    expect((await ask({ headers: { ...byHeader, 'Sec-Fetch-Site': 'cross-site' }, body: 'SELECT 1' })).status).toBe(
      403,
    );
    expect((await ask({ headers: { ...byHeader, Host: 'localhost:8123' }, body: 'SELECT 1' })).status).toBe(200);
  });
});

describe('queries', () => {
  it('takes the query from the URL and answers TabSeparated', async () => {
    const answer = await ask({ method: 'GET', query: { query: `SELECT 1, 'a\tb'` } });
    expect(answer.text).toBe('1\ta\\tb\n');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/tab-separated-values; charset=UTF-8',
      'x-clickhouse-format': 'TabSeparated',
      'x-clickhouse-timezone': 'Asia/Tokyo',
      'x-clickhouse-server-display-name': 'watchkeeper',
    });
    expect(JSON.parse(String(answer.headers['x-clickhouse-summary']))).toMatchObject({ result_rows: '1' });
  });

  it('continues the query of the URL in the body', async () => {
    expect((await ask({ query: { query: 'SELECT 1' }, body: '+ 1 FORMAT CSV' })).text).toBe('2\n');
  });

  it.each([
    ['default_format', { default_format: 'JSONEachRow' }, 'SELECT 1 AS n', '{"n":1}\n', 'JSONEachRow'],
    ['the text before default_format', { default_format: 'JSON' }, 'SELECT 1 AS n FORMAT CSV', '1\n', 'CSV'],
    ['the text, settings after it', {}, 'SELECT 1 AS n FORMAT CSV SETTINGS max_threads = 1;', '1\n', 'CSV'],
    ['a column called format', {}, 'SELECT format FROM (SELECT 1 AS format)', '1\n', 'TabSeparated'],
  ])('takes the format from %s', async (_name, query, body, text, format) => {
    const answer = await ask({ query, body });
    expect([answer.text, answer.headers['x-clickhouse-format']]).toEqual([text, format]);
  });

  it('keeps the query id that the client gave, and makes one up otherwise', async () => {
    expect((await ask({ query: { query_id: 'mine-1' }, body: 'SELECT 1' })).headers['x-clickhouse-query-id']).toBe(
      'mine-1',
    );
    expect((await ask({ body: 'SELECT 1' })).headers['x-clickhouse-query-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reads and writes times in its own time zone, or in that of the request', async () => {
    const body = `SELECT toDateTime('2024-01-01 09:00:00')::Int64, toString(toDateTime(1704067200))`;
    expect((await ask({ body })).text).toBe('1704067200\t2024-01-01 09:00:00\n');
    expect((await ask({ body, query: { session_timezone: 'UTC' } })).text).toBe('1704099600\t2024-01-01 00:00:00\n');
  });

  it('applies settings and parameters of the URL to this request alone', async () => {
    const body = `SELECT getSetting('max_block_size'), {who:String}`;
    expect((await ask({ body, query: { max_block_size: '77', param_who: `o'n\\tcall` } })).text).toBe(
      `77\to\\'n\\tcall\n`,
    );
    expect((await ask({ body: `SELECT getSetting('max_block_size')` })).text).not.toBe('77\n');
  });

  it('takes long URLs', async () => {
    const text = 'x'.repeat(500_000);
    const answer = await ask({ method: 'GET', query: { query: 'SELECT length({text:String})', param_text: text } });
    expect(answer.text).toBe('500000\n');
  });

  it('changes nothing on a GET', async () => {
    const answer = await ask({ method: 'GET', query: { query: `DROP TABLE ${database}.t` } });
    expect([answer.status, answer.headers['x-clickhouse-exception-code']]).toEqual([500, '164']);
    const overruled = await ask({ method: 'GET', query: { query: `DROP TABLE ${database}.t`, readonly: '0' } });
    expect(overruled.headers['x-clickhouse-exception-code']).toBe('164');
  });

  it('gives binary formats byte for byte', async () => {
    const answer = await ask({ body: `SELECT unhex('00ff0a0a3b'), toInt32(258) FORMAT RowBinary` });
    expect(answer.body.toString('hex')).toBe('0500ff0a0a3b02010000');
  });
});

describe('inserts', () => {
  async function inserted(): Promise<string> {
    const rows = await clickhouse.query('SELECT a, s FROM t ORDER BY a', database);
    await clickhouse.query('TRUNCATE TABLE t', database);
    return rows;
  }

  it.each([
    ['URL and body', 'INSERT INTO t FORMAT TabSeparated', '1\tx\n2\ty\n', '1\tx\n2\ty'],
    ['body alone', '', 'INSERT INTO t FORMAT JSONEachRow\n{"a":1,"s":"x"}\n\n\n{"a":2,"s":"y"}\n', '1\tx\n2\ty'],
    ['VALUES', '', `insert into t values (1, 'x;y'), (2, '--z')`, '1\tx;y\n2\t--z'],
    [
      'settings before the rows',
      'INSERT INTO t SETTINGS input_format_skip_unknown_fields = 1 FORMAT JSONEachRow',
      '{"a":1,"s":"x","b":2}',
      '1\tx',
    ],
    ['comments around', '/* INSERT */ INSERT INTO t -- FORMAT CSV\n (a, s) FORMAT CSV', '1,x', '1\tx'],
    ['no rows', 'INSERT INTO t FORMAT CSV', '', ''],
    ['rows that look like SQL', 'INSERT INTO t FORMAT CSV', '1,"x\n\nDROP TABLE t;"\n', '1\tx\\n\\nDROP TABLE t;'],
  ])('takes rows: %s', async (_name, query, body, rows) => {
    const answer = await ask({ query: { query, database }, body });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(await inserted()).toBe(rows);
  });

  it('never runs what follows the rows', async () => {
    for (const body of [
      "INSERT INTO t VALUES (1, 'x'); DROP TABLE t",
      'INSERT INTO t FORMAT CSV\n1,x\n\n\nDROP TABLE t',
    ]) {
      await ask({ query: { database }, body });
      expect(await clickhouse.query('EXISTS TABLE t', database)).toBe('1');
    }
    await inserted();
  });

  it('takes RowBinary', async () => {
    const body = Buffer.from('0700000003000a0a', 'hex');
    expect((await ask({ query: { query: 'INSERT INTO t FORMAT RowBinary', database }, body })).status).toBe(200);
    expect(await inserted()).toBe('7\t\\0\\n\\n');
  });

  it('takes settings for reading the rows from the URL', async () => {
    const query = { query: 'INSERT INTO t FORMAT JSONEachRow', database, input_format_skip_unknown_fields: '1' };
    expect((await ask({ query, body: '{"a":1,"other":true}' })).status).toBe(200);
    expect(await inserted()).toBe('1\t');
  });

  it('unpacks a gzipped body, and tells a broken one', async () => {
    const query = { query: 'INSERT INTO t FORMAT CSV', database };
    const headers = { ...byHeader, 'Content-Encoding': 'gzip' };
    expect((await ask({ query, headers, body: gzipSync('1,x\n') })).status).toBe(200);
    expect(await inserted()).toBe('1\tx');
    const broken = await ask({ query, headers, body: '1,x\n' });
    expect([broken.status, broken.headers['x-clickhouse-exception-code']]).toEqual([500, '354']);
    expect((await ask({ query, headers: { ...byHeader, 'Content-Encoding': 'snappy' }, body: 'x' })).status).toBe(501);
  });

  it('leaves no file of rows behind', async () => {
    expect(await readdir(join(clickhouse.dataFolder, 'uploads'))).toEqual([]);
  });
});

describe('compression of answers', () => {
  const query = { enable_http_compression: '1' };

  it.each(['gzip', 'br', 'zstd', 'deflate'])('compresses with %s where both sides ask for it', async (encoding) => {
    const headers = { ...byHeader, 'Accept-Encoding': encoding };
    const answer = await ask({ query, headers, body: 'SELECT number FROM numbers(10000)' });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.body.length).toBeLessThan(30_000);
    if (encoding === 'gzip') expect(gunzipSync(answer.body).toString().split('\n')).toHaveLength(10_001);
  });

  it('sends plain answers otherwise', async () => {
    const accepts = { ...byHeader, 'Accept-Encoding': 'gzip' };
    expect((await ask({ headers: accepts, body: 'SELECT 1' })).headers['content-encoding']).toBeUndefined();
    expect((await ask({ query, body: 'SELECT 1' })).headers['content-encoding']).toBeUndefined();
  });
});

describe('exceptions', () => {
  it.each([
    ['an unknown table', 'SELECT * FROM missing', 404, 60],
    ['a syntax error', 'SELEC 1', 400, 62],
    ['no query', '', 400, 62],
    ['an order to the client', 'exit', 400, 62],
    ['a value out of bounds', `SELECT toDate('yesterday')`, 400, 38],
    ['a division', 'SELECT intDiv(1, 0)', 500, 153],
    ['a file to write', `SELECT 1 INTO OUTFILE '/tmp/x'`, 500, 358],
    ['a file to read', `INSERT INTO t FROM INFILE '/tmp/x' FORMAT CSV`, 404, 78],
    ['an unknown format', 'SELECT 1 FORMAT Nope', 404, 73],
  ])('tells %s in status, header and body', async (_name, body, status, code) => {
    const answer = await ask({ query: { database }, body });
    expect([answer.status, answer.headers['x-clickhouse-exception-code']]).toEqual([status, String(code)]);
    expect(answer.text).toMatch(
      new RegExp(
        `^Code: ${code}\\. DB::Exception: [\\s\\S]+ \\([A-Z_]+\\) \\(version 26\\.[\\d.]+ \\(official build\\)\\)\\n$`,
      ),
    );
  });

  it.each([
    ['session_id', 'SELECT 1', { session_id: 's' }],
    ['compress', 'SELECT 1', { compress: '1' }],
    ['role', 'SELECT 1', { role: 'admin' }],
  ])('says plainly that %s is not supported', async (name, body, query) => {
    const answer = await ask({ query, body });
    expect([answer.status, answer.headers['x-clickhouse-exception-code']]).toEqual([501, '48']);
    expect(answer.text, name).toMatch(/not supported by the embedded ClickHouse/);
  });
});

describe('credentials', () => {
  const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it.each([
    ['in headers', byHeader, {}],
    ['in the URL', {}, { user: 'oncall', password: 'open sesame: ü' }],
    ['as Basic', basic('oncall:open sesame: ü'), {}],
  ])('lets the user in with a password %s', async (_name, headers, query) => {
    expect((await ask({ headers, query, body: 'SELECT 1' })).text).toBe('1\n');
  });

  it.each([
    ['a wrong password', { 'X-ClickHouse-User': 'oncall', 'X-ClickHouse-Key': 'guess' }, {}],
    ['no password', { 'X-ClickHouse-User': 'oncall' }, {}],
    ['nothing', {}, {}],
    ['another user', basic('default:open sesame: ü'), {}],
    ['another scheme', { Authorization: 'Bearer abc' }, {}],
    ['two ways at once', byHeader, { user: 'oncall', password: 'open sesame: ü' }],
  ])('refuses %s', async (_name, headers, query) => {
    const answer = await ask({ headers: headers as Record<string, string>, query, body: 'SELECT 1' });
    expect([answer.status, answer.headers['x-clickhouse-exception-code']]).toEqual([403, '516']);
    expect(answer.text).toContain('(AUTHENTICATION_FAILED)');
    expect(answer.text).not.toContain('sesame');
  });
});

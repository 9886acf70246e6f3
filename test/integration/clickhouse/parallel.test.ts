import { request } from 'node:http';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { eventually } from '../../support/eventually.ts';

const endless = 'SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) % 3 = 1';

let clickhouse: EmbeddedClickHouse;
let client: ClickHouseClient;

beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
  client = createClient({
    url: clickhouse.url,
    max_open_connections: 40,
    log: { level: ClickHouseLogLevel.OFF },
  });
});
afterAll(async () => {
  await client.close();
  await clickhouse.stop();
});

/** What runs besides the question itself. */
function running(): Promise<string> {
  return clickhouse.query(`SELECT query FROM system.processes WHERE query NOT LIKE '%system.processes%'`);
}

describe('requests at the same time', () => {
  it('run side by side, each with its own settings, parameters and database', async () => {
    const databases = await Promise.all(Array.from({ length: 20 }, () => clickhouse.freshDatabase()));
    const startedAt = performance.now();
    const answers = await Promise.all(
      databases.map(async (database, n) => {
        const own = createClient({ url: clickhouse.url, database, log: { level: ClickHouseLogLevel.OFF } });
        const result = await own.query({
          query: `SELECT {n:UInt32} AS n, {text:String} AS text, currentDatabase() AS database,
            getSetting('max_block_size') AS blockSize, sleep(1) AS slept`,
          query_params: { n, text: `text ${n}` },
          clickhouse_settings: { max_block_size: String(n + 1) },
          format: 'JSONEachRow',
        });
        const rows = await result.json();
        await own.close();
        return rows;
      }),
    );
    expect(answers).toEqual(
      databases.map((database, n) => [{ n, text: `text ${n}`, database, blockSize: n + 1, slept: 0 }]),
    );
    // One after the other they would take twenty seconds.
    expect(performance.now() - startedAt).toBeLessThan(8000);
  });

  it('write to one table without losing a row', async () => {
    await clickhouse.query('CREATE TABLE written (writer UInt32, n UInt32) ENGINE = MergeTree ORDER BY (writer, n)');
    await Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        for (let part = 0; part < 5; part += 1) {
          const values = Array.from({ length: 100 }, (_, n) => ({ writer, n: part * 100 + n }));
          await client.insert({ table: 'written', values, format: 'JSONEachRow' });
        }
      }),
    );
    expect(await clickhouse.query('SELECT count(), uniqExact(writer, n) FROM written')).toBe('10000\t10000');
  });

  it('may be more than run at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => clickhouse.query(`SELECT ${n} + sleep(0.05)`)),
    );
    expect(answers).toEqual(Array.from({ length: 60 }, (_, n) => String(n)));
  });

  it('may not share a query id', async () => {
    const query_id = 'twice';
    const first = new AbortController();
    const slow = client.query({ query: endless, query_id, abort_signal: first.signal }).catch(() => 'aborted');
    await eventually(async () => expect(await running()).toContain('sipHash64'));
    await expect(client.query({ query: 'SELECT 1', query_id })).rejects.toMatchObject({ code: '216' });
    first.abort();
    expect(await slow).toBe('aborted');
  });
});

describe('a query that is cancelled', () => {
  it('stops when its client hangs up, and disturbs nothing else', async () => {
    const hangUp = new AbortController();
    const slow = client.query({ query: endless, abort_signal: hangUp.signal });
    const other = clickhouse.query('SELECT sleep(1), 7');
    await eventually(async () => expect(await running()).toContain('sipHash64'));
    hangUp.abort();
    await expect(slow).rejects.toThrow('abort');
    await eventually(async () => expect(await running()).not.toContain('sipHash64'));
    expect(await other).toBe('0\t7');
  });

  it('stops while it waits for its turn', async () => {
    const hangUp = new AbortController();
    const sent = Array.from({ length: 30 }, () =>
      client.query({ query: endless, abort_signal: hangUp.signal }).catch(() => 'aborted'),
    );
    await eventually(async () => {
      // The question itself would have to wait behind them.
      const ping = await fetch(`${clickhouse.url}/ping`);
      expect(await ping.text()).toBe('Ok.\n');
    });
    hangUp.abort();
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['aborted']));
    await eventually(async () => expect(await running()).toBe(''));
  });

  it('stops on KILL QUERY by the id that its client gave', async () => {
    const slow = client.query({ query: endless, query_id: 'kill-me' });
    slow.catch(() => undefined);
    await eventually(async () => expect(await running()).toContain('sipHash64'));
    await clickhouse.query(`KILL QUERY WHERE query_id = 'kill-me' SYNC`);
    await expect(slow).rejects.toMatchObject({ code: '394', type: 'QUERY_WAS_CANCELLED' });
  });

  it('was never run where its rows stopped coming', async () => {
    await clickhouse.query('CREATE TABLE broken (n UInt32) ENGINE = MergeTree ORDER BY n');
    const url = `${clickhouse.url}/?query=${encodeURIComponent('INSERT INTO broken FORMAT CSV')}`;
    await new Promise<void>((resolve) => {
      const upload = request(url, { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } });
      upload.once('error', () => resolve());
      upload.write('1\n2\n', () => setTimeout(() => upload.destroy(new Error('hung up')), 50));
    });
    await eventually(async () => expect(await running()).toBe(''));
    expect(await clickhouse.query('SELECT count() FROM broken')).toBe('0');
  });
});

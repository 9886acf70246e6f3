import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { eventually } from '../../support/eventually.ts';

let clickhouse: EmbeddedClickHouse;
let client: ClickHouseClient;

beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
  client = createClient({ url: clickhouse.url, log: { level: ClickHouseLogLevel.OFF } });
});
afterAll(async () => {
  await client.close();
  await clickhouse.stop();
});

/** Memory of the process that no file backs, in MiB. */
async function privateMemory(): Promise<number> {
  const status = await readFile(`/proc/${clickhouse.pid}/status`, 'utf8');
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

async function nothingRuns(): Promise<void> {
  const query = `SELECT count() FROM system.processes WHERE query NOT LIKE '%system.processes%'`;
  await eventually(async () => expect(await clickhouse.query(query)).toBe('0'));
}

const rows = 5_000_000;

describe('a result too large to keep whole', () => {
  it.each([false, true])('comes complete and in order (compressed: %s)', async (response) => {
    const own = createClient({ url: clickhouse.url, compression: { response } });
    const result = await own.query({ query: `SELECT number AS n FROM numbers(${rows})`, format: 'JSONCompactEachRow' });
    let next = 0;
    for await (const batch of result.stream<[number]>()) {
      for (const row of batch) {
        if (row.json()[0] !== next) throw new Error(`Row ${next} is ${row.text}`);
        next += 1;
      }
    }
    expect(next).toBe(rows);
    await own.close();
  });

  it.runIf(process.platform === 'linux')('does not pile up in memory for a client that reads slowly', async () => {
    const before = await privateMemory();
    const url = `${clickhouse.url}/?query=${encodeURIComponent('SELECT number, toString(number) FROM numbers(100000000)')}`;
    const response = await new Promise<import('node:http').IncomingMessage>((resolve) => {
      request(url, resolve).end();
    });
    response.on('error', () => undefined);
    response.once('readable', () => response.read(1024));
    // The whole would be 1.7 GB.
    for (let look = 0; look < 10; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await privateMemory()) - before).toBeLessThan(300);
    }
    response.destroy();
    await nothingRuns();
  });

  it('stops when its client hangs up in the middle', async () => {
    const result = await client.query({ query: 'SELECT number FROM numbers(10000000000)', format: 'JSONEachRow' });
    const stream = result.stream();
    await new Promise((resolve) => stream.once('data', resolve));
    stream.destroy();
    await nothingRuns();
    expect(await clickhouse.query('SELECT 1')).toBe('1');
  });

  it('tells a failure after the first rows', async () => {
    const result = await client.query({
      query: 'SELECT number, throwIf(number = 4500000) AS ok FROM numbers(5000000)',
      format: 'JSONEachRow',
      clickhouse_settings: { max_threads: 1 },
    });
    let count = 0;
    const reading = (async () => {
      for await (const batch of result.stream()) count += batch.length;
    })();
    await expect(reading).rejects.toMatchObject({ code: '395', type: 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO' });
    expect(count).toBeGreaterThan(100_000);
    await nothingRuns();
  });

  it('breaks off for a client that knows nothing of failures in the middle', async () => {
    const query = 'SELECT number, throwIf(number = 4500000) FROM numbers(5000000) SETTINGS max_threads = 1';
    const response = await fetch(`${clickhouse.url}/?query=${encodeURIComponent(query)}`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('keeps to a limit of its own', async () => {
    const query = `SELECT number FROM numbers(${rows})`;
    const own = client.query({ query, format: 'JSONEachRow', clickhouse_settings: { max_result_bytes: '1000000' } });
    await expect(own).rejects.toMatchObject({ code: '396' });
    const inText = client.query({ query: `${query} SETTINGS max_result_rows = 1000`, format: 'JSONEachRow' });
    await expect(inText).rejects.toMatchObject({ code: '396' });
  });

  it('comes whole where its format has a frame', async () => {
    const result = await client.query({ query: 'SELECT number FROM numbers(3000000)', format: 'JSONCompact' });
    const { data, rows: count } = await result.json<[number]>();
    expect([count, data.length, data.at(-1)]).toEqual([3_000_000, 3_000_000, [2_999_999]]);
  });
});

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import { startClickHouse } from '../../../demo/clickhouse/startClickHouse.ts';
import { startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { eventually } from '../../support/eventually.ts';

const main = join(import.meta.dirname, '../../../demo/clickhouse/main.ts');
const table =
  'CREATE TABLE IF NOT EXISTS acknowledged (writer UInt32, n UInt32) ENGINE = MergeTree ORDER BY (writer, n)';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'watchkeeper-lifecycle-'));
  return () => rm(dataFolder, { recursive: true, force: true });
});

/** Writes single rows from several writers until the server stops answering; gives those that were acknowledged. */
async function writeUntilGone(url: string, onFirst: () => void): Promise<string[]> {
  const acknowledged: string[] = [];
  await Promise.all(
    Array.from({ length: 6 }, async (_, writer) => {
      for (let n = 0; ; n += 1) {
        try {
          const body = `INSERT INTO acknowledged VALUES (${writer}, ${n})`;
          const response = await fetch(url, { method: 'POST', body });
          await response.text();
          if (response.status !== 200) return;
        } catch {
          return;
        }
        acknowledged.push(`${writer}\t${n}`);
        if (acknowledged.length === 30) onFirst();
      }
    }),
  );
  return acknowledged;
}

async function storedRows(): Promise<string[]> {
  const clickhouse = await startEmbeddedClickHouse({ dataFolder });
  const rows = await clickhouse.query('SELECT writer, n FROM acknowledged');
  await clickhouse.stop();
  return rows.split('\n');
}

// Up to six starts in one test: each half a second, and seconds on a machine that does something else.
const limits = { timeout: 120_000 };

describe('rows that were acknowledged', limits, () => {
  it('survive a kill at any moment, and the folder opens again', async () => {
    const expected: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const clickhouse = await startEmbeddedClickHouse({ dataFolder });
      await clickhouse.query(table);
      await clickhouse.query('TRUNCATE TABLE acknowledged');
      expected.splice(
        0,
        Infinity,
        ...(await writeUntilGone(clickhouse.url, () => process.kill(clickhouse.pid, 'SIGKILL'))),
      );
      expect(await clickhouse.exited).toEqual({ code: null, signal: 'SIGKILL' });
      const stored = new Set(await storedRows());
      expect(expected.filter((row) => !stored.has(row))).toEqual([]);
      expect(expected.length).toBeGreaterThanOrEqual(30);
    }
  });

  it('survive a polite end under load, which leaves no process and no row half written', async () => {
    const clickhouse = await startEmbeddedClickHouse({ dataFolder });
    await clickhouse.query(table);
    let stopped: ReturnType<typeof clickhouse.stop> | undefined;
    const acknowledged = await writeUntilGone(clickhouse.url, () => {
      stopped = clickhouse.stop();
    });
    expect(await stopped).toEqual({ code: 0, signal: null });
    expect(new Set(await storedRows())).toEqual(new Set(acknowledged));
  });
});

describe('the end of the process', limits, () => {
  it('waits for a write and cancels a read', async () => {
    const clickhouse = await startEmbeddedClickHouse({ dataFolder });
    await clickhouse.query(table);
    const write = clickhouse.query(
      'INSERT INTO acknowledged SELECT 1, number FROM numbers(5) WHERE sleepEachRow(0.5) = 0',
    );
    const read = clickhouse.query('SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) % 3 = 1');
    read.catch(() => undefined);
    await eventually(async () => {
      expect(await clickhouse.query('SELECT count() FROM system.processes')).toBe('3');
    });
    expect(await clickhouse.stop()).toEqual({ code: 0, signal: null });
    expect(await write).toBe('');
    await expect(read).rejects.toThrow('QUERY_WAS_CANCELLED');
    expect(await storedRows()).toHaveLength(5);
  });

  it('comes with the end of the process that started it', async () => {
    const parent = `
      import { startClickHouse } from ${JSON.stringify(join(import.meta.dirname, '../../../demo/clickhouse/startClickHouse.ts'))};
      const { pid } = await startClickHouse({ dataFolder: ${JSON.stringify(dataFolder)} });
      console.log(pid);
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', parent], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = Number(await text(child.stdout));
    expect(pid).toBeGreaterThan(0);
    await eventually(async () => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  });

  it('comes with it at every moment of the start', async () => {
    for (const afterMs of [0, 50, 100, 150, 200]) {
      const parent = `
        import { spawn } from 'node:child_process';
        const flags = ['--port', '0', '--data', ${JSON.stringify(dataFolder)}];
        const child = spawn(process.execPath, [${JSON.stringify(main)}, ...flags], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
        console.log(child.pid);
        setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${afterMs});`;
      const child = spawn(process.execPath, ['--input-type=module', '--eval', parent], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const pid = Number(await text(child.stdout));
      expect(pid).toBeGreaterThan(0);
      await eventually(async () => expect(() => process.kill(pid, 0), `${afterMs} ms`).toThrow('ESRCH'));
    }
  });

  it('is not brought by the Ctrl-C that its terminal sends to it as well', async () => {
    const clickhouse = await startEmbeddedClickHouse({ dataFolder });
    for (const signal of ['SIGINT', 'SIGHUP'] as const) process.kill(clickhouse.pid, signal);
    expect(await clickhouse.query('SELECT 1')).toBe('1');
    expect(await clickhouse.stop()).toEqual({ code: 0, signal: null });
  });

  it('is waited for by the one that comes after it', async () => {
    const first = await startEmbeddedClickHouse({ dataFolder });
    await first.query(table);
    const write = first.query('INSERT INTO acknowledged SELECT 1, number FROM numbers(5) WHERE sleepEachRow(0.5) = 0');
    await eventually(async () => {
      expect(await first.query('SELECT count() FROM system.processes')).toBe('2');
    });
    const [exit, second] = await Promise.all([first.stop(), startEmbeddedClickHouse({ dataFolder })]);
    expect(exit).toEqual({ code: 0, signal: null });
    expect(await write).toBe('');
    expect(await second.query('SELECT count() FROM acknowledged')).toBe('5');
    await second.stop();
  });

  it('is told to whoever started it', async () => {
    const clickhouse = await startClickHouse({ dataFolder });
    process.kill(clickhouse.pid, 'SIGKILL');
    expect(await clickhouse.exited).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await clickhouse.stop()).toEqual({ code: null, signal: 'SIGKILL' });
  });
});

describe('the command line', () => {
  async function run(...flags: string[]): Promise<{ code: number | null; said: string; complained: string }> {
    const child = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await ended, said, complained };
  }

  it.each([
    ['an unknown flag', ['--prot', '1'], /^Unknown option '--prot'\.\nUsage: /],
    [
      'a port that is none',
      ['--port', 'http', '--data', 'x'],
      /^--port must be a number from 0 to 65535, not "http"\.\n/,
    ],
    ['no folder', ['--port', '0'], /^--data must name the folder that holds the tables\.\n/],
    ['an unknown time zone', ['--data', 'x', '--timezone', 'Mars/Olympus'], /^--timezone must be an IANA name/],
    ['a file in place of a folder', ['--data', main], /^The folder .*main\.ts cannot be used for data: .*\n$/],
  ])('explains %s in a sentence and ends with 2', async (_name, flags, complaint) => {
    const { code, said, complained } = await run(...flags);
    expect([code, said]).toEqual([2, '']);
    expect(complained).toMatch(complaint);
    expect(complained).not.toContain('    at ');
  });

  it('explains a taken port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const { code, complained } = await run('--port', String(port), '--data', dataFolder);
    expect([code, complained]).toEqual([
      2,
      `Port ${port} is taken by another program. Choose another one with --port.\n`,
    ]);
    await new Promise((resolve) => other.close(resolve));
  });

  it('explains a folder that is in use, and leaves it alone', async () => {
    const clickhouse = await startEmbeddedClickHouse({ dataFolder });
    await expect(startClickHouse({ dataFolder })).rejects.toThrow(/^The folder .* is in use by another ClickHouse\. /);
    expect(await clickhouse.query('SELECT 1')).toBe('1');
    await clickhouse.stop();
    expect(await readdir(dataFolder)).not.toContain('lock');
  });
});

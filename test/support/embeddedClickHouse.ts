import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseProcess, startClickHouse } from '../../demo/clickhouse/startClickHouse.ts';

export interface EmbeddedClickHouse extends ClickHouseProcess {
  dataFolder: string;
  /** Creates a database that no other test has seen and gives its name. */
  freshDatabase(): Promise<string>;
  /** Runs one statement over HTTP and gives its answer, one row a line; throws on an exception. */
  query(sql: string, database?: string): Promise<string>;
  /** Ends the process without any farewell. */
  kill(): Promise<void>;
}

export interface EmbeddedClickHouseOptions {
  timezone?: string;
  user?: string;
  password?: string;
  /** Keep to a folder of your own to open it again; without one, `stop()` removes a temporary folder. */
  dataFolder?: string;
}

/** Starts a ClickHouse of its own for a test file; about half a second, so share one and take a fresh database a test. */
export async function startEmbeddedClickHouse(options: EmbeddedClickHouseOptions = {}): Promise<EmbeddedClickHouse> {
  const { dataFolder = await mkdtemp(join(tmpdir(), 'watchkeeper-clickhouse-')), ...rest } = options;
  const removeFolder = async () => {
    if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
  };
  const clickhouse = await startClickHouse({ ...rest, dataFolder }).catch(async (error: unknown) => {
    await removeFolder();
    throw error;
  });
  let databases = 0;

  async function query(sql: string, database = 'default'): Promise<string> {
    const response = await fetch(`${clickhouse.url}/?database=${encodeURIComponent(database)}`, {
      method: 'POST',
      body: sql,
      headers: {
        'X-ClickHouse-User': options.user ?? 'default',
        'X-ClickHouse-Key': Buffer.from(options.password ?? '').toString('latin1'),
      },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text.replace(/\n$/, '');
  }

  return {
    ...clickhouse,
    dataFolder,
    query,
    async freshDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await query(`CREATE DATABASE ${name}`);
      return name;
    },
    async kill() {
      process.kill(clickhouse.pid, 'SIGKILL');
      await clickhouse.exited;
    },
    async stop() {
      const exit = await clickhouse.stop();
      await removeFolder();
      return exit;
    },
  };
}

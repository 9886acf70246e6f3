import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askClickHouse, type ClickHouseAccess } from './askClickHouse.ts';
import { type RunningProgram, startProgram } from './process.ts';

export interface DemoHost {
  program: RunningProgram;
  /** With the token, as the program prints it. */
  signInUrl: string;
  ask(path: string, init?: RequestInit): Promise<unknown>;
  /** Asks the embedded ClickHouse itself, past Watchkeeper. */
  clickhouse(sql: string): Promise<unknown[]>;
  /** The process id of the embedded ClickHouse. */
  clickhousePid(): Promise<number>;
}

/** Starts the demo the way a user does, with everything it keeps under `home`. */
export async function startDemoHost(home: string, env: Record<string, string> = {}): Promise<DemoHost> {
  const program = startProgram('build/start.mjs', ['--demo', '--no-open', '--port', '0'], {
    WATCHKEEPER_HOME: home,
    ...env,
  });
  const [signInUrl] = await program.said(/http:\/\/\S+token=\S+/);
  const token = new URL(signInUrl).searchParams.get('token');
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(path, signInUrl), {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return {
    program,
    signInUrl,
    ask,
    async clickhouse(sql) {
      const connection = await readFile(join(home, 'demo', 'demo-connection.json'), 'utf8');
      const { database, ...access } = JSON.parse(connection) as ClickHouseAccess & { database: string };
      return askClickHouse(access, sql, database);
    },
    async clickhousePid() {
      // ClickHouse says who it is in its own data folder.
      const status = await readFile(join(home, 'demo', 'clickhouse', 'status'), 'utf8');
      return Number(status.match(/^PID: (\d+)/m)?.[1]);
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface ClickHouseProcess {
  url: string;
  version: string;
  pid: number;
  /** Settles when the process has ended, asked to or not. */
  exited: Promise<Exit>;
  /** Finishes running writes and ends the process; whatever has been answered with 200 is on disk. */
  stop(): Promise<Exit>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface StartClickHouse {
  dataFolder: string;
  /** 0 takes any free port. */
  port?: number;
  timezone?: string;
  user?: string;
  password?: string;
  /** By default this Node and the source beside this file. */
  program?: ClickHouseProgram;
}

/** Node, and the script that it runs. */
export interface ClickHouseProgram {
  node: string;
  script: string;
}

/** How long a process that was asked to end may take before it is killed. */
const stopDeadlineMs = 20_000;

/**
 * Starts the embedded ClickHouse in a process of its own and waits until it answers. The process ends with this one.
 *
 * @throws with the process's own sentence where it cannot start (a taken port, a folder in use).
 */
export async function startClickHouse(options: StartClickHouse): Promise<ClickHouseProcess> {
  const program = options.program ?? { node: process.execPath, script: join(import.meta.dirname, 'main.ts') };
  const flags = ['--port', String(options.port ?? 0), '--data', options.dataFolder];
  if (options.timezone !== undefined) flags.push('--timezone', options.timezone);
  const child = spawn(program.node, [program.script, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...inherited(),
      // Command lines can be read by every user of the machine, environments cannot.
      EMBEDDED_CLICKHOUSE_USER: options.user ?? 'default',
      EMBEDDED_CLICKHOUSE_PASSWORD: options.password ?? '',
      // Makes Electron's binary, where it is the one that runs, behave as Node.
      ELECTRON_RUN_AS_NODE: '1',
    },
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const ready = await untilReady(child);

  return {
    ...ready,
    pid: child.pid ?? 0,
    exited,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return exited;
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
      const exit = await exited;
      clearTimeout(killer);
      return exit;
    },
  };
}

/** Tokens and passwords of this process's environment are no business of a database. */
function inherited(): NodeJS.ProcessEnv {
  const names = ['PATH', 'TMPDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'NODE_COMPILE_CACHE'];
  return Object.fromEntries(names.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])));
}

function untilReady(child: ChildProcess): Promise<{ url: string; version: string }> {
  const complaints: string[] = [];
  onLine(child.stderr, (line) => {
    complaints.push(line);
    if (complaints.length > 20) complaints.shift();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    onLine(child.stdout, (line) => {
      const [, version, url] = /^ClickHouse (\S+) is listening on (\S+)$/.exec(line) ?? [];
      if (version !== undefined && url !== undefined) resolve({ url, version });
    });
    // Not `exit`: by `close` the last words have been read.
    child.once('close', (code) => {
      reject(new Error(complaints.join('\n') || `The embedded ClickHouse ended at once with code ${code}.`));
    });
  });
}

function onLine(stream: Readable | null, listener: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', listener);
}

import { mkdirSync } from 'node:fs';
import { loadChdb } from './chdb.ts';
import { openChdbEngine } from './chdbEngine.ts';
import { readCommandLine, usage } from './commandLine.ts';
import type { Engine } from './engine.ts';
import { lockFolder } from './folderLock.ts';
import { createClickHouseServer } from './server.ts';
import { serverArgs } from './serverArgs.ts';
import { openUploads } from './uploads.ts';

/** Statements that run at once; each holds a thread of libuv's pool, which compression and files use as well. */
const maxRunning = 24;
const maxUploadBytes = 8 * 1024 * 1024 * 1024;
const host = '127.0.0.1';
const lockPatienceMs = 5000;
/** Longer than any write that is waited for. Nobody else ends a process whose parent is gone. */
const stopDeadlineMs = 20_000;

const commandLine = readCommandLine(process.argv.slice(2), process.env);
if (!commandLine.ok) end(2, `${commandLine.message}\n${usage}`);
const { port, dataFolder, timezone, user, password } = commandLine.value;

// libuv reads its variable when its pool is first used, the engine its one when it is loaded.
process.env.UV_THREADPOOL_SIZE = String(maxRunning + 8);
process.env.TZ = timezone;
// Where it would look for the user's own clickhouse-local configuration.
delete process.env.HOME;
// The rows may be somebody's: what the engine writes is for this account alone.
process.umask(0o077);

try {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  process.chdir(dataFolder);
} catch (error) {
  end(2, `The folder ${dataFolder} cannot be used for data: ${messageOf(error)}.`);
}
const unlock = await lockFolder('lock', lockPatienceMs);
if (unlock === undefined) {
  end(
    2,
    `The folder ${dataFolder} is in use by another ClickHouse. Stop that one, or choose another folder with --data.`,
  );
}
const engine = openEngine();
const server = createClickHouseServer(engine, await openUploads('uploads', maxUploadBytes), { user, password });
const actualPort = await server.listen(host, port).catch((error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') end(2, `Port ${port} is taken by another program. Choose another one with --port.`);
  if (error.code === 'EACCES')
    end(2, `Port ${port} needs rights that this user lacks. Choose another one with --port.`);
  throw error;
});

let stopping = false;
process.on('SIGTERM', stop);
// A terminal sends these to all of its programs at once; with a parent, that one says when its part is done.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => process.connected || stop());
// The process that started this one is gone, however it went, and maybe before there was anything to end.
process.on('disconnect', stop);
if (process.connected === false) await stop();
console.log(`ClickHouse ${engine.version} is listening on http://${host}:${actualPort}`);

function openEngine(): Engine {
  try {
    return openChdbEngine(loadChdb(), process.cwd(), serverArgs, maxRunning);
  } catch (error) {
    return end(1, `ClickHouse cannot open the folder ${dataFolder}: ${messageOf(error)}.`);
  }
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), stopDeadlineMs).unref();
  await server.close();
  await engine.close();
  unlock?.();
  process.exit(0);
}

function end(code: number, message: string): never {
  console.error(message);
  process.exit(code);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

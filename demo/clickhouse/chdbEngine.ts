import type { Chdb, ChdbConnection } from './chdb.ts';
import type { Engine, Outcome, Work } from './engine.ts';
import { exception, parseException } from './exception.ts';
import { createGate } from './gate.ts';
import { isLarge, limitedSettings, startPieces } from './largeResult.ts';
import { literal, preparation } from './preparation.ts';

const connectionArgs = [
  // Unlike a server, the embedded client takes `1 + 1` for a query.
  '--implicit_select=0',
  // For the parameters that are set first; then the request's own bound, or ClickHouse's, holds.
  '--max_query_size=67108864',
];

/**
 * Opens chDB on a data folder.
 *
 * Every statement gets a connection of its own, which costs about 0.2 ms and is what keeps settings, parameters and
 * the current database of parallel requests apart.
 *
 * @param serverArgs `clickhouse local` arguments that configure the server part (caches, pools, memory).
 * @throws where the folder cannot be opened.
 */
export function openChdbEngine(chdb: Chdb, folder: string, serverArgs: readonly string[], maxRunning: number): Engine {
  const supervisor = chdb.connect(folder, serverArgs);
  const [version = '', timezone = 'UTC'] = ask('SELECT version(), timezone()').trimEnd().split('\t');
  const gate = createGate(maxRunning);
  /** Settled when the engine has let go of the query. */
  const running = new Map<string, Promise<void>>();
  /** Queries that run although nobody waits for them any more, by id. */
  const unwanted = new Set<string>();
  let killing: NodeJS.Timeout | undefined;

  return {
    version,
    timezone,
    async run(work, signal) {
      if (running.has(work.queryId)) {
        const text = `Query with id = ${work.queryId} is already running`;
        return { ok: false, exception: exception('QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING', text) };
      }
      const released = Promise.withResolvers<void>();
      running.set(work.queryId, released.promise);
      const release = () => {
        running.delete(work.queryId);
        released.resolve();
      };
      const leave = await gate.enter(signal);
      if (leave === undefined) {
        release();
        return { ok: false, exception: exception('QUERY_WAS_CANCELLED', 'Query was cancelled') };
      }
      const stopWatching = cancelOnAbort(work.queryId, signal);
      return runInPlace(work, () => {
        stopWatching();
        leave();
        release();
      });
    },
    async close() {
      await Promise.all(running.values());
      chdb.disconnect(supervisor);
    },
  };

  async function runInPlace(work: Work, release: () => void): Promise<Outcome> {
    const limited = limitedSettings(work);
    const outcome = await whole({ ...work, settings: limited ?? work.settings });
    if (limited !== undefined && !outcome.ok && isLarge(outcome.exception)) return inPieces(work, release);
    release();
    return outcome;
  }

  async function whole(work: Work): Promise<Outcome> {
    let connection: ChdbConnection | undefined;
    try {
      connection = connect(work);
      if (work.insert) {
        const result = await chdb.insert(connection, work.sql);
        return succeeded({
          elapsed: result.elapsed,
          writtenRows: result.rowsWritten,
          writtenBytes: result.bytesWritten,
        });
      }
      const result = await chdb.query(connection, work.sql, work.format);
      const { bytes: body, elapsed, rowsRead, bytesRead } = result;
      return succeeded({ body, elapsed, resultRows: rowsRead, resultBytes: bytesRead });
    } catch (error) {
      return failed(error);
    } finally {
      if (connection !== undefined) chdb.disconnect(connection);
    }
  }

  async function inPieces(work: Work, release: () => void): Promise<Outcome> {
    let connection: ChdbConnection | undefined;
    const close = () => {
      if (connection !== undefined) chdb.disconnect(connection);
      release();
    };
    try {
      connection = connect(work);
      return succeeded({ elapsed: 0, body: await startPieces(chdb, connection, work, close) });
    } catch (error) {
      close();
      return failed(error);
    }
  }

  function connect(work: Work): ChdbConnection {
    const connection = chdb.connect(folder, connectionArgs);
    try {
      chdb.ask(connection, preparation(work));
    } catch (error) {
      chdb.disconnect(connection);
      throw error;
    }
    return connection;
  }

  function ask(sql: string): string {
    return chdb.ask(supervisor, sql);
  }

  function cancelOnAbort(queryId: string, signal: AbortSignal): () => void {
    const kill = () => {
      unwanted.add(queryId);
      killing ??= setTimeout(killUnwanted);
    };
    signal.addEventListener('abort', kill, { once: true });
    return () => {
      signal.removeEventListener('abort', kill);
      unwanted.delete(queryId);
      if (unwanted.size > 0) return;
      clearTimeout(killing);
      killing = undefined;
    };
  }

  /**
   * The C interface has no interrupt; KILL QUERY from a second connection is one. One for all of them: it waits for the
   * engine's threads on the thread that serves everyone, and the queries that are to end keep those busy.
   */
  function killUnwanted(): void {
    // A query that the engine is about to start is not in its list yet, and an engine short of memory cannot look.
    killing = setTimeout(killUnwanted, 50);
    try {
      ask(`KILL QUERY WHERE Settings['log_comment'] IN (${[...unwanted].map(literal).join(', ')}) ASYNC`);
    } catch {}
  }
}

type Success = Extract<Outcome, { ok: true }>;

function succeeded({ elapsed, ...rest }: { elapsed: number } & Partial<Success>): Success {
  const nothing = { body: new Uint8Array(), resultRows: 0, resultBytes: 0, writtenRows: 0, writtenBytes: 0 };
  return { ...nothing, ...rest, ok: true, elapsedNs: Math.round(elapsed * 1e9) };
}

function failed(error: unknown): Outcome {
  return { ok: false, exception: parseException(error instanceof Error ? error.message : String(error)) };
}

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A connection of chDB; every one has settings, parameters and a database of its own over the same data. */
export type ChdbConnection = { readonly __chdbConnection: unique symbol };
type ChdbStream = { readonly __chdbStream: unique symbol };

/** The part of chDB that is used here; whatever fails throws an `Error` with ClickHouse's message. */
export interface Chdb {
  /** Opens the data folder with the first connection; the arguments are those of `clickhouse local`. */
  connect(folder: string, args: readonly string[]): ChdbConnection;
  /** Must not be called while something runs on the connection: the engine aborts for the rest of the process. */
  disconnect(connection: ChdbConnection): void;
  /** Runs a short statement on the calling thread and gives its answer as TabSeparated. */
  ask(connection: ChdbConnection, sql: string): string;
  query(connection: ChdbConnection, sql: string, format: string): Promise<ChdbResult>;
  /** Unlike `query` it counts what was written. */
  insert(connection: ChdbConnection, sql: string): Promise<ChdbInsertResult>;
  /** Starts a query whose result is fetched in pieces. Parses and plans on the calling thread. */
  startStream(connection: ChdbConnection, sql: string, format: string): ChdbStream;
  /** After `done` or an error there is nothing left to cancel. */
  fetchPiece(stream: ChdbStream): Promise<{ done: boolean; bytes: Uint8Array }>;
  /** Must not be called during a fetch. */
  cancelStream(stream: ChdbStream): void;
}

interface ChdbResult {
  bytes: Uint8Array;
  /** Seconds. */
  elapsed: number;
  /** Rows and bytes of the result, not of what was read for it. */
  rowsRead: number;
  bytesRead: number;
}

interface ChdbInsertResult {
  elapsed: number;
  rowsWritten: number;
  bytesWritten: number;
}

interface Addon {
  CreateConnection: Chdb['connect'];
  CloseConnection: Chdb['disconnect'];
  QueryWithConnection(connection: ChdbConnection, sql: string, format: string): string;
  QueryAsyncConnection: Chdb['query'];
  InsertRawAsyncConnection(
    connection: ChdbConnection,
    sql: string,
    rows: Uint8Array,
    countLines: boolean,
  ): Promise<ChdbInsertResult>;
  StreamQuery: Chdb['startStream'];
  StreamFetch: Chdb['fetchPiece'];
  StreamCancel: Chdb['cancelStream'];
}

/**
 * Loads chDB's native addon itself: the package's `Session` offers inserts of eight formats into a named table, while
 * the HTTP interface takes any INSERT in any format.
 *
 * @throws where the package, which is optional, is not there or has no build for this machine.
 */
export function loadChdb(): Chdb {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('chdb/package.json'));
  const addon = (require(join(folder, 'dist/loader.js')) as { loadNative(): Addon }).loadNative();
  const noRows = new Uint8Array();
  return {
    connect: (path, args) => addon.CreateConnection(path, args),
    disconnect: (connection) => addon.CloseConnection(connection),
    ask: (connection, sql) => addon.QueryWithConnection(connection, sql, 'TabSeparated'),
    query: (connection, sql, format) => addon.QueryAsyncConnection(connection, sql, format),
    insert: (connection, sql) => addon.InsertRawAsyncConnection(connection, sql, noRows, false),
    startStream: (connection, sql, format) => addon.StreamQuery(connection, sql, format),
    fetchPiece: (stream) => addon.StreamFetch(stream),
    cancelStream: (stream) => addon.StreamCancel(stream),
  };
}

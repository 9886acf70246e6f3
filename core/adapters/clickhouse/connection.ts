import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import { connectionUrlProblem, isLoopback, isUnencrypted } from '../../settings/webUrl.ts';
import { HttpConnection } from './httpConnection.ts';
import type { Row } from './readAnswer.ts';

/** Values bound on the server as `{name:Type}`; never put into the text. */
type Parameters = Record<string, string | number | string[] | number[]>;

/** ClickHouse settings that help; a server or user that refuses them is asked without. */
export type WishedSettings = Record<string, number | string>;

export interface Statement {
  sql: string;
  params?: Parameters;
  /** The table it is about, without database, for messages. */
  table?: string;
}

/** One ClickHouse, through its HTTP interface. Every call is bound by its signal; failures are values. */
export interface Connection {
  readonly database: string;
  readonly tables: Settings['connection']['tables'];
  /** host:port, for messages. */
  readonly host: string;
  readonly user: string;
  /** Plain HTTP beyond this machine. */
  readonly unencrypted: boolean;
  select(statement: Statement, signal: AbortSignal): Promise<Result<Row[]>>;
  /** A statement without an answer: CREATE, ALTER, INSERT … SELECT. */
  run(statement: Statement, signal: AbortSignal, settings?: WishedSettings): Promise<Result<null>>;
  /** `rows` have the keys of `columns`. */
  insert(table: string, columns: readonly string[], rows: readonly Row[], signal: AbortSignal): Promise<Result<null>>;
  /** An INSERT of one's own that ends in FORMAT JSONEachRow and takes `rows` as its data. */
  insertRows(
    statement: Statement,
    rows: readonly Row[],
    signal: AbortSignal,
    settings?: WishedSettings,
  ): Promise<Result<null>>;
  /** "26.7.2.1" */
  version(signal: AbortSignal): Promise<Result<string>>;
  /** Quoted and qualified: `realtime`.`events`. */
  name(table: string): string;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** Silence after which a socket is given up even when no signal says so; 130 s by default. */
  requestTimeoutMs?: number;
  /** Whether answers are compressed; by default those that travel beyond this machine. */
  compress?: boolean;
}

/** Connects nothing yet: the first query does. Fails when the address is missing, malformed or not safe to use. */
export function createConnection(
  connection: Settings['connection'],
  password: string,
  options: ConnectionOptions = {},
): Result<Connection> {
  if (connection.url === '') {
    return failed('notConfigured', 'No ClickHouse is connected yet. Give its address in Setup → Connection.', false);
  }
  const malformed = connectionUrlProblem(connection.url);
  if (malformed) return failed('notConfigured', `The address of ClickHouse ${malformed}.`, false);
  const unencrypted = isUnencrypted(connection.url);
  const url = new URL(connection.url);
  if (unencrypted && !connection.allowUnencrypted) {
    return failed(
      'notConfigured',
      `ClickHouse at ${url.host} would be asked over plain HTTP, where others can read the password, so it is not ` +
        'watched. Use https, or allow it with connection.allowUnencrypted (CLICKHOUSE_ALLOW_HTTP=1).',
      false,
    );
  }
  const client = createClient({
    url: url.origin,
    // Kept apart from the address: there the client would take a path for a database.
    ...(url.pathname === '/' ? {} : { pathname: url.pathname }),
    username: connection.user,
    password,
    application: 'watchkeeper',
    request_timeout: options.requestTimeoutMs ?? 130_000,
    compression: { response: options.compress ?? !isLoopback(url.hostname) },
    keep_alive: { enabled: true, idle_socket_ttl: 2000, eagerly_destroy_stale_sockets: true },
    max_open_connections: 6,
    // Its lines would hold queries and their parameters.
    log: { level: ClickHouseLogLevel.OFF },
  });
  return ok(new HttpConnection(client, connection, url.host, unencrypted));
}

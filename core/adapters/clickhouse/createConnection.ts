import type { Agent } from 'node:http';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Settings } from '../../../shared/settings.ts';
import { connectionUrlProblem, isLoopback, isUnencrypted } from '../../settings/webUrl.ts';
import type { Connection } from './connection.ts';
import { HttpConnection } from './httpConnection.ts';

export interface ConnectionOptions {
  /** Silence after which a socket is given up even when no signal says so; 130 s by default. */
  requestTimeoutMs?: number;
  /** Whether answers are compressed; by default those that travel beyond this machine. */
  compress?: boolean;
  /** Names without a database are of the connection's own; else that need not be there yet. */
  inDatabase?: boolean;
  /** The host's way to an address (system proxy), closed with the connection; without, the client's own. */
  agentFor?: ((url: URL) => Agent) | undefined;
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
        'watched. Use https, or allow plain http in Setup → Connection (CLICKHOUSE_ALLOW_HTTP=1).',
      false,
    );
  }
  const client = createClient({
    url: url.origin,
    // Kept apart from the address: there the client would take a path for a database.
    ...(url.pathname === '/' ? {} : { pathname: url.pathname }),
    ...(options.inDatabase ? { database: connection.database } : {}),
    username: connection.user,
    password,
    application: 'watchkeeper',
    request_timeout: options.requestTimeoutMs ?? 130_000,
    compression: { response: options.compress ?? !isLoopback(url.hostname) },
    keep_alive: { enabled: true, idle_socket_ttl: 2000, eagerly_destroy_stale_sockets: true },
    max_open_connections: 6,
    ...(options.agentFor ? { http_agent: options.agentFor(url) } : {}),
    // Its lines would hold queries and their parameters.
    log: { level: ClickHouseLogLevel.OFF },
  });
  return ok(new HttpConnection(client, connection, url.host, unencrypted));
}

import { hostname } from 'node:os';
import type { Settings } from '../../../shared/settings.ts';
import type { Connection } from '../../adapters/clickhouse/connection.ts';
import { networkFailure } from '../../adapters/http/post.ts';
import type { Clock } from '../../clock.ts';
import { withDeadline } from '../../deadline.ts';
import type { Network } from '../network.ts';
import type { TellAlive } from './heartbeat.ts';

interface TellerOptions {
  /** Null where ClickHouse is not there. */
  connection: Connection | null;
  settings: Settings;
  /** Asked by GET; null: none is set. */
  url: string | null;
  network: Network | null;
  clock: Clock;
}

const deadlineMs = 10_000;

/** Where a sign of life goes, as the settings say. */
export function heartbeatTellers({ connection, settings, url, network, clock }: TellerOptions): TellAlive[] {
  const fetch = network?.fetch ?? globalThis.fetch;
  return [
    ...(url === null ? [] : [within(clock, (signal) => ping(url, fetch, signal))]),
    ...(connection && settings.self.heartbeatRow
      ? [within(clock, (signal) => writeRow(connection, clock, signal))]
      : []),
  ];
}

function within(clock: Clock, tell: TellAlive): TellAlive {
  return async (signal) => {
    const answer = await withDeadline(clock, deadlineMs, signal, tell);
    if (answer.kind === 'done') return answer.value;
    return answer.kind === 'aborted' ? null : 'The heartbeat was not taken in time; it is sent again.';
  };
}

/** The address is a secret: it is in no sentence. */
async function ping(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(url, { signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.ok ? null : `The heartbeat was answered with status ${response.status}; check its address.`;
  } catch (error) {
    const { code } = networkFailure(error, 'heartbeat', 'the heartbeat service');
    return `The heartbeat could not be sent (${code}); it is sent again.`;
  }
}

async function writeRow(connection: Connection, clock: Clock, signal: AbortSignal): Promise<string | null> {
  const { heartbeats } = connection.tables;
  const sql = `INSERT INTO ${connection.name(heartbeats)} (ts, host) SELECT fromUnixTimestamp64Milli({at:Int64}), {host:String}`;
  const params = { at: clock.now(), host: hostname() };
  const written = await connection.run({ sql, params, table: heartbeats }, signal);
  return written.ok ? null : `The heartbeat row was not written. ${written.error.message}`;
}

import type { Connection } from '../../core/adapters/clickhouse/connection.ts';
import { createEngineSource } from '../../core/adapters/clickhouse/engineSource.ts';
import { createWindowsReader } from '../../core/adapters/clickhouse/windowsReader.ts';
import type { Observation } from '../../core/alerts/observation.ts';
import type { Source } from '../../core/monitor/source.ts';
import { Settings } from '../../shared/settings.ts';
import { ManualClock } from './manualClock.ts';
import { recordingLog } from './recordingLog.ts';

const signal = new AbortController().signal;

/** The first column of the first row as a number; table names without database are the connection's own. */
export async function numberFrom(connection: Connection, sql: string): Promise<number> {
  const answer = await connection.select(
    { sql: sql.replaceAll('FROM events', `FROM ${connection.name('events')}`) },
    signal,
  );
  if (!answer.ok) throw new Error(answer.error.message);
  return Number(Object.values(answer.value[0] ?? {})[0]);
}

/** Tells whether two tables hold the same events of [from, to), ms UTC. Only what identifies an event and who caused it. */
export async function fingerprintOfEvents(
  connection: Connection,
  from: number,
  to: number,
  source = connection.name('events'),
): Promise<{ events: number; hash: string }> {
  const sql = `SELECT count() AS events, toString(sum(cityHash64(toUnixTimestamp64Milli(event_time), toString(event_type), session_id))) AS hash
    FROM ${source} WHERE event_time >= fromUnixTimestamp64Milli(${from}) AND event_time < fromUnixTimestamp64Milli(${to})`;
  const answer = await connection.select({ sql }, signal);
  if (!answer.ok) throw new Error(answer.error.message);
  return { events: Number(answer.value[0]?.events), hash: String(answer.value[0]?.hash) };
}

/** The engine as the demo runs it: windows of a minute, judged five seconds after they close. */
export function demoEngine(connection: Connection, historyMs: number): Source {
  const clock = new ManualClock();
  return createEngineSource({
    reader: createWindowsReader(connection, () => clock.now()),
    engine: Settings.parse({ engine: { windowSeconds: 60, latenessSeconds: 5 } }).engine,
    currency: 'USD',
    staleAfterMs: 600_000,
    historyMs,
    writeBack: null,
    clock,
    log: recordingLog(),
  });
}

/** Everything the engine observes when it first looks at `now` (ms UTC). */
export async function judgeShop(
  connection: Connection,
  now: number,
  { historyMs }: { historyMs: number },
): Promise<Observation[]> {
  const report = await demoEngine(connection, historyMs).poll({ now, cursor: null }, signal);
  if (!report.ok || report.value.kind !== 'read') throw new Error(`The engine saw nothing: ${JSON.stringify(report)}`);
  return report.value.batches.flatMap((batch) => batch.observations);
}

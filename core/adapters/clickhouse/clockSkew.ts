import type { Clock } from '../../clock.ts';
import type { Connection } from './connection.ts';

/** An answer that took longer says nothing of use about the moment it was given. */
const longestMs = 2000;

/** How far ClickHouse's clock is ahead of this machine's, ms, to half the time of the answer; null: not known. */
export async function readClockSkew(connection: Connection, clock: Clock, signal: AbortSignal): Promise<number | null> {
  const before = clock.now();
  const answer = await connection.select({ sql: 'SELECT toUnixTimestamp64Milli(now64(3)) AS now' }, signal);
  const after = clock.now();
  if (!answer.ok || after - before > longestMs) return null;
  const theirs = Number(answer.value[0]?.now);
  return Number.isFinite(theirs) ? Math.round(theirs - (before + after) / 2) : null;
}

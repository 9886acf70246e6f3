import type { Connection } from '../../core/adapters/clickhouse/connection.ts';
import { ok, type Result } from '../../shared/problem.ts';

/** Time of the newest event in ms UTC; null when there is none. */
export async function newestEventAt(connection: Connection, signal: AbortSignal): Promise<Result<number | null>> {
  const table = connection.tables.events;
  const sql = `SELECT toFloat64(toUnixTimestamp64Milli(max(event_time))) AS newest, count() AS events FROM ${connection.name(table)}`;
  const asked = await connection.select({ sql, table }, signal);
  if (!asked.ok) return asked;
  const [row] = asked.value;
  return ok(row === undefined || Number(row.events) === 0 ? null : Number(row.newest));
}

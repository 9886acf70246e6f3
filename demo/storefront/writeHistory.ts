import type { Connection } from '../../core/adapters/clickhouse/connection.ts';
import { ok, type Result } from '../../shared/problem.ts';
import type { TimedChange } from './changes.ts';
import { createEventsSql } from './eventsSql.ts';
import type { Shop } from './shop.ts';

export const eventColumns = [
  'event_time',
  'event_type',
  'user_id',
  'session_id',
  'product_id',
  'category',
  'price',
  'quantity',
  'country',
  'device',
] as const;

export interface HistoryRequest {
  /** [from, to), ms UTC. */
  from: number;
  to: number;
  changes?: readonly TimedChange[];
  /** Multiplies the shop's traffic: at 1 a day has about 1.2 million events. */
  volume?: number;
  /** Half as fast again, but if it is cut off, what is there is complete up to its newest event: one can go on from there. */
  inOrder?: boolean;
  /** About how many events one statement makes; bounds its memory. */
  eventsPerStatement?: number;
}

/** The shop's own, on average and at volume 1. */
const eventsPerHour = 50_000;
/** The traffic plan is part of the statement's text, which ClickHouse limits to 256 KiB. */
const longestMs = 2 * 86_400_000;

/** Has ClickHouse write the shop's past: about a million events a second. */
export async function writeHistory(
  connection: Connection,
  shop: Shop,
  request: HistoryRequest,
  signal: AbortSignal,
): Promise<Result<null>> {
  const { from, to, changes = [], volume = 1, inOrder = false, eventsPerStatement = 2_500_000 } = request;
  const eventsSql = createEventsSql(shop);
  const hours = eventsPerStatement / (eventsPerHour * volume);
  const partMs = Math.min(longestMs, Math.max(60_000, Math.floor(hours * 3_600_000)));
  for (let start = from; start < to; start += partMs) {
    const select = eventsSql({ from: start, to: Math.min(to, start + partMs), changes, volume });
    const table = connection.tables.events;
    const order = inOrder ? '\nORDER BY event_time' : '';
    const sql = `INSERT INTO ${connection.name(table)} (${eventColumns.join(', ')})\n${select}${order}`;
    const written = await connection.run({ sql, table }, signal);
    if (!written.ok) return written;
  }
  return ok(null);
}

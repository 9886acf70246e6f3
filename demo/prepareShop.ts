import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Connection } from '../core/adapters/clickhouse/connection.ts';
import { applySchema } from '../core/adapters/clickhouse/schema.ts';
import { ok, type Result } from '../shared/problem.ts';
import { writePlatform } from './platform/writePlatform.ts';
import type { TimedChange } from './storefront/changes.ts';
import { demoIncidents, placeIncidents } from './storefront/incidents.ts';
import { newestEventAt } from './storefront/newestEventAt.ts';
import type { Shop } from './storefront/shop.ts';
import { writeHistory } from './storefront/writeHistory.ts';

export interface PreparedShop {
  /** Everything before is written, ms UTC. */
  writtenTo: number;
  /** The planted incidents, of which the last may go on for a while. */
  incidents: TimedChange[];
}

/** A day that the engine replays, and the baseline of its first hour. */
export const historyMs = 86_400_000;
const writtenMs = historyMs + 3_600_000;
const keptDays = 3;
/** Rises when the shop is modelled otherwise, so that no history is half of one kind and half of another. */
const modelVersion = 2;

/**
 * Brings the tables up to `now` (ms UTC). What an earlier demo wrote within the last day stays and the gap is filled;
 * otherwise a day of history with its incidents is written. `markerFile` says that a history was written to its end.
 */
export async function prepareShop(
  connection: Connection,
  shop: Shop,
  now: number,
  markerFile: string,
  signal: AbortSignal,
): Promise<Result<PreparedShop>> {
  if ((await readFile(markerFile, 'utf8').catch(() => '')) === marker) {
    const newest = await newestWithSchema(connection, signal);
    if (!newest.ok) return newest;
    if (newest.value !== null && now - historyMs < newest.value && newest.value < now) {
      const gap = { from: newest.value + 1, to: now, inOrder: true };
      const filled = await writeHistory(connection, shop, gap, signal);
      const platform = filled.ok ? await writePlatform(connection, { ...gap, changes: [] }, signal) : filled;
      return platform.ok ? ok({ writtenTo: now, incidents: [] }) : platform;
    }
  }

  await rm(markerFile, { force: true });
  const emptied = await emptyTables(connection, signal);
  if (!emptied.ok) return emptied;
  const incidents = placeIncidents(demoIncidents, shop.timeZone, now);
  const written = await writeHistory(connection, shop, { from: now - writtenMs, to: now, changes: incidents }, signal);
  if (!written.ok) return written;
  const platform = await writePlatform(connection, { from: now - writtenMs, to: now, changes: [] }, signal);
  if (!platform.ok) return platform;
  await writeFile(markerFile, marker, { mode: 0o600 });
  return ok({ writtenTo: now, incidents });
}

const marker = JSON.stringify({ storefrontHistory: modelVersion });

async function newestWithSchema(connection: Connection, signal: AbortSignal): Promise<Result<number | null>> {
  const schema = await applySchema(connection, signal);
  return schema.ok ? newestEventAt(connection, signal) : schema;
}

/** Makes all tables anew, and has ClickHouse forget by itself what will be older than a few days. */
async function emptyTables(connection: Connection, signal: AbortSignal): Promise<Result<null>> {
  const dropped = await connection.run({ sql: `DROP DATABASE IF EXISTS ${connection.database} SYNC` }, signal);
  if (!dropped.ok) return dropped;
  const schema = await applySchema(connection, signal);
  if (!schema.ok) return schema;
  const { events, metricWindows, componentMetrics, jobRuns, modelEvents, userRegistrations, pipelineErrors } =
    connection.tables;
  for (const [table, time] of [
    [events, 'toDateTime(event_time)'],
    [metricWindows, 'window_start'],
    ...[componentMetrics, jobRuns, modelEvents, userRegistrations, pipelineErrors].map(
      (each) => [each, 'toDateTime(ts)'] as const,
    ),
  ] as const) {
    const sql = `ALTER TABLE ${connection.name(table)} MODIFY TTL ${time} + INTERVAL ${keptDays} DAY`;
    const altered = await connection.run({ sql, table }, signal);
    if (!altered.ok) return altered;
  }
  return ok(null);
}

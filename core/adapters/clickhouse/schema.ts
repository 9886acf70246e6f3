import { ok, type Result } from '../../../shared/problem.ts';
import type { Connection } from './connection.ts';
import { eventColumns } from './eventAggregates.ts';
import { fillStatement, noteStatement, type SchemaContext, type SchemaPart, schemaParts } from './schemaStatements.ts';
import { readShape, requireColumns } from './tableShape.ts';

export interface SchemaPlan {
  /** Tables and views that are not there. */
  missing: string[];
  /** What `applySchema` would run, in order, for the user to read first. */
  statements: string[];
}

const minuteMs = 60_000;

/** What it takes to have every table of ours; changes nothing. */
export async function planSchema(connection: Connection, signal: AbortSignal): Promise<Result<SchemaPlan>> {
  const planned = await plan(connection, signal);
  if (!planned.ok) return planned;
  const { databaseExists, missing, context } = planned.value;
  const fill = fillOf(connection, missing, context);
  return ok({
    missing: missing.map((part) => part.name),
    statements: [
      ...(databaseExists ? [] : [createDatabase(connection)]),
      ...missing.map((part) => part.create),
      ...fill,
    ],
  });
}

/**
 * Creates what is missing and returns its names; running it again changes nothing. Existing events are counted into
 * `metric_windows` exactly once: the view takes those from the next full minute on, the fill those before it.
 */
export async function applySchema(connection: Connection, signal: AbortSignal): Promise<Result<string[]>> {
  const planned = await plan(connection, signal);
  if (!planned.ok) return planned;
  const { databaseExists, missing, context } = planned.value;
  const statements = [
    ...(databaseExists ? [] : [createDatabase(connection)]),
    ...missing.map((part) => part.create),
    ...fillOf(connection, missing, context),
  ];
  for (const sql of statements) {
    const ran = await connection.run({ sql }, signal);
    if (!ran.ok) return ran;
  }
  return ok(missing.map((part) => part.name));
}

interface Plan {
  databaseExists: boolean;
  missing: SchemaPart[];
  context: SchemaContext;
}

async function plan(connection: Connection, signal: AbortSignal): Promise<Result<Plan>> {
  const found = await connection.select(
    {
      sql: 'SELECT name FROM system.tables WHERE database = {database:String}',
      params: { database: connection.database },
    },
    signal,
  );
  if (!found.ok) return found;
  const existing = new Set(found.value.map((row) => String(row.name)));
  const databases = await connection.select(
    { sql: 'SELECT name FROM system.databases WHERE name = {name:String}', params: { name: connection.database } },
    signal,
  );
  if (!databases.ok) return databases;
  const context = existing.has(connection.tables.events) ? await contextOf(connection, signal) : ok(emptyContext);
  if (!context.ok) return context;
  return ok({
    databaseExists: databases.value.length > 0,
    missing: schemaParts(connection, context.value).filter((part) => !existing.has(part.name)),
    context: context.value,
  });
}

const emptyContext: SchemaContext = { eventsShape: null, exactFrom: null };

async function contextOf(connection: Connection, signal: AbortSignal): Promise<Result<SchemaContext>> {
  const { events } = connection.tables;
  const shape = await readShape(connection, events, signal);
  if (!shape.ok) return shape;
  const complete = requireColumns(connection, events, shape.value, eventColumns);
  if (!complete.ok) return complete;
  const some = await connection.select(
    {
      // The server's clock and not ours: its events are stamped near it.
      sql: `SELECT toUnixTimestamp64Milli(now64(3)) AS now, (SELECT count() FROM (SELECT 1 FROM ${connection.name(events)} LIMIT 1)) AS rows`,
      table: events,
    },
    signal,
  );
  if (!some.ok) return some;
  const row = some.value[0] ?? {};
  const nextMinute = Math.ceil((Number(row.now) + 1) / minuteMs) * minuteMs;
  return ok({ eventsShape: shape.value, exactFrom: Number(row.rows) > 0 ? nextMinute : null });
}

/** The fill belongs to the view: with a view that was there before, the events are counted already. */
function fillOf(connection: Connection, missing: readonly SchemaPart[], context: SchemaContext): string[] {
  const { metricWindows } = connection.tables;
  const makes = (name: string) => missing.some((part) => part.name === name);
  if (!makes(`${metricWindows}_view`) || context.exactFrom === null) return [];
  // A table that lost its view has a hole nobody knows the beginning of: it is only trusted from the new view on.
  if (!makes(metricWindows)) return [noteStatement(connection, context.exactFrom, false)];
  const fill = fillStatement(connection, context);
  return fill === null ? [] : [fill, noteStatement(connection, context.exactFrom, true)];
}

function createDatabase(connection: Connection): string {
  return `CREATE DATABASE IF NOT EXISTS \`${connection.database}\``;
}

import type { Measure } from '../../../shared/detection/measure.ts';
import type { Measurement, MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Connection, Statement } from './connection.ts';
import { eventColumns } from './eventAggregates.ts';
import { measureQuery, toMeasurements } from './measureQuery.ts';
import { metricWindowColumns } from './metricWindowsView.ts';
import { readComment } from './schemaStatements.ts';
import { readShape, requireColumns, type TableShape } from './tableShape.ts';
import { extentQuery, toWindow, windowsFromEvents, windowsFromMinutes } from './windowsQuery.ts';

/** Times are ms UTC; `to` is exclusive. */
interface WindowRange {
  from: number;
  to: number;
  windowMs: number;
}

interface WindowsRead {
  /** Windows that have events, in no order. */
  windows: MetricWindow[];
  /** The newest event in the range. */
  newestEventAt: number | null;
}

interface Extent {
  oldestAt: number | null;
  newestAt: number | null;
}

/** Reads the shop's windows: from `metric_windows` where it is there and complete, else from `events`. */
export interface WindowsReader {
  read(range: WindowRange, signal: AbortSignal): Promise<Result<WindowsRead>>;
  /** The first and the last event before `to` (ms UTC). */
  extent(to: number, signal: AbortSignal): Promise<Result<Extent>>;
  /** What a measure says of the windows of [from, to); it is always asked of `events`. */
  measure(measure: Measure, range: WindowRange, signal: AbortSignal): Promise<Result<MeasureRead>>;
}

type MeasureRead =
  /** By window start; windows without anything to measure are left out. */
  | { kind: 'measured'; windows: ReadonlyMap<number, Measurement> }
  /** What it needs is not there, as a sentence. */
  | { kind: 'unavailable'; message: string };

interface Tables {
  events: TableShape | null;
  minutes: Minutes | null;
  /** Why there is nothing to measure in where `events` is null, as a sentence. */
  withoutEvents: string;
}

interface Minutes {
  shape: TableShape;
  exactFrom: number | null;
  filled: boolean;
}

/** Late events come within this; before the view's first minute the filled windows are only trusted beyond it. */
const fillSlackMs = 3_600_000;
/** Created or dropped tables are noticed after this at the latest. */
const lookAgainMs = 300_000;
/** `metric_windows` without news for so long may have lost its view: `events` is asked whether it has any. */
const minutesQuietMs = 120_000;

export function createWindowsReader(connection: Connection, now: () => number): WindowsReader {
  let known: { tables: Tables; at: number } | null = null;
  let looking: Promise<Result<Tables>> | null = null;

  const remembered = (): Tables | null => (known && Math.abs(now() - known.at) < lookAgainMs ? known.tables : null);

  const look = async (signal: AbortSignal): Promise<Result<Tables>> => {
    // Whoever asks at the same time waits for the first; a look that was broken off is none, and they look themselves.
    if (remembered() === null) await looking?.catch(() => {});
    const tables = remembered();
    if (tables) return ok(tables);
    const at = now();
    looking = lookAtTables(connection, signal).finally(() => {
      looking = null;
    });
    const looked = await looking;
    known = looked.ok ? { tables: looked.value, at } : null;
    return looked;
  };

  /** Asks with what is known of the tables, and once more with a fresh look when the answer says they changed. */
  const ask = async <T>(question: (tables: Tables) => Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> => {
    const wasKnown = known !== null;
    const tables = await look(signal);
    if (!tables.ok) return tables;
    const answer = await question(tables.value);
    if (answer.ok || !wasKnown || answer.error.retryable) return answer;
    known = null;
    const again = await look(signal);
    return again.ok ? question(again.value) : again;
  };

  const readFrom = async (statement: Statement, signal: AbortSignal): Promise<Result<WindowsRead>> => {
    const answer = await connection.select(statement, signal);
    if (!answer.ok) return answer;
    const newest = answer.value.map((row) => Number(row.newest_ms ?? Number.NaN)).filter(Number.isFinite);
    return ok({
      windows: answer.value.map(toWindow),
      newestEventAt: newest.length === 0 ? null : Math.max(...newest),
    });
  };

  const extentOf = async (tables: Tables, to: number, signal: AbortSignal): Promise<Result<Extent>> => {
    const { events, metricWindows } = connection.tables;
    const [table, column, shape] = tables.events
      ? ([events, 'event_time', tables.events] as const)
      : ([metricWindows, 'window_start', tables.minutes?.shape ?? new Map<string, string>()] as const);
    const sql = extentQuery(connection.name(table), column, shape.get(column) ?? 'DateTime');
    const answer = await connection.select({ sql, params: { from: 0, to }, table }, signal);
    if (!answer.ok) return answer;
    const row = answer.value[0] ?? {};
    return ok({ oldestAt: instant(row.oldest_ms), newestAt: instant(row.newest_ms) });
  };

  return {
    read: (range, signal) =>
      ask(async (tables) => {
        if (!tables.minutes || (tables.events && !isComplete(tables.minutes, range))) {
          return readFrom(fromEvents(connection, tables.events, range), signal);
        }
        const read = await readFrom(fromMinutes(connection, tables.minutes.shape, range), signal);
        const at = now();
        if (!read.ok || !tables.events || range.to < at) return read;
        if (read.value.newestEventAt !== null && read.value.newestEventAt > at - minutesQuietMs) return read;
        const extent = await extentOf(tables, range.to, signal);
        if (!extent.ok) return extent;
        const seen = read.value.newestEventAt ?? 0;
        if (extent.value.newestAt === null || extent.value.newestAt <= seen + minutesQuietMs) return read;
        // Nothing feeds the view any more; until the next look the events themselves are counted.
        if (known) known = { ...known, tables: { ...tables, minutes: null } };
        return readFrom(fromEvents(connection, tables.events, range), signal);
      }, signal),

    extent: (to, signal) => ask((tables) => extentOf(tables, to, signal), signal),

    measure: (measure, range, signal) =>
      ask<MeasureRead>(async (tables) => {
        const { events } = connection.tables;
        if (!tables.events) return ok({ kind: 'unavailable', message: tables.withoutEvents });
        const columns = Object.values(measure.columns).map(({ column }) => column);
        const complete = requireColumns(connection, events, tables.events, columns);
        if (!complete.ok) return ok({ kind: 'unavailable', message: complete.error.message });
        const sql = measureQuery(connection.name(events), tables.events, measure);
        const answer = await connection.select({ sql, params: { ...range }, table: events }, signal);
        return answer.ok ? ok({ kind: 'measured', windows: toMeasurements(answer.value) }) : answer;
      }, signal),
  };
}

async function lookAtTables(connection: Connection, signal: AbortSignal): Promise<Result<Tables>> {
  const { events, metricWindows } = connection.tables;
  const [eventsShape, minutesShape] = await Promise.all([
    optionalShape(connection, events, eventColumns, signal),
    optionalShape(connection, metricWindows, metricWindowColumns, signal),
  ]);
  if (eventsShape.ok && eventsShape.value && !(minutesShape.ok && minutesShape.value)) {
    return ok({ events: eventsShape.value, minutes: null, withoutEvents: '' });
  }
  if (!minutesShape.ok) return eventsShape.ok ? minutesShape : eventsShape;
  const minutes = minutesShape.value;
  // Without some column the events cannot be counted, but what a view of others made of them can be read.
  const isIncomplete = !eventsShape.ok && eventsShape.error.code === 'missingColumn';
  if (!eventsShape.ok && !(isIncomplete && minutes)) return eventsShape;
  if (!minutes) {
    return failed(
      'missingTable',
      `There is no table ${connection.database}.${events} on ${connection.host}, so the shop is not watched by the ` +
        'detection engine. Create the tables, or name yours in Setup → Connection.',
      false,
    );
  }
  const comment = await connection.select(
    {
      sql: 'SELECT comment FROM system.tables WHERE database = {database:String} AND name = {name:String}',
      params: { database: connection.database, name: metricWindows },
    },
    signal,
  );
  const note = readComment(comment.ok ? String(comment.value[0]?.comment ?? '') : '');
  return ok({
    events: eventsShape.ok ? eventsShape.value : null,
    minutes: { shape: minutes, ...note },
    withoutEvents: eventsShape.ok
      ? `It is measured in ${connection.database}.${events}, which is not there.`
      : eventsShape.error.message,
  });
}

/** Null when the table is not there. */
async function optionalShape(
  connection: Connection,
  table: string,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<Result<TableShape | null>> {
  const shape = await readShape(connection, table, signal);
  if (!shape.ok) return shape.error.code === 'missingTable' ? ok(null) : shape;
  const complete = requireColumns(connection, table, shape.value, columns);
  return complete.ok ? shape : complete;
}

function fromEvents(connection: Connection, shape: TableShape | null, range: WindowRange): Statement {
  const { events } = connection.tables;
  return { sql: windowsFromEvents(connection.name(events), shape ?? new Map()), params: { ...range }, table: events };
}

function fromMinutes(connection: Connection, shape: TableShape, range: WindowRange): Statement {
  const { metricWindows } = connection.tables;
  return { sql: windowsFromMinutes(connection.name(metricWindows), shape), params: { ...range }, table: metricWindows };
}

function isComplete(minutes: Minutes, range: WindowRange): boolean {
  if (minutes.exactFrom === null || range.from >= minutes.exactFrom) return true;
  return minutes.filled && range.to <= minutes.exactFrom - fillSlackMs;
}

function instant(value: unknown): number | null {
  const ms = Number(value ?? Number.NaN);
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

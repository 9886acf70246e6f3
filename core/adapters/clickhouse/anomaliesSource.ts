import { ok, type Result } from '../../../shared/problem.ts';
import type { ObservationBatch } from '../../alerts/observation.ts';
import type { Log } from '../../log.ts';
import type { PollRequest, SkippedRows, Source, SourceReport } from '../../monitor/source.ts';
import {
  type AnomaliesCursor,
  longHash,
  readAnomaliesCursor,
  shortHash,
  writeAnomaliesCursor,
} from './anomaliesCursor.ts';
import {
  acknowledgementColumns,
  anomalyColumns,
  fetchLimit,
  indexLimit,
  indexQuery,
  rowsQuery,
} from './anomaliesQuery.ts';
import { anomaliesSourceName, isTrue, type ReadAnomaly, toReadAnomaly } from './anomalyRow.ts';
import type { Connection } from './connection.ts';
import type { Row } from './readAnswer.ts';
import { readShape, requireColumns, type TableShape } from './tableShape.ts';

/** Rows that were detected this long before the newest are still found. */
const overlapMs = 3_600_000;
/** At the first start, older rows are history and not news. */
const firstReachMs = 24 * 3_600_000;
/** Acknowledgements of older rows concern nobody any more. */
const acknowledgementReachMs = 7 * 24 * 3_600_000;
/** No clock is that far ahead: rows placed later have a wrong time, and must not lead the watch away from all others. */
const farAheadMs = 24 * 3_600_000;
/** New rows taken in one cycle; the rest follows in the next. */
const maxNewRows = 2000;
/** Created, changed or dropped tables are noticed after this at the latest. */
const lookAgainMs = 300_000;

interface IndexEntry {
  key: string;
  state: string;
  /** Null for a row without any time that can be read. */
  placedMs: number | null;
  acknowledged: boolean;
  /** It stands before the place where the watch goes on, and is here for its acknowledgement alone. */
  isOlder: boolean;
}

/**
 * Rows of `anomalies` as a source, whoever wrote them. Every cycle looks at the hour before the newest row anew, so that late
 * rows and acknowledgements by others are found, and reports what it has not seen yet; the cursor remembers hashes for that. A
 * row that is reported twice all the same (a lost cursor) does no harm: the alert book counts a window once.
 */
export function createAnomaliesSource(options: { connection: Connection; log: Log }): Source {
  const { connection, log } = options;
  const table = connection.tables.anomalies;
  let known: { shape: TableShape; at: number } | null = null;

  const look = async (now: number, signal: AbortSignal): Promise<Result<TableShape>> => {
    if (known && Math.abs(now - known.at) < lookAgainMs) return ok(known.shape);
    const shape = await readShape(connection, table, signal);
    if (!shape.ok) return shape;
    const complete = requireColumns(connection, table, shape.value, anomalyColumns);
    if (!complete.ok) return complete;
    known = { shape: shape.value, at: now };
    return shape;
  };

  const readIndex = async (shape: TableShape, from: number, ackFrom: number, signal: AbortSignal) => {
    const sql = indexQuery(connection.name(table), shape);
    const answer = await connection.select({ sql, params: { from, ackFrom }, table }, signal);
    return answer.ok ? ok(answer.value.map(toIndexEntry)) : answer;
  };

  const readRows = async (shape: TableShape, keys: readonly string[], ackFrom: number, signal: AbortSignal) => {
    const rows: Row[] = [];
    for (let start = 0; start < keys.length; start += fetchLimit) {
      const params = { keys: keys.slice(start, start + fetchLimit).map(longHash), ackFrom };
      const sql = rowsQuery(connection.name(table), shape);
      const answer = await connection.select({ sql, params, table }, signal);
      if (!answer.ok) return answer;
      rows.push(...answer.value);
    }
    return ok(rows);
  };

  const pollOnce = async (request: PollRequest, signal: AbortSignal): Promise<Result<SourceReport>> => {
    const { now } = request;
    const shape = await look(now, signal);
    if (!shape.ok) return shape;
    const stored = readAnomaliesCursor(request.cursor);
    const before = stored !== null && isAstray(stored, now) ? null : stored;
    const start = before ?? beginning(now);
    const ackFrom = Math.max(start.floor, now - acknowledgementReachMs);
    const index = await readIndex(shape.value, start.from, ackFrom, signal);
    if (!index.ok) return index;

    // Rows without a time that were there before watching began are history as well.
    const fresh = index.value.filter(
      (entry) => !start.seen.has(entry.state) && (before !== null || entry.placedMs !== null),
    );
    const taken = fresh.slice(0, maxNewRows);
    const left = new Set(fresh.slice(maxNewRows).map((entry) => entry.state));
    const acknowledged = new Set(index.value.filter((entry) => entry.acknowledged).map((entry) => entry.key));
    const withdrawn = new Set([...start.acknowledged].filter((key) => !acknowledged.has(key)).slice(0, maxNewRows));
    const keys = [...new Set([...taken.map((entry) => entry.key), ...withdrawn])];
    const rows = await readRows(shape.value, keys, ackFrom, signal);
    if (!rows.ok) return rows;

    const read = readAnomalies(rows.value, new Set(taken.map((entry) => entry.state)), withdrawn, now);
    const after = nextCursor(start, index.value, left, now);
    return ok({
      kind: 'read',
      batches: toBatches(read),
      cursor: writeAnomaliesCursor({ ...after, acknowledged }),
      newestRowAt: after.newestAt === null ? null : Math.min(after.newestAt, now),
      skipped: oddRows(read),
      note: missingAcknowledgement(connection, shape.value),
    });
  };

  return {
    name: anomaliesSourceName,
    kind: 'anomalies',
    staleAfterMs: null,

    async poll(request, signal) {
      const remembered = known !== null;
      let report = await pollOnce(request, signal);
      if (!report.ok && !report.error.retryable && remembered) {
        known = null;
        report = await pollOnce(request, signal);
      }
      if (!report.ok && report.error.code === 'missingTable') {
        log.debug('No table of anomalies', { table });
        return ok({ kind: 'notSetUp', message: report.error.message });
      }
      return report;
    },
  };
}

function beginning(now: number): AnomaliesCursor {
  const floor = now - firstReachMs;
  return { floor, from: floor, seen: new Set(), acknowledged: new Set(), newestAt: null };
}

/** A first start with a clock far ahead that was set right since: no row was ever told from there. */
function isAstray(cursor: AnomaliesCursor, now: number): boolean {
  return cursor.newestAt === null && cursor.from > now;
}

/**
 * The overlap is counted from the newest row and not from the clock alone: one that was ahead for a while, and is set right,
 * must not have led the watch past rows that are still to come.
 */
function nextCursor(
  before: AnomaliesCursor,
  index: readonly IndexEntry[],
  left: ReadonlySet<string>,
  now: number,
): Omit<AnomaliesCursor, 'acknowledged'> {
  const recent = index.filter(({ isOlder }) => !isOlder);
  const placed = recent.flatMap((entry) => (entry.placedMs === null ? [] : [entry.placedMs]));
  const leftPlaced = recent.flatMap((entry) =>
    left.has(entry.state) && entry.placedMs !== null ? [entry.placedMs] : [],
  );
  const newest = placed.findLast((at) => at <= now + farAheadMs) ?? before.from;
  // More rows than the index holds, and all of them dealt with: the overlap is given up, or nothing newer would be seen.
  const isFull = recent.length >= indexLimit && left.size === 0;
  const from = isFull ? newest : Math.min(wholeMinute(Math.min(now, newest) - overlapMs), ...leftPlaced.slice(0, 1));
  return {
    floor: before.floor,
    // A clock that was set back must not make old rows new.
    from: Math.max(before.from, from),
    seen: new Set(index.map((entry) => entry.state).filter((state) => !left.has(state))),
    newestAt: placed.length === 0 ? before.newestAt : Math.max(before.newestAt ?? 0, placed.at(-1) ?? 0),
  };
}

/** A cursor that stays the same in quiet cycles need not be written to disk. */
function wholeMinute(at: number): number {
  return Math.floor(at / 60_000) * 60_000;
}

/**
 * The rows to tell: the fresh ones, and the newest of each window that is acknowledged no more. A job may write a window
 * again after somebody acknowledged it, so one acknowledged row speaks for all of its window.
 */
function readAnomalies(
  rows: readonly Row[],
  fresh: ReadonlySet<string>,
  withdrawn: ReadonlySet<string>,
  now: number,
): ReadAnomaly[] {
  const told: ReadAnomaly[] = [];
  for (const [key, ofWindow] of Map.groupBy(rows, (row) => shortHash(String(row.window_key)))) {
    const all = ofWindow.map((row) => ({ ...toReadAnomaly(row, now), state: shortHash(String(row.row_state)) }));
    // Acknowledged rows come first, the newest of each kind before the others.
    const acknowledgement = all[0]?.observation.acknowledgement ?? null;
    const isWithdrawn = withdrawn.has(key) && acknowledgement === null;
    for (const [position, row] of all.entries()) {
      if (!fresh.has(row.state) && !(isWithdrawn && position === 0)) continue;
      told.push({ ...row, observation: { ...row.observation, acknowledgement } });
    }
  }
  return told;
}

function toIndexEntry(row: Row): IndexEntry {
  return {
    key: shortHash(String(row.window_key)),
    state: shortHash(String(row.row_state)),
    placedMs: row.placed_ms === null ? null : Number(row.placed_ms),
    acknowledged: isTrue(row.is_acknowledged),
    isOlder: isTrue(row.is_older),
  };
}

/** One batch for each moment of detection, oldest first. */
function toBatches(read: readonly ReadAnomaly[]): ObservationBatch[] {
  const batches = new Map<number, ObservationBatch>();
  for (const { at, observation } of read.toSorted((a, b) => a.at - b.at)) {
    const batch = batches.get(at) ?? { source: anomaliesSourceName, at, observations: [], completeness: 'rows' };
    batch.observations.push(observation);
    batches.set(at, batch);
  }
  return [...batches.values()];
}

function oddRows(read: readonly ReadAnomaly[]): SkippedRows {
  const oddities = read.flatMap((row) => (row.oddity === null ? [] : [row.oddity]));
  return { count: oddities.length, last: oddities.at(-1) ?? null };
}

function missingAcknowledgement(connection: Connection, shape: TableShape): string | null {
  const missing = acknowledgementColumns.filter((column) => !shape.has(column));
  if (missing.length === 0) return null;
  return (
    `Table ${connection.database}.${connection.tables.anomalies} has no ${missing.join(', ')}: acknowledgements made ` +
    'there by others are not seen, and those made here stay here.'
  );
}

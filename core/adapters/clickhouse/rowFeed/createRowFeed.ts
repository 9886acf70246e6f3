import { failed, ok, type Result } from '../../../../shared/problem.ts';
import { longHash, shortHash } from '../anomaliesCursor.ts';
import { inRange, instantMs } from '../columnExpressions.ts';
import type { Connection } from '../connection.ts';
import type { Row } from '../readAnswer.ts';
import { readShape, requireColumns, type TableShape } from '../tableShape.ts';
import { columnExpression, type FeedColumn, rowHash } from './feedColumns.ts';
import { type FeedCursor, readFeedCursor, writeFeedCursor } from './feedCursor.ts';
import { type IndexEntry, indexLimit, isAstray, nextCursor } from './nextCursor.ts';
import { type ThinOptions, thinOut } from './thinOut.ts';

export interface RowFeedOptions {
  connection: Connection;
  /** Without database. */
  table: string;
  /** The first is the time by which rows are placed; it must be required. */
  columns: readonly FeedColumn[];
  /** At the first start, older rows are history and not news, ms. */
  firstReachMs: number;
  /** New rows taken in one cycle; the rest follows in the next. */
  mostRows: number;
  /** Left out: every row is told. Else, of rows that are alike in these columns, some stand for all. */
  alike?: { columns: readonly string[] } & Omit<ThinOptions, 'mostRows'>;
}

/** A row as its columns were asked for; one that was written twice is told once. */
export interface FedRow {
  /** The same for the same row at any time, in base 36. */
  hash: string;
  /** Rows alike that are dealt with in this reading, copies and this one included; 1 where every row is told. */
  alike: number;
  /** When it was written, ms UTC; never in the future. */
  at: number;
  values: Row;
}

export interface FedRows {
  /** Oldest first. */
  rows: FedRow[];
  cursor: string;
  /** Of all rows, ms UTC; null where there is none. */
  newestAt: number | null;
  /** Rows whose time is ahead of the clock; each counts from now. */
  future: number;
}

/** A table to which others only ever add. */
export interface RowFeed {
  /** New rows since `cursor`, each once, late ones too. A missing table is the problem `missingTable`. */
  read(cursor: string | null, now: number, signal: AbortSignal): Promise<Result<FedRows>>;
  /** The cursor of a first start, for whoever may have to read the same rows again. */
  begin(now: number): string;
}

/** Rows asked for at once: their hashes stay well inside the length of a request. */
const fetchLimit = 500;
/** Created, changed or dropped tables are noticed after this at the latest. */
const lookAgainMs = 300_000;
/** Others' clocks may run ahead by this much. */
const skewMs = 300_000;

export function createRowFeed(options: RowFeedOptions): RowFeed {
  const { connection, table, columns, firstReachMs, mostRows, alike } = options;
  const [timeColumn] = columns;
  if (timeColumn === undefined) throw new Error('A feed needs a column of time.');
  const { name: time } = timeColumn;
  const required = columns.filter((column) => column.required).map(({ name }) => name);
  let known: { shape: TableShape; at: number } | null = null;

  async function look(now: number, signal: AbortSignal): Promise<Result<TableShape>> {
    if (known && Math.abs(now - known.at) < lookAgainMs) return ok(known.shape);
    const shape = await readShape(connection, table, signal);
    if (!shape.ok) return shape;
    const complete = requireColumns(connection, table, shape.value, required);
    if (!complete.ok) return complete;
    known = { shape: shape.value, at: now };
    return shape;
  }

  async function readIndex(
    shape: TableShape,
    { from, through }: FeedCursor,
    signal: AbortSignal,
  ): Promise<Result<IndexEntry[]>> {
    const kind = alike ? `toString(${rowHash(columns.filter(isAlikeIn), shape)})` : "''";
    const rest = through === null ? '' : '\nWHERE placed_ms > {from:Int64} OR row_hash > {through:String}';
    const sql = `SELECT row_hash, placed_ms, kind_hash, count() AS copies
FROM (
  SELECT toString(${rowHash(columns, shape)}) AS row_hash, ${placed(shape)} AS placed_ms, ${kind} AS kind_hash
  FROM ${connection.name(table)}
  WHERE ${inRange(time, typeOfTime(shape), 'from')}
)${rest}
GROUP BY row_hash, placed_ms, kind_hash
ORDER BY placed_ms, row_hash
LIMIT ${indexLimit}`;
    const params = { from, ...(through === null ? {} : { through: longHash(through) }) };
    const answer = await connection.select({ sql, params, table }, signal);
    return answer.ok ? ok(answer.value.flatMap(toIndexEntry)) : answer;
  }

  async function fetch(shape: TableShape, entries: readonly IndexEntry[], signal: AbortSignal): Promise<Result<Row[]>> {
    const rows: Row[] = [];
    for (let start = 0; start < entries.length; start += fetchLimit) {
      const wanted = entries.slice(start, start + fetchLimit);
      const [from, to] = [wanted[0]?.placedMs ?? 0, (wanted.at(-1)?.placedMs ?? 0) + 1];
      // Under another name than the column's: an alias would stand for the column in the hash.
      const read = columns.map((column) => `${columnExpression(column, shape)} AS read_${column.name}`);
      const sql = `SELECT toString(${rowHash(columns, shape)}) AS row_hash, ${placed(shape)} AS placed_ms, ${read.join(', ')}
FROM ${connection.name(table)}
WHERE ${inRange(time, typeOfTime(shape))} AND has({hashes:Array(String)}, row_hash)
ORDER BY placed_ms, row_hash
LIMIT 1 BY row_hash`;
      const params = { from, to, hashes: wanted.map(({ hash }) => longHash(hash)) };
      const answer = await connection.select({ sql, params, table }, signal);
      if (!answer.ok) return answer;
      rows.push(...answer.value);
    }
    return ok(rows);
  }

  const isAlikeIn = ({ name }: FeedColumn) => alike?.columns.includes(name) ?? false;
  const typeOfTime = (shape: TableShape) => shape.get(time) ?? 'DateTime';
  const placed = (shape: TableShape) => instantMs(time, typeOfTime(shape));

  async function readOnce(cursor: string | null, now: number, signal: AbortSignal): Promise<Result<FedRows>> {
    const shape = await look(now, signal);
    if (!shape.ok) return shape;
    const before = readFeedCursor(cursor);
    const start = before === null || isAstray(before, now) ? beginning(now) : before;
    const index = await readIndex(shape.value, start, signal);
    if (!index.ok) return index;
    const fresh = index.value.filter(({ hash }) => !start.seen.has(hash));
    const { chosen, left } = alike
      ? thinOut(fresh, { ...alike, mostRows })
      : { chosen: fresh.slice(0, mostRows), left: fresh.slice(mostRows) };
    const rows = await fetch(shape.value, chosen, signal);
    if (!rows.ok) return rows;
    const after = nextCursor(start, index.value, left, now);
    const taken = fresh.slice(0, fresh.length - left.length);
    const countAlike = alike ? countKinds(taken, chosen) : () => 1;
    return ok({
      rows: rows.value.map((row) => {
        const hash = shortHash(String(row.row_hash));
        const at = Math.min(Number(row.placed_ms), now);
        return { hash, at, alike: countAlike(hash), values: valuesOf(row, columns) };
      }),
      cursor: writeFeedCursor(after),
      newestAt: after.newestAt === null ? null : Math.min(after.newestAt, now),
      future: taken.filter(({ placedMs }) => placedMs > now + skewMs).length,
    });
  }

  const beginning = (now: number): FeedCursor => ({
    ...{ from: now - firstReachMs, through: null, newestAt: null },
    seen: new Set(),
  });

  return {
    begin: (now) => writeFeedCursor(beginning(now)),
    async read(cursor, now, signal) {
      const remembered = known !== null;
      const answer = await readOnce(cursor, now, signal);
      if (answer.ok || answer.error.retryable || !remembered) return answer;
      // The table may have been changed since it was looked at.
      known = null;
      return signal.aborted ? failed('aborted', 'The check was stopped.') : readOnce(cursor, now, signal);
    },
  };
}

function valuesOf(row: Row, columns: readonly FeedColumn[]): Row {
  return Object.fromEntries(columns.map(({ name }) => [name, row[`read_${name}`] ?? null]));
}

function toIndexEntry(row: Row): IndexEntry[] {
  const hash = shortHash(String(row.row_hash));
  const kind = String(row.kind_hash) || hash;
  return row.placed_ms === null ? [] : [{ hash, placedMs: Number(row.placed_ms), kind, copies: Number(row.copies) }];
}

/** How many rows of `taken` there are of the kind of each that was chosen, by its hash. */
function countKinds(taken: readonly IndexEntry[], chosen: readonly IndexEntry[]): (hash: string) => number {
  const counts = new Map<string, number>();
  for (const { kind, copies } of taken) counts.set(kind, (counts.get(kind) ?? 0) + copies);
  const kinds = new Map(chosen.map(({ hash, kind }) => [hash, kind]));
  return (hash) => counts.get(kinds.get(hash) ?? '') ?? 1;
}

import { inRange, instantMs, isNullable, textOf } from './columnExpressions.ts';
import { isText, plainType, type TableShape } from './tableShape.ts';

/** Columns of `anomalies` that the watch cannot do without. */
export const anomalyColumns = [
  'window_start',
  'anomaly_type',
  'severity',
  'description',
  'metric_value',
  'expected_value',
  'detected_at',
] as const;

export const acknowledgementColumns = ['acknowledged', 'acknowledged_at', 'acknowledged_by'] as const;

/** Longer descriptions are cut by ClickHouse, so that a megabyte never travels. */
export const descriptionLength = 2000;

/** Rows looked at in one cycle; only their hashes travel. */
export const indexLimit = 20_000;
/** Times before the year 2000, ms UTC, are zeros and defaults of columns that nobody filled in. */
export const earliestMs = Date.UTC(2000, 0, 1);
/** Windows whose rows are asked for at once: their keys stay well inside the length of an address. */
export const fetchLimit = 200;
/** Rows told of one window of one type: a streaming job may write the same window again and again. */
const rowsOfWindow = 20;

/**
 * Which rows there are: since `{from:Int64}`, the oldest first, and after them of the older ones those acknowledged since
 * `{ackFrom:Int64}` (both ms UTC), the newest first, so that these never take the place of what is new. `window_key` stands
 * for type and window, `row_state` changes with everything that may change in a row.
 */
export function indexQuery(table: string, shape: TableShape): string {
  const row = rowExpressions(shape);
  const older = row.acknowledged === null ? '' : ` OR (${row.acknowledged} AND ${row.since('ackFrom')})`;
  return `SELECT
  toString(${row.key}) AS window_key,
  toString(${row.state}) AS row_state,
  ${row.placed} AS placed_ms,
  ${row.acknowledged ?? '0'} AS is_acknowledged,
  ifNull(placed_ms < {from:Int64}, 0) AS is_older
FROM ${table}
WHERE ${row.since('from')}${older}${row.orUnplaced}
ORDER BY is_older, if(is_older, -placed_ms, placed_ms)
LIMIT ${indexLimit}`;
}

/** The rows with one of `{keys:Array(String)}`, none older than `{ackFrom:Int64}`. */
export function rowsQuery(table: string, shape: TableShape): string {
  const row = rowExpressions(shape);
  return `SELECT
  toString(${row.key}) AS window_key,
  toString(${row.state}) AS row_state,
  ${row.placed} AS placed_ms,
  ${instantMs('window_start', row.type('window_start'))} AS window_ms,
  ${instantMs('detected_at', row.type('detected_at'))} AS detected_ms,
  ${row.text('detected_at', 40)} AS detected_text,
  ${row.text('anomaly_type', 200)} AS type_text,
  ${row.text('severity', 60)} AS severity_text,
  ${row.text('description', descriptionLength + 1)} AS description_text,
  ${row.text('metric_value', 100)} AS metric_text,
  ${row.text('expected_value', 100)} AS expected_text,
  ${row.acknowledged ?? '0'} AS is_acknowledged,
  ${row.acknowledgedMs} AS acknowledged_ms,
  ${row.acknowledgedBy} AS acknowledged_by_text
FROM ${table}
WHERE (${row.since('ackFrom')}${row.orUnplaced}) AND has({keys:Array(String)}, toString(${row.key}))
ORDER BY is_acknowledged DESC, placed_ms DESC
LIMIT ${rowsOfWindow} BY window_key`;
}

function rowExpressions(shape: TableShape) {
  const type = (column: string) => shape.get(column) ?? 'String';
  const text = (column: string, length: number) =>
    `substringUTF8(toString(${textOf(column, type(column))}), 1, ${length})`;
  const detected = instantMs('detected_at', type('detected_at'));
  const window = instantMs('window_start', type('window_start'));
  const key = `cityHash64(${text('anomaly_type', 200)}, ${text('window_start', 40)})`;
  const identity = [text('detected_at', 40), text('metric_value', 100), text('description', 200)];
  const isFilled = !isText(type('detected_at')) && !isNullable(type('detected_at'));
  const time = (instant: string) => `if(${instant} >= ${earliestMs}, ${instant}, NULL)`;
  const placed = `coalesce(${time(detected)}, ${time(window)})`;
  const undetected = `detected_at < toDateTime(${earliestMs / 1000})`;
  const acknowledged = shape.has('acknowledged') ? isTrueExpression('acknowledged', type('acknowledged')) : null;
  const optional = (column: string, expression: (type: string) => string, otherwise: string) =>
    acknowledged !== null && shape.has(column) ? expression(type(column)) : otherwise;
  const acknowledgedMs = optional('acknowledged_at', (each) => instantMs('acknowledged_at', each), 'NULL');
  const acknowledgedBy = optional('acknowledged_by', () => text('acknowledged_by', 100), "''");
  return {
    type,
    text,
    key,
    acknowledged,
    acknowledgedMs,
    acknowledgedBy,
    state: `cityHash64(${[key, ...identity, text('severity', 60), acknowledged ?? '0', acknowledgedBy].join(', ')})`,
    /** Where the row stands in time: its detection, or its window where that cannot be read. */
    placed,
    /** Placed at or after the parameter; on the column itself where that is never empty, so that its order helps. */
    since: (parameter: 'from' | 'ackFrom') => {
      const since = `${placed} >= {${parameter}:Int64}`;
      if (!isFilled) return since;
      const detectedSince = inRange('detected_at', type('detected_at'), 'from');
      return `(${detectedSince.replaceAll('{from:Int64}', `{${parameter}:Int64}`)} OR (${undetected} AND ${since}))`;
    },
    orUnplaced: isFilled ? ` OR (${undetected} AND isNull(${placed}))` : ` OR isNull(${placed})`,
  };
}

export function isTrueExpression(column: string, type: string): string {
  if (plainType(type) === 'Bool') return `ifNull(${column}, false)`;
  if (isText(type)) return `lower(${textOf(column, type)}) IN ('1', 'true', 'yes', 't', 'y')`;
  return `ifNull(${column}, 0) != 0`;
}

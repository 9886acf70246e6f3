import { finiteNumber, inRange, instantMs, textOf } from '../columnExpressions.ts';
import { columnExpression } from '../rowFeed/feedColumns.ts';
import { plainType, type TableShape } from '../tableShape.ts';

export const metricColumns = ['ts', 'component', 'metric', 'value'] as const;

/**
 * Each series of `{metrics:Array(String)}` (of `{component:String}`, where that is not empty) by minutes since `{from:Int64}`:
 * the last number of each, when its newest sample was taken, and how many samples after `{oddFrom:Int64}` up to `{now:Int64}`
 * were no number. What was written between `{now:Int64}` and `{to:Int64}`, by clocks that run ahead, counts as of now. Times ms UTC.
 */
export function metricsQuery(table: string, shape: TableShape, most: number, ofIds = false): string {
  // Series are ordered by name, so that those beyond the limit are always the same.
  return `SELECT series_component, series_metric, series_labels,
  groupArrayIf(minute, numbers > 0) AS minutes,
  groupArrayIf(minute_value, numbers > 0) AS minute_values,
  max(newest_ms) AS newest,
  sum(odd) AS odd_samples
FROM (
  SELECT series_component, series_metric, series_labels,
    intDiv(least(read_ms, {now:Int64}) - {from:Int64}, 60000) AS minute,
    argMaxIf(assumeNotNull(read_number), (read_ms, assumeNotNull(read_number)), isNotNull(read_number)) AS minute_value,
    countIf(isNotNull(read_number)) AS numbers,
    countIf(isNull(read_number) AND read_ms > {oddFrom:Int64} AND read_ms <= {now:Int64}) AS odd,
    max(least(read_ms, {now:Int64})) AS newest_ms
  FROM (
    SELECT ${seriesColumns(shape)},
      assumeNotNull(${instantMs('ts', typeOf('ts', shape))}) AS read_ms,
      ${finiteNumber('value', typeOf('value', shape))} AS read_number
    FROM ${table}
    WHERE ${inRange('ts', typeOf('ts', shape))} AND ${isWanted(shape)}${ofIds ? `\n      AND has({ids:Array(String)}, ${seriesId})` : ''}
  )
  GROUP BY series_component, series_metric, series_labels, minute
)
GROUP BY series_component, series_metric, series_labels
ORDER BY series_metric, series_component, series_labels
LIMIT ${most} BY series_metric`;
}

/** When each of the same series last said anything since `{from:Int64}`, ms UTC. */
export function lastSeenQuery(table: string, shape: TableShape, most: number): string {
  return `SELECT ${seriesColumns(shape)},
  max(least(assumeNotNull(${instantMs('ts', typeOf('ts', shape))}), {now:Int64})) AS newest
FROM ${table}
WHERE ${inRange('ts', typeOf('ts', shape))} AND ${isWanted(shape)}
GROUP BY series_component, series_metric, series_labels
ORDER BY series_metric, series_component, series_labels
LIMIT ${most} BY series_metric`;
}

/**
 * Every series since `{from:Int64}` with when it last said anything, the newest first, and how many there are; `series_id` is
 * what `{ids:Array(String)}` of the other questions names. Times ms UTC.
 */
export function everySeriesQuery(table: string, shape: TableShape, most: number): string {
  return `SELECT series_component, series_metric, series_labels, ${seriesId} AS series_id, newest,
  count() OVER () AS total
FROM (
  SELECT ${seriesColumns(shape)},
    max(least(assumeNotNull(${instantMs('ts', typeOf('ts', shape))}), {now:Int64})) AS newest
  FROM ${table}
  WHERE ${inRange('ts', typeOf('ts', shape))}
  GROUP BY series_component, series_metric, series_labels
)
ORDER BY intDiv(newest, 600000) DESC, series_metric, series_component, series_labels
LIMIT ${most}`;
}

/** Which metrics there are since `{from:Int64}`, each with its components, their last number and when it came. */
export function choicesQuery(table: string, shape: TableShape, most: number): string {
  return `SELECT series_component, series_metric,
  argMaxIf(assumeNotNull(read_number), read_ms, isNotNull(read_number)) AS last_number,
  countIf(isNotNull(read_number)) AS numbers,
  max(read_ms) AS newest,
  uniq(series_labels) AS series
FROM (
  SELECT ${seriesColumns(shape)},
    assumeNotNull(${instantMs('ts', typeOf('ts', shape))}) AS read_ms,
    ${finiteNumber('value', typeOf('value', shape))} AS read_number
  FROM ${table}
  WHERE ${inRange('ts', typeOf('ts', shape))}
)
GROUP BY series_component, series_metric
ORDER BY series_metric, series_component
LIMIT ${most}`;
}

const seriesId = 'toString(cityHash64(series_component, series_metric, series_labels))';

const typeOf = (column: string, shape: TableShape) => shape.get(column) ?? 'String';

function seriesColumns(shape: TableShape): string {
  return `${textOf('component', typeOf('component', shape))} AS series_component,
    ${textOf('metric', typeOf('metric', shape))} AS series_metric,
    ${labelsText(shape)} AS series_labels`;
}

function isWanted(shape: TableShape): string {
  const component = textOf('component', typeOf('component', shape));
  return `has({metrics:Array(String)}, toString(${textOf('metric', typeOf('metric', shape))}))
    AND ({component:String} = '' OR ${component} = {component:String})`;
}

/** Labels as JSON; of a map as pairs in one order, whatever the row's. */
function labelsText(shape: TableShape): string {
  const isMap = plainType(shape.get('labels') ?? '').startsWith('Map(');
  if (isMap) return 'toJSONString(arraySort(arrayZip(mapKeys(labels), mapValues(labels))))';
  return columnExpression({ name: 'labels', as: 'text', length: 2000 }, shape);
}

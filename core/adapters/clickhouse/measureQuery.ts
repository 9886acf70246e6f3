import type { Measure } from '../../../shared/detection/measure.ts';
import type { Measurement } from '../../../shared/detection/metricWindow.ts';
import { finiteNumber, inRange, instantMs, textOf } from './columnExpressions.ts';
import type { Row } from './readAnswer.ts';
import type { TableShape } from './tableShape.ts';
import { windowStart } from './windowsQuery.ts';

/** The measure over the windows of [from, to); parameters `from`, `to`, `windowMs` in ms. */
export function measureQuery(table: string, shape: TableShape, measure: Measure): string {
  const type = shape.get('event_time') ?? 'DateTime64(3)';
  const instant = instantMs('event_time', type);
  const columns = Object.entries(measure.columns).map(([name, { column, as }]) => {
    const read = as === 'text' ? textOf : finiteNumber;
    return `,\n    ${read(column, shape.get(column) ?? 'String')} AS ${name}`;
  });
  return `WITH shop_events AS (
  SELECT
    ${windowStart(instant)} AS window_at,
    ${instant} AS at_ms${columns.join('')}
  FROM ${table}
  WHERE ${inRange('event_time', type)}
)
${measure.sql}`;
}

/** By window start, ms UTC. */
export function toMeasurements(rows: readonly Row[]): Map<number, Measurement> {
  return new Map(
    rows.map((row) => [
      Number(row.window_at),
      { value: row.value === null ? null : Number(row.value), samples: Number(row.samples) },
    ]),
  );
}

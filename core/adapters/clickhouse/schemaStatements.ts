import type { Connection } from './connection.ts';
import { perMinute } from './metricWindowsView.ts';
import { signalTables } from './signalTables.ts';
import type { TableShape } from './tableShape.ts';

/** Rises with every change of the statements below; written into the comment of each table that they make. */
const schemaVersion = 1;

/** What exists already decides how the views are made. */
export interface SchemaContext {
  /** Columns of `events`; null when this schema makes it. */
  eventsShape: TableShape | null;
  /** When events are there already: the view counts those from here on (ms UTC), a fill the earlier ones. */
  exactFrom: number | null;
}

export interface SchemaPart {
  /** Table or view, without database. */
  name: string;
  create: string;
}

const ownEvents: readonly (readonly [string, string])[] = [
  ['event_time', "DateTime64(3, 'UTC')"],
  ['event_type', 'LowCardinality(String)'],
  ['user_id', 'String'],
  ['session_id', 'String'],
  ['product_id', 'String'],
  ['category', 'LowCardinality(String)'],
  ['price', 'Nullable(Float64)'],
  ['quantity', 'UInt32'],
  ['country', 'LowCardinality(String)'],
  ['device', 'LowCardinality(String)'],
];

/** Every table and view, in the order they must be made. */
export function schemaParts(connection: Connection, context: SchemaContext): SchemaPart[] {
  const { events, metricWindows, anomalies, baselines } = connection.tables;
  const shape = context.eventsShape ?? new Map(ownEvents);
  const exactFrom = context.exactFrom === null ? {} : { from: context.exactFrom };
  const populate = context.exactFrom === null ? '' : 'POPULATE ';
  return [
    table(
      connection,
      events,
      columns(ownEvents),
      'MergeTree\nPARTITION BY toYYYYMMDD(event_time)\nORDER BY event_time',
    ),
    table(
      connection,
      metricWindows,
      columns([
        ['window_start', "DateTime('UTC')"],
        ['events', 'SimpleAggregateFunction(sum, UInt64)'],
        ['sessions', 'AggregateFunction(uniq, String)'],
        ['carts_added', 'SimpleAggregateFunction(sum, UInt64)'],
        ['purchases', 'SimpleAggregateFunction(sum, UInt64)'],
        ['revenue', 'SimpleAggregateFunction(sum, Float64)'],
        ['purchases_without_price', 'SimpleAggregateFunction(sum, UInt64)'],
        ['events_without_category', 'SimpleAggregateFunction(sum, UInt64)'],
        ['purchases_by_category', 'AggregateFunction(sumMap, Array(String), Array(UInt64))'],
        ['newest_event', "SimpleAggregateFunction(max, DateTime64(3, 'UTC'))"],
      ]),
      // A cycle reads an hour of minutes: with the usual 8192 rows to a mark it would read the states of five days.
      'AggregatingMergeTree\nPARTITION BY toYYYYMM(window_start)\nORDER BY window_start\nSETTINGS index_granularity = 64',
      context.exactFrom === null ? '' : `, exact from ${new Date(context.exactFrom).toISOString()}`,
    ),
    {
      name: `${metricWindows}_view`,
      create:
        `CREATE MATERIALIZED VIEW IF NOT EXISTS ${connection.name(`${metricWindows}_view`)} ` +
        `TO ${connection.name(metricWindows)} AS\n${perMinute(connection.name(events), shape, exactFrom)}`,
    },
    // Read by the newest detections and by type and window.
    table(
      connection,
      anomalies,
      columns([
        ['window_start', "DateTime('UTC')"],
        ['anomaly_type', 'LowCardinality(String)'],
        ['severity', 'LowCardinality(String)'],
        ['description', 'String'],
        ['metric_value', 'String'],
        ['expected_value', 'String'],
        ['detected_at', "DateTime('UTC')"],
        ['acknowledged', 'UInt8 DEFAULT 0'],
        ['acknowledged_at', "Nullable(DateTime('UTC'))"],
        ['acknowledged_by', 'String'],
      ]),
      // The deduplication keeps apart clients that write the same anomaly at the same instant.
      'MergeTree\nPARTITION BY toYYYYMM(detected_at)\nORDER BY (detected_at, window_start, anomaly_type)\n' +
        'SETTINGS non_replicated_deduplication_window = 1000',
    ),
    // Many clients may write the same baseline: one stays, at the same instant too.
    table(
      connection,
      baselines,
      columns([
        ['metric_name', 'LowCardinality(String)'],
        ['window_size', 'UInt32'],
        ['avg_value', 'Float64'],
        ['stddev_value', 'Float64'],
        ['min_value', 'Float64'],
        ['max_value', 'Float64'],
        ['percentile_95', 'Float64'],
        ['sample_count', 'UInt32'],
        ['computed_at', "DateTime('UTC')"],
      ]),
      'ReplacingMergeTree\nPARTITION BY toYYYYMM(computed_at)\nORDER BY (metric_name, window_size, computed_at)\n' +
        'SETTINGS non_replicated_deduplication_window = 1000',
    ),
    {
      name: 'anomaly_summary',
      create: `CREATE MATERIALIZED VIEW IF NOT EXISTS ${connection.name('anomaly_summary')}
ENGINE = SummingMergeTree
ORDER BY (anomaly_date, severity, anomaly_type)
SETTINGS non_replicated_deduplication_window = 1000
${populate}AS
SELECT toDate(detected_at) AS anomaly_date, severity, anomaly_type, count() AS anomaly_count
FROM ${connection.name(anomalies)}
GROUP BY anomaly_date, severity, anomaly_type`,
    },
    {
      name: 'revenue_per_minute',
      create: `CREATE MATERIALIZED VIEW IF NOT EXISTS ${connection.name('revenue_per_minute')}
ENGINE = SummingMergeTree
ORDER BY window_start
${populate}AS
SELECT window_start, revenue, purchases
FROM (
${perMinute(connection.name(events), shape)}
)`,
    },
    ...signalTables(connection.tables).map(({ name, columns: list, engine }) =>
      table(connection, name, columns(list), engine),
    ),
  ];
}

/** Counts the events from before the view into `metric_windows`; null when there are none. */
export function fillStatement(connection: Connection, context: SchemaContext): string | null {
  if (context.eventsShape === null || context.exactFrom === null) return null;
  const { events, metricWindows } = connection.tables;
  const earlier = perMinute(connection.name(events), context.eventsShape, { to: context.exactFrom });
  return `INSERT INTO ${connection.name(metricWindows)}\n${earlier}`;
}

/** Says in the comment of `metric_windows` from when on it is complete, and whether what came before was filled in. */
export function noteStatement(connection: Connection, exactFrom: number, filled: boolean): string {
  const note = `watchkeeper schema ${schemaVersion}, exact from ${new Date(exactFrom).toISOString()}${filled ? ', filled' : ''}`;
  return `ALTER TABLE ${connection.name(connection.tables.metricWindows)} MODIFY COMMENT '${note}'`;
}

/** Reads what the comment of `metric_windows` says; a table made by others says nothing and is taken as complete. */
export function readComment(comment: string): { version: number | null; exactFrom: number | null; filled: boolean } {
  const [, version, exactFrom, filled] =
    /^watchkeeper schema (\d+)(?:, exact from (\S+?))?(, filled)?$/.exec(comment) ?? [];
  return {
    version: version === undefined ? null : Number(version),
    exactFrom: exactFrom === undefined ? null : Date.parse(exactFrom),
    filled: filled !== undefined,
  };
}

function table(connection: Connection, name: string, body: string, engine: string, note = ''): SchemaPart {
  return {
    name,
    create:
      `CREATE TABLE IF NOT EXISTS ${connection.name(name)} (\n${body}\n) ENGINE = ${engine}\n` +
      `COMMENT 'watchkeeper schema ${schemaVersion}${note}'`,
  };
}

function columns(list: readonly (readonly [string, string])[]): string {
  return list.map(([name, type]) => `    ${name} ${type}`).join(',\n');
}

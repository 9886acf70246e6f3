import { ok, type Result } from '../../../shared/problem.ts';
import type { Observation } from '../../alerts/observation.ts';
import { anomalyColumns } from './anomaliesQuery.ts';
import { inRange, instantMs, textOf } from './columnExpressions.ts';
import { instantAs } from './columnValues.ts';
import type { Connection } from './connection.ts';
import type { Row } from './readAnswer.ts';
import { readShape, requireColumns, type TableShape } from './tableShape.ts';
import type { Findings, WriteBack } from './writeBack.ts';

const baselineColumns = [
  'metric_name',
  'window_size',
  'avg_value',
  'stddev_value',
  'min_value',
  'max_value',
  'percentile_95',
  'sample_count',
  'computed_at',
] as const;

/**
 * Writes the engine's findings to `anomalies` and `anomaly_baselines`. A row is told by type and window (baselines by
 * moment and window size); what is there already, from this client or another, is not written again. Clients that write
 * at the same instant are kept apart by a deduplication token, which tables of our own and replicated ones heed.
 */
export function createAnomaliesWriter(connection: Connection, now: () => number): WriteBack {
  const { anomalies, baselines } = connection.tables;

  const shapeOf = async (
    table: string,
    columns: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<TableShape>> => {
    const shape = await readShape(connection, table, signal);
    if (!shape.ok) return shape;
    const complete = requireColumns(connection, table, shape.value, columns);
    return complete.ok ? shape : complete;
  };

  const writeAnomalies = async (found: readonly Observation[], signal: AbortSignal): Promise<Result<null>> => {
    if (found.length === 0) return ok(null);
    const shape = await shapeOf(anomalies, anomalyColumns, signal);
    if (!shape.ok) return shape;
    const there = await existing(connection, shape.value, found, signal);
    if (!there.ok) return there;
    for (const anomaly of found) {
      const identity = identityOf(anomaly.type, anomaly.windowStart);
      if (there.value.has(identity)) continue;
      const params = { type: anomaly.type, window: anomaly.windowStart };
      const statement = { sql: anomalyInsert(connection.name(anomalies), shape.value), params, table: anomalies };
      const settings = {
        insert_deduplication_token: `watchkeeper ${identity}`,
        // Otherwise a row that is dropped as a duplicate would still be counted in anomaly_summary.
        deduplicate_blocks_in_dependent_materialized_views: 1,
      };
      const written = await connection.insertRows(statement, [anomalyRow(anomaly, now())], signal, settings);
      if (!written.ok) return written;
    }
    return ok(null);
  };

  const writeBaselines = async (usual: Findings['baselines'], signal: AbortSignal): Promise<Result<null>> => {
    const first = usual[0];
    if (!first) return ok(null);
    const shape = await shapeOf(baselines, baselineColumns, signal);
    if (!shape.ok) return shape;
    const params = { at: first.computedAt, size: String(first.windowMs / 1000) };
    const statement = { sql: baselinesInsert(connection.name(baselines), shape.value), params, table: baselines };
    const settings = { insert_deduplication_token: `watchkeeper baselines ${first.windowMs}@${first.computedAt}` };
    return connection.insertRows(statement, usual.map(baselineRow), signal, settings);
  };

  return {
    async write(findings: Findings, signal: AbortSignal): Promise<Result<null>> {
      const written = await writeAnomalies(findings.anomalies, signal);
      return written.ok ? writeBaselines(findings.baselines, signal) : written;
    },
  };
}

function identityOf(type: string, windowStart: number): string {
  return `${type}@${windowStart}`;
}

/** Identities of the rows that are there in the time of these anomalies. */
async function existing(
  connection: Connection,
  shape: TableShape,
  found: readonly Observation[],
  signal: AbortSignal,
): Promise<Result<Set<string>>> {
  const table = connection.tables.anomalies;
  const type = (column: string) => shape.get(column) ?? 'String';
  const starts = found.map((anomaly) => anomaly.windowStart);
  const answer = await connection.select(
    {
      sql: `SELECT DISTINCT toString(${textOf('anomaly_type', type('anomaly_type'))}) AS type_text,
  ${instantMs('window_start', type('window_start'))} AS window_ms
FROM ${connection.name(table)} WHERE ${inRange('window_start', type('window_start'))}`,
      params: { from: Math.min(...starts), to: Math.max(...starts) + 1 },
      table,
    },
    signal,
  );
  if (!answer.ok) return answer;
  return ok(new Set(answer.value.map((row) => identityOf(String(row.type_text), Number(row.window_ms)))));
}

function anomalyRow(anomaly: Observation, now: number): Row {
  return {
    type: anomaly.type,
    window_ms: anomaly.windowStart,
    severity: anomaly.severity,
    description: anomaly.description,
    metric: String(anomaly.metricValue ?? ''),
    expected: String(anomaly.expectedValue ?? ''),
    detected_ms: now,
  };
}

/** Writes the row in its body, unless one of `{type:String}` and `{window:Int64}` is there. */
function anomalyInsert(table: string, shape: TableShape): string {
  const type = (column: string) => shape.get(column) ?? 'String';
  return `INSERT INTO ${table} (${anomalyColumns.join(', ')})
SELECT ${instantAs(type('window_start'), 'window_ms')}, type, severity, description, metric, expected,
  ${instantAs(type('detected_at'), 'detected_ms')}
FROM input('type String, window_ms Int64, severity String, description String, metric String, expected String, detected_ms Int64')
WHERE window_ms NOT IN (
  SELECT assumeNotNull(${instantMs('window_start', type('window_start'))}) FROM ${table}
  WHERE ${textOf('anomaly_type', type('anomaly_type'))} = {type:String}
    AND ${instantMs('window_start', type('window_start'))} = {window:Int64}
)
FORMAT JSONEachRow`;
}

function baselineRow(each: Findings['baselines'][number]): Row {
  const { baseline } = each;
  return {
    metric: each.metric,
    window_seconds: each.windowMs / 1000,
    mean: baseline.mean,
    stddev: baseline.stddev,
    min: baseline.min,
    max: baseline.max,
    p95: baseline.p95,
    samples: baseline.count,
    computed_ms: each.computedAt,
  };
}

/** Writes the rows in its body, unless some of `{at:Int64}` and `{size:String}` are there. */
function baselinesInsert(table: string, shape: TableShape): string {
  const type = (column: string) => shape.get(column) ?? 'String';
  return `INSERT INTO ${table} (${baselineColumns.join(', ')})
SELECT metric, window_seconds, mean, stddev, min, max, p95, samples, ${instantAs(type('computed_at'), 'computed_ms')}
FROM input('metric String, window_seconds UInt32, mean Float64, stddev Float64, min Float64, max Float64, p95 Float64, samples UInt32, computed_ms Int64')
WHERE computed_ms NOT IN (
  SELECT assumeNotNull(${instantMs('computed_at', type('computed_at'))}) FROM ${table}
  WHERE toString(window_size) = {size:String} AND ${instantMs('computed_at', type('computed_at'))} = {at:Int64}
)
FORMAT JSONEachRow`;
}

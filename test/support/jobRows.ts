import { randomUUID } from 'node:crypto';
import type { EmbeddedClickHouse } from './embeddedClickHouse.ts';

/** How others make `job_runs`. `time`: how they write an instant into it. */
export const jobTables = {
  'our own schema': { columns: null, time: (at: number) => (at / 1000).toFixed(3) },
  'plain DateTime': {
    columns: `ts DateTime, run_id String, job_name String, environment String, status String, started_at DateTime,
      finished_at DateTime, success_count UInt32, failed_count UInt32, stats String, error String, metadata String, extra String`,
    time: (at: number) => Math.floor(at / 1000),
  },
  'all String': {
    columns: `ts String, run_id String, job_name String, environment String, status String, started_at String,
      finished_at String, success_count String, failed_count String, stats String, error String, metadata String`,
    time: (at: number) => new Date(at).toISOString(),
  },
  'Nullable and LowCardinality': {
    columns: `ts Nullable(DateTime64(6)), run_id Nullable(String), job_name LowCardinality(Nullable(String)),
      environment LowCardinality(Nullable(String)), status Enum8('started' = 1, 'succeeded' = 2, 'failed' = 3, 'cancelled' = 4),
      started_at Nullable(DateTime64(3)), finished_at Nullable(DateTime64(3)), success_count Nullable(Int64),
      failed_count Nullable(Float64), stats Nullable(String), error Nullable(String), metadata Map(String, String)`,
    time: (at: number) => (at / 1000).toFixed(3),
  },
  'no more than what is needed': {
    columns: 'ts DateTime64(3), run_id String, job_name String, status String',
    time: (at: number) => (at / 1000).toFixed(3),
  },
} as const;

export interface JobRow {
  at: number;
  job?: string;
  run?: string;
  status: string;
  startedAt?: number;
  finishedAt?: number;
  [column: string]: unknown;
}

/** Writes rows into `job_runs`, leaving out what a table has no column for. */
export function insertJobRows(
  clickhouse: Pick<EmbeddedClickHouse, 'query'>,
  database: string,
  rows: readonly JobRow[],
  time: (at: number) => string | number = jobTables['our own schema'].time,
): Promise<string> {
  const lines = rows.map(({ at, job = 'nightly', run = randomUUID(), startedAt, finishedAt, ...rest }) =>
    JSON.stringify({
      ...{ ts: time(at), job_name: job, run_id: run },
      ...(startedAt === undefined ? {} : { started_at: time(startedAt) }),
      ...(finishedAt === undefined ? {} : { finished_at: time(finishedAt) }),
      ...rest,
    }),
  );
  return clickhouse.query(
    `INSERT INTO ${database}.job_runs SETTINGS input_format_skip_unknown_fields = 1 FORMAT JSONEachRow\n${lines.join('\n')}`,
  );
}

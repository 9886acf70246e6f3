import { ok, type Result } from '../../../../shared/problem.ts';
import type { JobRun } from '../../../jobs/jobRun.ts';
import type { JobHistory } from '../../../jobs/jobSchedule.ts';
import type { Connection } from '../connection.ts';
import { readShape, requireColumns, type TableShape } from '../tableShape.ts';
import type { JobDuration } from './readRun.ts';
import { readDuration, readHistory, readRun } from './readRun.ts';
import { durationsQuery, historyQuery, jobColumns, runsQuery, type WhichRuns } from './runsQuery.ts';

/** Asks `job_runs` for runs as wholes. `now`: ms UTC. */
export interface JobsReader {
  /** So many of the newest runs of each job, and the last that went well or failed; the newest first. */
  newest(ofEach: number, now: number, signal: AbortSignal): Promise<Result<JobRun[]>>;
  /** Whatever jobs they are of. */
  named(runIds: readonly string[], now: number, signal: AbortSignal): Promise<Result<JobRun[]>>;
  /** The newest runs of one job, the newest first. */
  ofJob(
    job: { job: string; environment: string },
    limit: number,
    now: number,
    signal: AbortSignal,
  ): Promise<Result<JobRun[]>>;
  /** Runs that went well and ended in [from, to), ms UTC, the first first. */
  durations(range: { from: number; to: number }, signal: AbortSignal): Promise<Result<JobDuration[]>>;
  /** What the last 30 days teach. */
  histories(now: number, signal: AbortSignal): Promise<Result<JobHistory[]>>;
}

/** Runs that take longer are not seen to begin. */
const longestRunMs = 2 * 24 * 3_600_000;
const reachMs = 30 * 24 * 3_600_000;
const lookAgainMs = 300_000;
/** Names asked for at once: they stay well inside the length of a request. */
const namesAtOnce = 500;

export function createJobsReader(connection: Connection): JobsReader {
  const table = connection.tables.jobRuns;
  let known: { shape: TableShape; at: number } | null = null;

  async function look(now: number, signal: AbortSignal): Promise<Result<TableShape>> {
    if (known && Math.abs(now - known.at) < lookAgainMs) return ok(known.shape);
    const shape = await readShape(connection, table, signal);
    if (!shape.ok) return shape;
    const required = jobColumns.filter((column) => column.required).map(({ name }) => name);
    const complete = requireColumns(connection, table, shape.value, required);
    if (!complete.ok) return complete;
    known = { shape: shape.value, at: now };
    return shape;
  }

  async function ask<T>(
    query: (shape: TableShape) => string,
    params: Record<string, number | string | string[]>,
    read: (row: Record<string, unknown>) => T,
    now: number,
    signal: AbortSignal,
  ): Promise<Result<T[]>> {
    const shape = await look(now, signal);
    if (!shape.ok) return shape;
    const all = { from: now - reachMs, ...params };
    const answer = await connection.select({ sql: query(shape.value), params: all, table }, signal);
    if (!answer.ok && !answer.error.retryable) known = null;
    return answer.ok ? ok(answer.value.map(read)) : answer;
  }

  const askRuns = (which: WhichRuns, params: Record<string, string | string[]>, now: number, signal: AbortSignal) =>
    ask((shape) => runsQuery(connection.name(table), shape, which), params, readRun, now, signal);

  return {
    newest: (ofEach, now, signal) => askRuns({ kind: 'newest', ofEach }, {}, now, signal),
    ofJob: ({ job, environment }, limit, now, signal) =>
      askRuns({ kind: 'job', limit }, { job, environment }, now, signal),
    async named(runIds, now, signal) {
      const runs: JobRun[] = [];
      for (let start = 0; start < runIds.length; start += namesAtOnce) {
        const params = { runs: runIds.slice(start, start + namesAtOnce) };
        const read = await askRuns({ kind: 'named' }, params, now, signal);
        if (!read.ok) return read;
        runs.push(...read.value);
      }
      return ok(runs);
    },
    durations: ({ from, to }, signal) => {
      const params = { from: from - longestRunMs, endFrom: from, endTo: to };
      return ask((shape) => durationsQuery(connection.name(table), shape), params, readDuration, to, signal);
    },
    histories: (now, signal) =>
      ask((shape) => historyQuery(connection.name(table), shape), {}, readHistory, now, signal),
  };
}

import type { Connection } from '../../core/adapters/clickhouse/connection.ts';
import type { Row } from '../../core/adapters/clickhouse/readAnswer.ts';
import { ok, type Result } from '../../shared/problem.ts';
import type { TimedChange } from '../storefront/changes.ts';
import { componentMetrics, metricColumns } from './componentMetrics.ts';
import { errorColumns, modelColumns, modelEvents, pipelineErrors, registrations, userColumns } from './happenings.ts';
import { jobColumns, jobRuns } from './jobRuns.ts';

const rowsAtOnce = 10_000;

/** What the platform behind the shop does in [from, to), ms UTC, written into its tables. */
export async function writePlatform(
  connection: Connection,
  { from, to, changes }: { from: number; to: number; changes: readonly TimedChange[] },
  signal: AbortSignal,
): Promise<Result<null>> {
  const { tables } = connection;
  const parts: readonly (readonly [string, readonly string[], Row[]])[] = [
    [tables.componentMetrics, metricColumns, componentMetrics(from, to, changes)],
    [tables.jobRuns, jobColumns, jobRuns(from, to, changes)],
    [tables.modelEvents, modelColumns, modelEvents(from, to, changes)],
    [tables.userRegistrations, userColumns, registrations(from, to)],
    [tables.pipelineErrors, errorColumns, pipelineErrors(from, to, changes)],
  ];
  for (const [table, columns, rows] of parts) {
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      const written = await connection.insert(table, columns, rows.slice(start, start + rowsAtOnce), signal);
      if (!written.ok) return written;
    }
  }
  return ok(null);
}

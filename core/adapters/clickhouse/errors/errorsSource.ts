import { ok, type Result } from '../../../../shared/problem.ts';
import type { ErrorSettings } from '../../../../shared/signals/signalSettings.ts';
import type { Clock } from '../../../clock.ts';
import { errorWindowMs, mergeGroups } from '../../../detection/errors/errorGroup.ts';
import { errorObservation, errorsSourceName } from '../../../detection/errors/errorObservation.ts';
import type { ErrorSink } from '../../../detection/errors/errorSink.ts';
import type { Log } from '../../../log.ts';
import type { PollRequest, Source, SourceReport } from '../../../monitor/source.ts';
import type { Connection } from '../connection.ts';
import type { Row } from '../readAnswer.ts';
import { readShape, requireColumns, type TableShape } from '../tableShape.ts';
import { errorColumns, requiredColumns } from './errorColumns.ts';
import { type ErrorsCursor, readErrorsCursor, writeErrorsCursor } from './errorsCursor.ts';
import { createForwardErrors, type Forwarded } from './forwardErrors.ts';
import { groupsQuery, mostGroups } from './groupsQuery.ts';
import { readGroup } from './readGroup.ts';

interface ErrorsSourceOptions {
  connection: Connection;
  settings: ErrorSettings;
  /** Null: single errors go nowhere. */
  sink: ErrorSink | null;
  clock: Clock;
  log: Log;
}

const lookAgainMs = 300_000;
/** Others' clocks may run ahead by this much. */
const skewMs = 300_000;

/** Errors of pipelines by component, operation and type; single ones go to the sink as well. */
export function createErrorsSource({ connection, settings, sink, clock, log }: ErrorsSourceOptions): Source {
  const table = connection.tables.pipelineErrors;
  const { sampleRate } = settings.sentry;
  const forward = sink === null ? null : createForwardErrors({ connection, sink, sampleRate, clock, log });
  let known: { shape: TableShape; at: number } | null = null;

  async function look(now: number, signal: AbortSignal): Promise<Result<TableShape>> {
    if (known && Math.abs(now - known.at) < lookAgainMs) return ok(known.shape);
    const shape = await readShape(connection, table, signal);
    if (!shape.ok) return shape;
    const complete = requireColumns(connection, table, shape.value, requiredColumns);
    if (!complete.ok) return complete;
    known = { shape: shape.value, at: now };
    return shape;
  }

  async function pollOnce({ now, cursor }: PollRequest, signal: AbortSignal): Promise<Result<SourceReport>> {
    const shape = await look(now, signal);
    if (!shape.ok) return shape;
    const [start, end] = [now - errorWindowMs, now + 1];
    const sql = groupsQuery(connection.name(table), shape.value);
    const params = { from: start - errorWindowMs, start, end, ahead: now + skewMs };
    const answer = await connection.select({ sql, params, table }, signal);
    if (!answer.ok) return answer;

    const before = readErrorsCursor(cursor);
    const forwarded = forward === null ? idle(before, now) : await forward(before, now, signal);
    const newestAt = newestOf(answer.value, before.newestAt);
    return ok({
      kind: 'read',
      batches: [
        {
          source: errorsSourceName,
          at: now,
          observations: mergeGroups(answer.value.slice(0, mostGroups).map(readGroup)).flatMap((group) => {
            const observation = errorObservation(group, settings.perWindow, now);
            return observation === null ? [] : [observation];
          }),
          completeness: 'window',
        },
      ],
      cursor: writeErrorsCursor({ ...forwarded.cursor, newestAt }),
      newestRowAt: newestAt === null ? null : Math.min(newestAt, now),
      skipped: { count: 0, last: null },
      note: noteOf([missingColumns(shape.value), tooMany(answer.value), ahead(answer.value), forwarded.note]),
    });
  }

  function missingColumns(shape: TableShape): string | null {
    const missing = errorColumns.filter(({ name }) => !shape.has(name)).map(({ name }) => name);
    if (missing.length === 0) return null;
    return `Table ${connection.database}.${table} has no ${missing.join(', ')}: errors are told without.`;
  }

  return {
    name: errorsSourceName,
    kind: 'errors',
    staleAfterMs: null,
    async poll(request, signal) {
      const remembered = known !== null;
      let report = await pollOnce(request, signal);
      if (!report.ok && !report.error.retryable && remembered) {
        // The table may have been changed since it was looked at.
        known = null;
        report = await pollOnce(request, signal);
      }
      if (!report.ok && report.error.code === 'missingTable')
        return ok({ kind: 'notSetUp', message: report.error.message });
      return report;
    },
  };
}

/** Nobody takes single errors: the place is kept for a while, since a sink may only be locked away. */
function idle({ feed, settled, idleSince }: ErrorsCursor, now: number): Forwarded {
  const since = feed === null ? null : (idleSince ?? Math.floor(now / 60_000) * 60_000);
  return { cursor: { feed, settled, idleSince: since }, note: null };
}

function newestOf(rows: readonly Row[], before: number | null): number | null {
  return rows.reduce<number | null>((newest, row) => Math.max(newest ?? 0, Number(row.newest_ms)) || null, before);
}

function tooMany(rows: readonly Row[]): string | null {
  if (rows.length <= mostGroups) return null;
  return `There are more than ${mostGroups} kinds of errors: only the ${mostGroups} most frequent are told. An error type that holds an id or a time is a new kind each time.`;
}

/** Their time comes, unless a clock or a time zone is wrong. */
function ahead(rows: readonly Row[]): string | null {
  const count = rows.reduce((sum, row) => sum + Number(row.errors_ahead), 0);
  if (count === 0) return null;
  return `${count.toLocaleString('en-US')} errors are dated in the future and count when their time has come; see that whoever writes them uses UTC.`;
}

function noteOf(notes: readonly (string | null)[]): string | null {
  return notes.filter((note) => note !== null).join(' ') || null;
}

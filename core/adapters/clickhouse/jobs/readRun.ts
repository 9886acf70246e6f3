import { type JobRun, jobStatus } from '../../../jobs/jobRun.ts';
import type { JobHistory } from '../../../jobs/jobSchedule.ts';
import { cleanText } from '../cleanText.ts';
import type { Row } from '../readAnswer.ts';

export interface JobDuration {
  job: string;
  environment: string;
  endedAt: number;
  tookMs: number;
}

/** A row of `runsQuery`. */
export function readRun(row: Row): JobRun {
  const error = cleanText(String(row.error_text ?? ''), 2000);
  const failedCount = Number(row.has_failed) > 0 ? numberOf(row.failed) : null;
  const endings = Number(row.endings);
  return {
    ...nameRun({ job: row.job, environment: row.env, runId: row.run }),
    status: endings === 0 ? 'running' : jobStatus(cleanText(String(row.end_word ?? ''), 40), error, failedCount),
    startedAt: numberOf(row.started_ms),
    finishedAt: endings === 0 ? null : numberOf(row.ended_ms),
    successCount: Number(row.has_success) > 0 ? numberOf(row.success) : null,
    failedCount,
    stats: String(row.stats_text ?? ''),
    error,
    metadata: String(row.metadata_text ?? ''),
    endings,
    lastRowAt: Number(row.last_ms),
  };
}

/** What a run is called, from the columns that say so. */
export function nameRun(named: Record<'job' | 'environment' | 'runId', unknown>) {
  return {
    job: cleanText(String(named.job ?? ''), 200) || 'unnamed job',
    environment: cleanText(String(named.environment ?? ''), 100),
    runId: cleanText(String(named.runId ?? ''), 200),
  };
}

/** A row of `historyQuery`. */
export function readHistory(row: Row): JobHistory {
  const { job, environment } = nameRun({ job: row.job, environment: row.env, runId: '' });
  return {
    ...{ job, environment, runs: Number(row.runs) },
    medianIntervalMs: numberOf(row.median_interval),
    p90IntervalMs: numberOf(row.p90_interval),
    p95DurationMs: numberOf(row.p95_duration),
  };
}

/** A row of `durationsQuery`. */
export function readDuration(row: Row): JobDuration {
  const { job, environment } = nameRun({ job: row.job, environment: row.env, runId: '' });
  return { job, environment, endedAt: Number(row.ended_ms), tookMs: Number(row.took_ms) };
}

function numberOf(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

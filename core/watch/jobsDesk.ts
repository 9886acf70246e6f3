import type { JobRunDetail, JobRunsQuery } from '../../shared/jobs.ts';
import { failed, ok, type Result } from '../../shared/problem.ts';
import type { JobSettings } from '../../shared/signals/signalSettings.ts';
import type { Connection } from '../adapters/clickhouse/connection.ts';
import { createJobsReader, type JobsReader } from '../adapters/clickhouse/jobs/jobsReader.ts';
import type { JobsDesk } from '../api/jobsHandlers.ts';
import type { Clock } from '../clock.ts';
import { describeJobs, detailRun } from '../jobs/describeJobs.ts';
import { type Histories, watchedJobs, withHistories } from '../jobs/watchedJobs.ts';

const dayMs = 24 * 3_600_000;
const deadlineMs = 10_000;
/** Of each job, as many as a row has room for. */
const runsOfEach = 12;
/** What the last 30 days teach does not change from one look to the next. */
const learnEveryMs = 300_000;
const noClickHouse = 'No ClickHouse is set up, so there are no job runs to read. Set it up in Setup → Connection.';

/** Answers questions about jobs from the ClickHouse that is watched; `connection` null: there is none. */
export function createJobsDesk(options: {
  connection: Connection | null;
  settings: Pick<JobSettings, 'expected' | 'learnSchedule'>;
  clock: Clock;
}): JobsDesk {
  const { connection, settings, clock } = options;
  const reader = connection && createJobsReader(connection);
  let histories: { at: number; known: Histories } | null = null;

  async function learn(from: JobsReader, now: number, signal: AbortSignal): Promise<Result<Histories>> {
    if (histories !== null && Math.abs(now - histories.at) < learnEveryMs) return ok(histories.known);
    const read = await from.histories(now, signal);
    if (!read.ok) return read;
    histories = { at: now, known: withHistories(read.value) };
    return ok(histories.known);
  }

  return {
    async list(days, signal) {
      if (reader === null) return ok({ items: [], notSetUp: noClickHouse });
      const now = clock.now();
      const limited = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
      const [runs, known] = await Promise.all([reader.newest(runsOfEach, now, limited), learn(reader, now, limited)]);
      if (!runs.ok) return runs.error.code === 'missingTable' ? ok({ items: [], notSetUp: runs.error.message }) : runs;
      if (!known.ok) return known;
      const jobs = watchedJobs(runs.value, known.value, settings);
      const described = describeJobs(jobs, now - days * dayMs, now);
      return ok({ items: described.map((job) => ({ ...job, runs: job.runs.slice(0, runsOfEach) })), notSetUp: null });
    },
    async runs({ job, environment, limit }: JobRunsQuery, signal): Promise<Result<JobRunDetail[]>> {
      if (reader === null) return failed('notConfigured', noClickHouse, false);
      const limited = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
      const runs = await reader.ofJob({ job, environment }, limit, clock.now(), limited);
      return runs.ok ? ok(runs.value.map(detailRun)) : runs;
    },
  };
}

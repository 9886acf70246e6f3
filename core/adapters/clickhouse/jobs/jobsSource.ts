import type { JobTrouble } from '../../../../shared/jobs.ts';
import { ok, type Result } from '../../../../shared/problem.ts';
import type { JobSettings } from '../../../../shared/signals/signalSettings.ts';
import type { ObservationBatch } from '../../../alerts/observation.ts';
import { jobNotices } from '../../../jobs/jobNotices.ts';
import { type JobRun, oddityOf, runKey } from '../../../jobs/jobRun.ts';
import { jobsSourceName, judgeJobs } from '../../../jobs/judgeJobs.ts';
import { type Histories, watchedJobs, withHistories } from '../../../jobs/watchedJobs.ts';
import type { Source, SourceReport } from '../../../monitor/source.ts';
import type { Connection } from '../connection.ts';
import { createRowFeed, type FedRow } from '../rowFeed/createRowFeed.ts';
import type { JobsReader } from './jobsReader.ts';
import { nameRun } from './readRun.ts';
import { jobColumns } from './runsQuery.ts';

interface JobsSourceOptions {
  connection: Connection;
  reader: JobsReader;
  settings: JobSettings;
}

/** What is open of these stays open while nobody knows when jobs are late. */
const bySchedule = (['job_overdue', 'job_missing'] satisfies JobTrouble[]).map((type) => ({ type, labels: null }));

const unlearnt = 'What is usual of jobs could not be read; only what was given is expected of them.';

/** New rows looked at in one cycle. */
const mostRows = 2000;
/** Without new rows, jobs are judged by the clock this often. */
const judgeEveryMs = 60_000;
const learnEveryMs = 3_600_000;
/** The last that ended, and those under way. */
const runsOfJob = 5;

/** Runs of jobs: beginnings and ends are news, failed, overdue and missing ones are alerts. */
export function createJobsSource({ connection, reader, settings }: JobsSourceOptions): Source {
  const table = connection.tables.jobRuns;
  // What was written before watching began is history, and told to nobody.
  const feed = createRowFeed({ connection, table, columns: jobColumns, firstReachMs: 0, mostRows });
  let histories: { at: number; known: Histories } | null = null;
  let judgedAt: number | null = null;
  let note: string | null = null;

  /** What was known before goes on to be known while it cannot be read anew. */
  async function learn(now: number, signal: AbortSignal): Promise<Result<Histories>> {
    if (histories !== null && Math.abs(now - histories.at) < learnEveryMs) return ok(histories.known);
    const read = await reader.histories(now, signal);
    if (read.ok) histories = { at: now, known: withHistories(read.value) };
    else if (histories === null) return read;
    return ok(histories.known);
  }

  /** Null: it is not time. */
  async function judge(touched: readonly JobRun[], now: number, signal: AbortSignal) {
    const isDue = judgedAt === null || now < judgedAt || now - judgedAt >= judgeEveryMs;
    if (touched.length === 0 && !isDue) return ok(null);
    const [runs, known] = await Promise.all([reader.newest(runsOfJob, now, signal), learn(now, signal)]);
    if (!runs.ok) return runs;
    judgedAt = now;
    note = known.ok ? null : `${unlearnt} ${known.error.message}`;
    const observations = judgeJobs(watchedJobs(runs.value, known.ok ? known.value : new Map(), settings), now, touched);
    const unjudged = known.ok ? [] : bySchedule;
    return ok<ObservationBatch>({ source: jobsSourceName, at: now, observations, completeness: 'window', unjudged });
  }

  /** The runs that have new rows, as wholes. */
  async function touchedBy(rows: readonly FedRow[], now: number, signal: AbortSignal): Promise<Result<JobRun[]>> {
    const keys = new Set(rows.map(keyOf));
    const names = new Set(rows.map(({ values }) => String(values.run_id)).filter((name) => name !== ''));
    const runs = names.size === 0 ? ok([]) : await reader.named([...names], now, signal);
    // The same name may be a run of another job, of which nothing is new.
    return runs.ok ? ok(runs.value.filter((run) => keys.has(runKey(run)))) : runs;
  }

  return {
    name: jobsSourceName,
    kind: 'jobs',
    staleAfterMs: null,
    async poll({ now, cursor }, signal): Promise<Result<SourceReport>> {
      const fed = await feed.read(cursor, now, signal);
      if (!fed.ok && fed.error.code === 'missingTable') return ok({ kind: 'notSetUp', message: fed.error.message });
      if (!fed.ok) return fed;
      const touched = await touchedBy(fed.value.rows, now, signal);
      if (!touched.ok) return touched;
      const judged = await judge(touched.value, now, signal);
      if (!judged.ok) return judged;
      const oddities = [...fed.value.rows.flatMap(namelessOf), ...touched.value.flatMap(oddRun)];
      return ok({
        kind: 'read',
        batches: judged.value === null ? [] : [judged.value],
        notices: jobNotices(touched.value),
        cursor: fed.value.cursor,
        newestRowAt: fed.value.newestAt,
        skipped: { count: oddities.length, last: oddities.at(-1) ?? null },
        note,
      });
    },
  };
}

const namesOf = ({ values }: FedRow) =>
  nameRun({ job: values.job_name, environment: values.environment, runId: values.run_id });

const keyOf = (row: FedRow) => runKey(namesOf(row));

function namelessOf(row: FedRow): string[] {
  const { job, runId } = namesOf(row);
  return runId === '' ? [`a row of ${job} has no run_id and was left out`] : [];
}

function oddRun(run: JobRun): string[] {
  const oddity = oddityOf(run);
  return oddity === null ? [] : [`run ${run.runId} of ${run.job} ${oddity}`];
}

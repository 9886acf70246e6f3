import { type JobList, type JobRunDetail, type JobRunsQuery, jobTroubles } from '../../shared/jobs.ts';
import type { Result } from '../../shared/problem.ts';
import type { AlertBook } from '../alerts/alertBook.ts';
import type { JobDescription } from '../jobs/describeJobs.ts';
import { unwrap } from './apiError.ts';
import type { ContractImplementer } from './implementContract.ts';

/** Questions about jobs to the ClickHouse that is watched. */
export interface JobsDesk {
  list(
    days: number,
    signal: AbortSignal,
  ): Promise<Result<Pick<JobList, 'notSetUp'> & { items: readonly JobDescription[] }>>;
  /** The newest first. */
  runs(query: JobRunsQuery, signal: AbortSignal): Promise<Result<JobRunDetail[]>>;
}

const mostAlerts = 1000;
const neverAborted = new AbortController().signal;

/** The part of the contract that is about jobs. */
export function jobsHandlers(
  api: ContractImplementer,
  { jobs, book }: { jobs: JobsDesk; book: Pick<AlertBook, 'list'> },
) {
  return {
    list: api.jobs.list.handler(async ({ input, signal }): Promise<JobList> => {
      const { items, notSetUp } = unwrap(await jobs.list(input.days, signal ?? neverAborted));
      const open = book.list({ type: [...jobTroubles], status: ['active', 'acknowledged'], limit: mostAlerts }).items;
      const alertsOf = Map.groupBy(open, ({ labels }) => keyOf(labels.job, labels.environment));
      return {
        notSetUp,
        items: items.map((item) => ({ ...item, alerts: alertsOf.get(keyOf(item.job, item.environment)) ?? [] })),
      };
    }),
    runs: api.jobs.runs.handler(async ({ input, signal }) => ({
      items: unwrap(await jobs.runs(input, signal ?? neverAborted)),
    })),
  };
}

const keyOf = (job = '', environment = ''): string => JSON.stringify([job, environment]);

import type { Row } from '../../core/adapters/clickhouse/readAnswer.ts';
import type { TimedChange } from '../storefront/changes.ts';
import { evenly } from '../storefront/noise.ts';
import { activeAt } from './activeAt.ts';
import { utc } from './utc.ts';

export const jobColumns = [
  'ts',
  'run_id',
  'job_name',
  'environment',
  'status',
  'started_at',
  'finished_at',
  'success_count',
  'failed_count',
  'stats',
  'error',
  'metadata',
] as const;

interface Job {
  name: string;
  everyMs: number;
  /** Shortest and longest run. */
  takesMs: readonly [number, number];
  items: number;
  /** Reads the catalogue, and fails when that cannot be read. */
  readsCatalogue: boolean;
}

const minuteMs = 60_000;
const jobs: readonly Job[] = [
  { name: 'catalogue-sync', everyMs: 5 * minuteMs, takesMs: [35_000, 80_000], items: 1240, readsCatalogue: true },
  {
    name: 'search-index',
    everyMs: 15 * minuteMs,
    takesMs: [2 * minuteMs, 4 * minuteMs],
    items: 18_600,
    readsCatalogue: false,
  },
  {
    name: 'hourly-export',
    everyMs: 60 * minuteMs,
    takesMs: [5 * minuteMs, 8 * minuteMs],
    items: 52_000,
    readsCatalogue: false,
  },
];

/** Rows that begin or end runs in [from, to), ms UTC. */
export function jobRuns(from: number, to: number, changes: readonly TimedChange[]): Row[] {
  return jobs.flatMap((job, salt) => {
    const rows: Row[] = [];
    const first = Math.floor((from - job.takesMs[1]) / job.everyMs);
    for (let index = first; index * job.everyMs < to; index++) {
      const startedAt = index * job.everyMs;
      const [shortest, longest] = job.takesMs;
      const finishedAt = startedAt + Math.round(shortest + (longest - shortest) * evenly(index, salt));
      const within = (at: number) => from <= at && at < to;
      if (within(startedAt)) rows.push(begun(job, startedAt));
      if (within(finishedAt)) rows.push(ended(job, startedAt, finishedAt, changes));
    }
    return rows;
  });
}

const runOf = (job: Job, startedAt: number) => `${job.name}-${new Date(startedAt).toISOString().slice(0, 16)}`;

function begun(job: Job, startedAt: number): Row {
  return {
    ...{ ts: utc(startedAt), run_id: runOf(job, startedAt), job_name: job.name, environment: 'production' },
    ...{ status: 'started', started_at: utc(startedAt), finished_at: null, success_count: null, failed_count: null },
    ...{ stats: '', error: '', metadata: JSON.stringify({ trigger: 'schedule', worker: 'batch-2' }) },
  };
}

function ended(job: Job, startedAt: number, finishedAt: number, changes: readonly TimedChange[]): Row {
  const fails = job.readsCatalogue && activeAt(changes, finishedAt).some((change) => change.catalogueUnreadable);
  const items = Math.round(job.items * (0.95 + 0.1 * evenly(startedAt / minuteMs, 3)));
  return {
    ...begun(job, startedAt),
    ...{ ts: utc(finishedAt), status: fails ? 'failed' : 'succeeded', finished_at: utc(finishedAt) },
    success_count: fails ? 0 : items,
    failed_count: fails ? items : Math.round(items * 0.002 * evenly(startedAt / minuteMs, 4)),
    stats: JSON.stringify({ rows_read: items, rows_written: fails ? 0 : items }),
    error: fails ? 'CatalogueError: 503 from catalogue.internal after 3 attempts' : '',
  };
}

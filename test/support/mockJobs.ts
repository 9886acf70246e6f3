import { ORPCError } from '@orpc/server';
import { describeJobs, detailRun } from '../../core/jobs/describeJobs.ts';
import type { JobRun } from '../../core/jobs/jobRun.ts';
import { type JobHistory, scheduleOf } from '../../core/jobs/jobSchedule.ts';
import type { WatchedJob } from '../../core/jobs/judgeJobs.ts';
import type { Alert } from '../../shared/alert.ts';
import type { JobList, JobRunDetail, JobRunsQuery, JobStatus } from '../../shared/jobs.ts';
import type { JobSettings } from '../../shared/signals/signalSettings.ts';
import type { WorldName } from './mockWorld.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Told {
  job: string;
  environment: string;
  everyMs: number;
  tookMs: number;
  /** How long ago the newest run began. */
  agoMs: number;
  /** The newest first; the others went well. */
  last: JobStatus[];
  error?: string;
}

const story: Told[] = [
  {
    job: 'daily-product-feed',
    environment: 'production',
    everyMs: day,
    tookMs: 22 * minute,
    agoMs: 9 * hour,
    last: [],
  },
  {
    ...{ job: 'sync-inventory', environment: 'production', everyMs: hour, tookMs: 4 * minute, agoMs: 38 * minute },
    last: ['failed', 'succeeded', 'succeeded', 'failed'],
    error: 'Connection to warehouse-db.shop.internal:5432 was reset after 3 tries.',
  },
  {
    job: 'rank-products',
    environment: 'production',
    everyMs: 6 * hour,
    tookMs: 50 * minute,
    agoMs: 3 * hour,
    last: ['running'],
  },
  { job: 'export-orders', environment: 'production', everyMs: hour, tookMs: 2 * minute, agoMs: 3 * hour, last: [] },
  {
    job: 'clean-sessions',
    environment: 'staging',
    everyMs: 15 * minute,
    tookMs: 20_000,
    agoMs: 4 * minute,
    last: ['cancelled'],
  },
  {
    job: 'train-recommender',
    environment: 'production',
    everyMs: day,
    tookMs: 3 * hour,
    agoMs: hour,
    last: ['running'],
  },
  {
    job: 'refresh-prices',
    environment: 'production',
    everyMs: 15 * minute,
    tookMs: 90_000,
    agoMs: 6 * minute,
    last: [],
  },
];

/** What the jobs of the shop did until now, as a host would tell it. */
export function createMockJobs(world: WorldName, settings: () => JobSettings, alerts: () => readonly Alert[]) {
  const isCalm = world === 'quiet';

  function watched(now: number): WatchedJob[] {
    return story
      .filter(({ job }) => !isCalm || !['sync-inventory', 'rank-products', 'export-orders'].includes(job))
      .map((told) => {
        const runs = Array.from({ length: 12 }, (_, index) => runOf(told, index, now));
        const history: JobHistory = {
          ...{ job: told.job, environment: told.environment, runs: 40 },
          ...{ medianIntervalMs: told.everyMs, p90IntervalMs: told.everyMs, p95DurationMs: told.tookMs * 1.1 },
        };
        const { job, environment } = told;
        return { job, environment, runs, schedule: scheduleOf(history, settings(), job) };
      });
  }

  function fail(): void {
    if (world !== 'errors' && world !== 'blind') return;
    throw new ORPCError('SERVICE_UNAVAILABLE', {
      message: 'ClickHouse at clickhouse.shop.internal:8443 refused the connection. Try again in a moment.',
      defined: true,
    });
  }

  return {
    list(days: number): JobList {
      fail();
      const now = Date.now();
      if (world === 'firstRun') {
        const notSetUp =
          'Table realtime.job_runs does not exist on clickhouse.shop.internal:8443. Create it in Setup → Connection, or name another there.';
        return { items: [], notSetUp };
      }
      if (world === 'empty') return { items: [], notSetUp: null };
      const open = alerts().filter(({ status }) => status !== 'resolved');
      return {
        notSetUp: null,
        items: describeJobs(watched(now), now - days * day, now).map((item) => ({
          ...item,
          alerts: open.filter(({ labels }) => labels.job === item.job),
        })),
      };
    },
    runs({ job, limit }: JobRunsQuery): { items: JobRunDetail[] } {
      fail();
      const found = watched(Date.now()).find((each) => each.job === job);
      return { items: (found?.runs ?? []).slice(0, limit).map(detailRun) };
    },
  };
}

function runOf(
  { job, environment, everyMs, tookMs, agoMs, last, error = '' }: Told,
  index: number,
  now: number,
): JobRun {
  const status = last[index] ?? 'succeeded';
  const startedAt = now - agoMs - index * everyMs;
  const finishedAt = status === 'running' ? null : startedAt + Math.round(tookMs * (0.9 + (index % 4) / 20));
  const isOver = finishedAt !== null;
  return {
    ...{ job, environment, runId: `${job}-${9120 - index}`, status, startedAt, finishedAt },
    ...{
      successCount: isOver ? 18_240 - index * 31 : null,
      failedCount: status === 'failed' ? 412 : isOver ? 0 : null,
    },
    stats: isOver ? '{"rows_read": 18652, "bytes_written": 48210944, "partitions": 12}' : '',
    error: status === 'failed' ? error : '',
    metadata: '{"host": "etl-2", "image": "etl:2026.11.3", "db_password": "never-shown"}',
    ...{ endings: isOver ? (error !== '' && index === 0 ? 2 : 1) : 0, lastRowAt: finishedAt ?? startedAt },
  };
}

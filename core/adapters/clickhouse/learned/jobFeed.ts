import { ok } from '../../../../shared/problem.ts';
import type { Sample } from '../../../detection/learning/learner.ts';
import { seriesKey } from '../../../detection/series/seriesInfo.ts';
import type { Connection } from '../connection.ts';
import { createJobsReader } from '../jobs/jobsReader.ts';
import type { FedSeries, SeriesFeed } from './seriesFeed.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A run that ended is told of within this. */
const latenessMs = 2 * minuteMs;

const jobPrefix = 'job/';

/** How long runs take that went well, each job in each environment for itself: a sample a run, at its end. */
export function createJobFeed(connection: Connection): SeriesFeed {
  const reader = createJobsReader(connection);
  return {
    prefix: jobPrefix,
    title: 'Job durations',
    group: 'job',
    everyMs: minuteMs,
    sliceMs: 30 * dayMs,
    async list(now, signal) {
      const read = await reader.histories(now, signal);
      if (!read.ok) return read;
      const series = read.value
        .filter(({ p95DurationMs }) => p95DurationMs !== null)
        .map(({ job, environment, medianIntervalMs }): FedSeries => {
          const where: Record<string, string> = environment === '' ? {} : { environment };
          const labels = { job, ...where };
          return {
            ...{ id: jobId(job, environment), seenAt: now, key: jobKey(job, environment), group: 'job' },
            ...{ title: `Duration of ${job}`, unit: 'seconds', labels: { metric: 'duration', ...labels } },
            ...{ worth: 'both', stepMs: medianIntervalMs ?? dayMs, mayCount: false },
            rules: { high: [{ type: 'job_overdue', labels }], low: [] },
          };
        });
      return ok({ series, more: 0 });
    },
    async samples(series, { from, to }, signal) {
      const until = Math.floor((to - latenessMs) / minuteMs) * minuteMs;
      if (series.length === 0 || until <= from) return ok({ samples: new Map(), until: Math.max(from, until), odd: 0 });
      const read = await reader.durations({ from, to: until }, signal);
      if (!read.ok) return read;
      const keys = new Map(series.map(({ id, key }) => [id, key]));
      const samples = new Map<string, Sample[]>();
      for (const { job, environment, endedAt, tookMs } of read.value) {
        const key = keys.get(jobId(job, environment));
        if (key === undefined) continue;
        const known = samples.get(key) ?? [];
        known.push({ at: endedAt, value: tookMs / 1000 });
        samples.set(key, known);
      }
      return ok({ samples, until, odd: 0 });
    },
  };
}

const jobKey = (job: string, environment: string) =>
  seriesKey('job', [job, 'duration'], environment === '' ? {} : { environment });

const jobId = (job: string, environment: string) => JSON.stringify([job, environment]);

import type { JobSettings } from '../../shared/signals/signalSettings.ts';
import { type JobRun, jobKey } from './jobRun.ts';
import { type JobHistory, scheduleOf } from './jobSchedule.ts';
import type { WatchedJob } from './judgeJobs.ts';

/** By `jobKey`. */
export type Histories = ReadonlyMap<string, JobHistory>;

export const withHistories = (histories: readonly JobHistory[]): Histories =>
  new Map(histories.map((history) => [jobKey(history), history]));

/** Jobs that ran, and those that a person expects though nobody has ever seen them. */
export function watchedJobs(
  runs: readonly JobRun[],
  histories: Histories,
  settings: Pick<JobSettings, 'expected' | 'learnSchedule'>,
): WatchedJob[] {
  const seen = [...Map.groupBy(runs, jobKey)].flatMap(([key, own]): WatchedJob[] => {
    const [first] = own;
    if (first === undefined) return [];
    const { job, environment } = first;
    return [{ job, environment, runs: own, schedule: scheduleOf(histories.get(key) ?? null, settings, job) }];
  });
  const names = new Set(runs.map(({ job }) => job));
  const unseen = Object.keys(settings.expected).filter((job) => !names.has(job));
  return [
    ...seen,
    ...unseen.map((job) => ({ job, environment: '', runs: [], schedule: scheduleOf(null, settings, job) })),
  ];
}

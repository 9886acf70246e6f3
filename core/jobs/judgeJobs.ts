import { formatDuration } from '../../shared/formatDuration.ts';
import { formatCount } from '../../shared/formatValue.ts';
import type { JobTrouble } from '../../shared/jobs.ts';
import type { Observation } from '../alerts/observation.ts';
import { beganAt, durationMs, endedAt, type JobRun, runKey } from './jobRun.ts';
import type { JobSchedule } from './jobSchedule.ts';
import { maskSecrets } from './maskSecrets.ts';
import { runFacts } from './runFacts.ts';

/** A job in one environment with its newest runs, the one that started last first. */
export interface WatchedJob {
  job: string;
  environment: string;
  runs: readonly JobRun[];
  schedule: JobSchedule;
}

export const jobsSourceName = 'jobs';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A failure, or a run without an end, that is older concerns nobody any more. */
const forgottenMs = 7 * 24 * hourMs;
/** A failure that was made good before anybody looked is told for so long. */
const madeGoodMs = 24 * hourMs;
/** A job that was learnt and did not run for so many of its intervals was given up by its owners. */
const givenUpAfter = 10;
/** How late a start may be: a quarter of its interval, and at least this. */
const leastSlackMs = 5 * minuteMs;

/**
 * What is wrong with jobs at `now`, ms UTC. `touched`: the runs that have new rows; one of them that failed is told although
 * a later one made it good in the meantime. Pure.
 */
export function judgeJobs(jobs: readonly WatchedJob[], now: number, touched: readonly JobRun[] = []): Observation[] {
  const standing = jobs.flatMap((job) => [...failed(job, now), ...overdue(job, now), ...missing(job, now)]);
  const lastOnes = new Set(jobs.flatMap((job) => lastEnded(job) ?? []).map(runKey));
  const madeGood = touched.filter(
    (run) => run.status === 'failed' && !lastOnes.has(runKey(run)) && now - endedAt(run) <= madeGoodMs,
  );
  return [...standing, ...madeGood.map(failureOf)];
}

/** When the next start is due, as far as anybody knows, ms UTC. */
export function nextDueAt({ runs, schedule: { everyMs } }: Pick<WatchedJob, 'runs' | 'schedule'>): number | null {
  const [newest] = runs;
  return everyMs === null || newest === undefined ? null : beganAt(newest) + everyMs;
}

function lastEnded({ runs }: Pick<WatchedJob, 'runs'>): JobRun | null {
  const ended = runs.filter(({ status }) => status !== 'running' && status !== 'cancelled');
  return ended.toSorted((one, other) => endedAt(other) - endedAt(one))[0] ?? null;
}

/** The last run that ended failed. */
function failed(job: WatchedJob, now: number): Observation[] {
  const last = lastEnded(job);
  return last?.status !== 'failed' || now - endedAt(last) > forgottenMs ? [] : [failureOf(last)];
}

function failureOf(run: JobRun): Observation {
  const { job, failedCount, error } = run;
  const took = durationMs(run);
  const after = took === null ? '' : ` after ${formatDuration(took)}`;
  const counts = failedCount === null || failedCount <= 0 ? '' : ` ${formatCount(failedCount, 'item')} failed.`;
  return observation(run, 'job_failed', 'high', `${job} failed${after}${causeOf(error)}${counts}`, endedAt(run), {
    ...{ metricValue: failedCount, expectedValue: null, unit: 'count' },
    facts: runFacts(run),
  });
}

/** With the end of its sentence. */
function causeOf(error: string): string {
  const text = shortened(maskSecrets(error));
  if (text === '') return '.';
  return /[.!?…]$/.test(text) ? `: ${text}` : `: ${text}.`;
}

const isUnderWay = ({ status, startedAt }: JobRun, now: number) =>
  status === 'running' && startedAt !== null && now - startedAt <= forgottenMs;

/** The run that takes longest, unless one that began after it went well: then its end was lost. */
function overdue({ runs, schedule, ...job }: WatchedJob, now: number): Observation[] {
  const { maxMs, maxIsGiven, usualMs } = schedule;
  if (maxMs === null) return [];
  const lastSuccess = Math.max(0, ...runs.filter(({ status }) => status === 'succeeded').map(beganAt));
  const long = runs.filter((run) => isUnderWay(run, now) && now - beganAt(run) > maxMs && beganAt(run) >= lastSuccess);
  const [longest] = long.toSorted((one, other) => beganAt(one) - beganAt(other));
  if (longest === undefined) return [];
  const runsFor = now - beganAt(longest);
  const expected = maxIsGiven
    ? `at most ${formatDuration(maxMs)} is expected`
    : `it usually takes at most ${formatDuration(usualMs ?? maxMs)}`;
  return [
    observation(
      job,
      'job_overdue',
      'medium',
      `${job.job} has been running for ${formatDuration(runsFor)}; ${expected}.`,
      beganAt(longest),
      {
        metricValue: Math.round(runsFor / 1000),
        expectedValue: Math.round((maxIsGiven ? maxMs : (usualMs ?? maxMs)) / 1000),
        unit: 'seconds',
        facts: runFacts(longest),
      },
    ),
  ];
}

function missing({ runs, schedule, ...job }: WatchedJob, now: number): Observation[] {
  const { everyMs, everyIsGiven, maxMs } = schedule;
  if (everyMs === null) return [];
  const [newest] = runs.toSorted((one, other) => beganAt(other) - beganAt(one));
  const last = newest === undefined ? null : beganAt(newest);
  const dueAt = last === null ? null : last + everyMs;
  const slackMs = Math.max(leastSlackMs, everyMs / 4);
  // One that is still under way holds the next up; where nobody knows how long it may take, for one more interval.
  const heldUp = newest !== undefined && isUnderWay(newest, now);
  if (heldUp && (maxMs !== null || (dueAt !== null && now < dueAt + everyMs + slackMs))) return [];
  if (dueAt !== null && now < dueAt + slackMs) return [];
  if (!everyIsGiven && (dueAt === null || now - dueAt > everyMs * givenUpAfter)) return [];
  const since = last === null ? 'has not run in the last 30 days' : `last began ${formatDuration(now - last)} ago`;
  const every = `it ${everyIsGiven ? 'is expected' : 'usually runs'} every ${formatDuration(everyMs)}`;
  return [
    observation(
      job,
      'job_missing',
      'high',
      `${job.job} ${since}; ${every}.`,
      dueAt ?? Math.floor(now / everyMs) * everyMs,
      {
        metricValue: last === null ? null : Math.round((now - last) / 1000),
        ...{ expectedValue: Math.round(everyMs / 1000), unit: 'seconds', facts: [] },
      },
    ),
  ];
}

const shortened = (error: string) => (error.length > 300 ? `${error.slice(0, 299).trimEnd()}…` : error.trim());

function observation(
  { job, environment }: Pick<WatchedJob, 'job' | 'environment'>,
  type: JobTrouble,
  severity: Observation['severity'],
  description: string,
  since: number,
  rest: Pick<Observation, 'metricValue' | 'expectedValue' | 'unit' | 'facts'>,
): Observation {
  return {
    ...{ source: jobsSourceName, type, severity, description },
    labels: environment === '' ? { job } : { job, environment },
    // One trouble is one window, however often it is looked at.
    windowStart: Math.floor(since / minuteMs) * minuteMs,
    ...{ windowMs: minuteMs, zScore: null, changePercent: null, trend: null },
    ...{ runbookUrl: null, acknowledgement: null },
    ...rest,
  };
}

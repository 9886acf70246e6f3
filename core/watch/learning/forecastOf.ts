import { setImmediate } from 'node:timers/promises';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { Forecast } from '../../../shared/learning/learnedSeries.ts';
import { ok, type Result } from '../../../shared/problem.ts';
import type { Clock } from '../../clock.ts';
import type { ActiveAdjustment } from '../../detection/feedback/adjustments.ts';
import { type JudgedSample, SeriesLearner, wholeMs } from '../../detection/series/seriesLearner.ts';
import { judgeTrend } from '../../detection/trend/judgeTrend.ts';
import type { SeriesLimit } from '../../detection/trend/trendLimits.ts';
import { TrendMemory } from '../../detection/trend/trendMemory.ts';
import type { LearnedState } from '../../monitor/learnedStates.ts';
import type { ForecastSeries, ForecastSource } from './forecastSource.ts';

interface ForecastOptions {
  source: ForecastSource;
  hours: number;
  timeZone: string;
  /** Of this series. */
  adjustments: readonly ActiveAdjustment[];
  /** What it must not reach; null: nothing. */
  limit: SeriesLimit | null;
  horizonMs: number;
  /** What the watch learned of it itself, as kept last; null: nothing. */
  kept(): LearnedState | null;
  /** As much as the watch has learned of it, if it was so long ago. */
  historyMs: number;
  now: number;
  clock: Clock;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Enough for the days of a week to be known. */
const leastLearnedMs = 14 * dayMs;
/** What is older is read for no longer than this: somebody waits for the answer. */
const olderWithinMs = 4000;
const pastMs = dayMs;
const mostPoints = 288;
const breatheEvery = 1000;

/** Learns the history of one series, two weeks of it at least, and tells its last day beside what was expected, and the hours to come. */
export async function forecastOf(
  series: ForecastSeries,
  options: ForecastOptions,
  signal: AbortSignal,
): Promise<Result<Forecast>> {
  const { source, now, timeZone, hours, clock } = options;
  const begun = clock.now();
  const learnFrom = (lengthMs: number) => Math.floor((now - lengthMs) / dayMs) * dayMs;
  const needed = learnFrom(leastLearnedMs);
  const from = Math.min(needed, learnFrom(options.historyMs));
  const learner = new SeriesLearner({ ...series, group: 'metric' }, timeZone, from);
  const memory = new TrendMemory();
  const past: JudgedSample[] = [];
  let next = from;
  while (next < now) {
    if (next < needed && clock.now() - begun > olderWithinMs) next = needed;
    const to = Math.min(now, next + source.sliceMs(series.key));
    const read = await source.samples(series, { from: next, to }, signal);
    if (!read.ok) return read;
    const { samples, until } = read.value;
    for (let start = 0; start < samples.length; start += breatheEvery) {
      await setImmediate();
      if (signal.aborted) break;
      const some = samples.slice(start, start + breatheEvery);
      if (options.limit) memory.add(some);
      past.push(
        ...learner.learn(some, {
          ...{ timeZone, sensitivity: 'normal', adjustments: options.adjustments },
          ...{ judgeFrom: now - pastMs, thinBefore: now - wholeMs },
        }),
      );
    }
    if (to === now) break;
    next = Math.max(until, next + minuteMs);
  }
  learner.learnedUntil = now;
  const span = Math.max(series.stepMs, minuteMs);
  const stepMs = Math.ceil(Math.max(span, (hours * hourMs) / mostPoints) / minuteMs) * minuteMs;
  const begin = (Math.floor(now / stepMs) + 1) * stepMs;
  const knowing = whoKnows(learner, options);
  const ahead = knowing.forecast(begin, stepMs, Math.floor((hours * hourMs) / stepMs));
  const { limit, horizonMs } = options;
  const trend = limit && judgeTrend(memory.minutes(), now, { ...limit, horizonMs, isOpen: true });
  return ok({
    ...{ series: series.key, title: learner.title, unit: series.unit, stepMs },
    past: thinned(past).map(({ at, value, verdict: { expected, lower, upper } }) => ({
      ...{ at: iso(at), value, expected, lower, upper },
    })),
    ahead: ahead.map(({ at, ...band }) => ({ at: iso(at), ...band })),
    limit: limit?.limit ?? null,
    reachesLimitAt: trend ? iso(now + trend.reachesInMs) : null,
    note: noteOf(past, ahead.length, knowing, { now, from }),
  });
}

/** Of a query without times nothing can be read again: what is known of its past is what the watch has heard itself. */
function whoKnows(learner: SeriesLearner, { kept, timeZone, now }: ForecastOptions): SeriesLearner {
  if (learner.describe(now, 'normal').state !== 'learning') return learner;
  const state = kept();
  const watching = state && SeriesLearner.restore(state, timeZone);
  return watching?.describe(now, 'normal').state === 'ready' ? watching : learner;
}

/** Of each stretch the newest sample: a day of minutes is more than a chart has room for. */
function thinned(past: readonly JudgedSample[]): JudgedSample[] {
  if (past.length <= mostPoints) return [...past];
  const partMs = pastMs / mostPoints;
  return [...new Map(past.map((sample) => [Math.floor(sample.at / partMs), sample])).values()];
}

function noteOf(
  past: readonly JudgedSample[],
  points: number,
  learner: SeriesLearner,
  { now, from }: { now: number; from: number },
): string | null {
  const { knownMs, neededMs, state } = learner.describe(now, 'normal');
  if (points === 0)
    return `Nothing was written of it in the last ${Math.floor((now - from) / dayMs)} days, so there is no forecast.`;
  if (state === 'stopped' || past.length === 0)
    return 'Nothing came of it lately: the forecast carries on what was before it stopped.';
  if (state !== 'learning') return null;
  const known =
    knownMs < minuteMs ? 'Hardly anything of it is known yet' : `Only ${formatDuration(knownMs)} of it are known`;
  return `${known}, and ${formatDuration(neededMs)} are needed: the forecast is not to be trusted yet.`;
}

const iso = (at: number) => new Date(at).toISOString();

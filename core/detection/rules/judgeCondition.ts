import { type Baseline, baselineOf } from '../../../shared/detection/baseline.ts';
import { changePercent } from '../../../shared/detection/changePercent.ts';
import { zScore } from '../../../shared/detection/zScore.ts';
import type { MetricCondition } from '../../../shared/signals/metricCondition.ts';
import type { MinuteSeries, MinuteValue } from './metricSeries.ts';

/** What a condition found at one moment. Numbers are finite. */
export interface ConditionVerdict {
  isWrong: boolean;
  value: number | null;
  /** The limit or the mean that it was judged against; null where it could not be. */
  expected: number | null;
  zScore: number | null;
  changePercent: number | null;
}

export type JudgedSeries = Pick<MinuteSeries, 'minutes' | 'newestAt'>;

const minuteMs = 60_000;
/** The newest sample must be no older: what stopped is not judged by its last word, but by `absent`. */
export const freshMs = 5 * minuteMs;
/** Length of the baseline, which ends where the fresh minutes begin. */
export const baselineMs = 60 * minuteMs;
/** Fewer samples than this make no baseline. */
export const leastSamples = 6;

/** Judges a series by what was known at `now`, ms UTC; null: there is too little to judge by. */
export function judgeCondition(
  condition: MetricCondition,
  { minutes, newestAt }: JudgedSeries,
  now: number,
  least = leastSamples,
): ConditionVerdict | null {
  if (condition.kind === 'absent') {
    const isWrong = now - newestAt >= condition.minutes * minuteMs;
    return { isWrong, value: null, expected: null, zScore: null, changePercent: null };
  }
  const newest = minutes[countUntil(minutes, now) - 1];
  if (newest === undefined || newest.at <= now - freshMs - minuteMs) return null;
  if (condition.kind === 'above' || condition.kind === 'below') {
    const { value } = newest;
    const isWrong = condition.kind === 'above' ? value > condition.limit : value < condition.limit;
    return { isWrong, value, expected: condition.limit, zScore: null, changePercent: null };
  }
  const baseline = baselineBefore(minutes, now, least);
  return baseline === null ? null : judgeChange(condition, newest.value, baseline);
}

/** Statistics of the hour before the fresh minutes; null: too few samples, or numbers too large to have any. */
export function baselineBefore(minutes: readonly MinuteValue[], now: number, least = leastSamples): Baseline | null {
  const end = now - freshMs;
  const before = minutes.slice(countUntil(minutes, end - baselineMs - 1), countUntil(minutes, end - minuteMs));
  if (before.length < least) return null;
  const baseline = baselineOf(before.map(({ value }) => value));
  return baseline !== null && Number.isFinite(baseline.mean) && Number.isFinite(baseline.stddev) ? baseline : null;
}

/** A baseline of nothing but zeros has no scale: what differs from it is neither so many percent nor σ away. */
function judgeChange(
  condition: Extract<MetricCondition, { kind: 'aboveBaseline' | 'belowBaseline' | 'zScore' }>,
  value: number,
  baseline: Baseline,
): ConditionVerdict {
  const { mean, stddev } = baseline;
  const change = changePercent(value, mean);
  const z = mean === 0 && stddev === 0 ? null : finite(zScore(value, baseline, Math.abs(mean) / 100));
  return { isWrong: isOff(condition, change, z), value, expected: mean, zScore: z, changePercent: change };
}

function isOff(condition: Parameters<typeof judgeChange>[0], change: number | null, z: number | null): boolean {
  if (condition.kind === 'zScore') return z !== null && Math.abs(z) > condition.limit;
  if (change === null) return false;
  return condition.kind === 'aboveBaseline' ? change > condition.percent : change < -condition.percent;
}

/** How many minutes begin at or before `at`; they are in order. */
export function countUntil(minutes: readonly MinuteValue[], at: number): number {
  let [low, high] = [0, minutes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((minutes[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

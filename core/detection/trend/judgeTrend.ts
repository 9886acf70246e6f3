import { countUntil } from '../rules/judgeCondition.ts';
import type { MinuteValue } from '../rules/metricSeries.ts';
import { medianOf, quantileOf, type Slope, slopeOf } from './slope.ts';
import { type Residual, type Rhythm, rhythmBefore, valueAt } from './trendRhythm.ts';

/** A series that is on its way to its limit. */
export interface TrendVerdict {
  value: number;
  /** Towards the limit it has the sign of the way there. */
  perHour: number;
  reachesInMs: number;
}

interface TrendOptions {
  limit: number;
  direction: 'up' | 'down';
  horizonMs: number;
  /** It was on its way when it was looked at last: less is needed to believe that it still is. */
  isOpen: boolean;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Of a series, no more is looked at, ms. */
export const trendReachMs = 8 * dayMs;
/** Lengths of time over which it must go the same way; the longest that shows it has the word: it is the surest. */
const windows = [24, 12, 6, 3, 1, 0.5, 0.25].map((hours) => hours * hourMs);
const pointsOfWindow = 60;
/** A window with fewer points than this has too many gaps. */
const leastPoints = 12;
/** The newest number must be no older than this. */
const freshMs = 10 * minuteMs;
/** Mann-Kendall; neighbouring samples are alike, so what would be plenty for independent ones is little here. */
const leastScore = 4.5;
/** The line must rise by so many times the noise around it. */
const leastRise = { begin: 6, stay: 3 };
/** Of less than an hour, more is asked: waves of noise are as long. */
const shortFactor = 1.5;
/** A step is a rise of one part: here every quarter must go this share of the whole's pace. */
const leastQuarter = 0.3;
/** Its later half must not go at another pace, or when it gets there cannot be told. */
const mostChange = { begin: 0.2, stay: 0.5 };
/** Where no rhythm is known, what it was seen to do is carried on for this share of that time. */
const unknownReach = 1 / 3;
const knownReach = 24;
/** Longer than this, half a day's rhythm looks like a trend. */
const longestUnknownMs = 6 * hourMs;
const generous = 3;
/** A rise must be so many times what it did within as long a time in three of four cases. */
const unusual = 4;
const usualShare = 0.75;
/** What is open may get this much further away before it is over. */
const openReach = 1.25;
/** When the limit is reached is looked for in steps of this. */
const stepMs = 5 * minuteMs;

/**
 * Whether a series goes steadily towards its limit, and reaches it within the horizon. `minutes`: oldest first, as far back as
 * `trendReachMs`. What it did at the same hours of the days before is its rhythm, and no trend. Without a day and more to know
 * that by, nothing further ahead is told than a part of what it has been seen to go. Pure.
 */
export function judgeTrend(minutes: readonly MinuteValue[], now: number, options: TrendOptions): TrendVerdict | null {
  const newest = minutes[countUntil(minutes, now) - 1];
  if (newest === undefined || now - newest.at > freshMs) return null;
  const { limit, direction, isOpen } = options;
  const sign = direction === 'up' ? 1 : -1;
  const knownMs = newest.at - (minutes[0]?.at ?? newest.at);
  // What is open is told by a window that shows it well, and only where there is none by one that shows it less so.
  const paces = isOpen ? [mostChange.begin, mostChange.stay] : [mostChange.begin];
  for (const [windowMs, pace] of paces.flatMap((each) => windows.map((windowMs) => [windowMs, each] as const))) {
    const isRhythmKnown = knownMs >= dayMs + windowMs;
    if (!isRhythmKnown && windowMs > longestUnknownMs) continue;
    if (!mayReach(minutes, newest.at, windowMs, options)) continue;
    const rhythm = isRhythmKnown ? rhythmBefore(minutes, newest.at) : null;
    const slope = steadySlope(minutes, newest.at, windowMs, rhythm, { sign, isOpen, pace });
    if (slope === null) continue;
    const level = levelOf(minutes, newest.at, windowMs, slope.perHour);
    if (sign * (limit - level) <= 0) return null;
    const horizonMs = Math.min(options.horizonMs, windowMs * (rhythm ? knownReach : unknownReach));
    const ahead = rhythm?.ahead ?? (() => 0);
    const reachesInMs = reachedIn(level, slope.perHour, options, ahead, horizonMs * (isOpen ? openReach : 1));
    if (reachesInMs !== null) return { value: newest.value, perHour: slope.perHour, reachesInMs };
  }
  return null;
}

/** The slope of a window, if it goes one way all along; of several ways to take the rhythm out the one with the least. */
function steadySlope(
  minutes: readonly MinuteValue[],
  to: number,
  windowMs: number,
  rhythm: Rhythm | null,
  { sign, isOpen, pace }: { sign: number; isOpen: boolean; pace: number },
): Slope | null {
  const residuals = rhythm?.residuals ?? [({ value }: MinuteValue) => value];
  const slopes = residuals.flatMap((residual) => {
    const slope = slopeOver(minutes, to, windowMs, residual);
    return slope ? [{ slope, residual }] : [];
  });
  const [least] = slopes.toSorted((one, other) => sign * (one.slope.perHour - other.slope.perHour));
  if (least === undefined) return null;
  const { slope, residual } = least;
  const { perHour, noise, score } = slope;
  const factor = (windowMs < hourMs ? shortFactor : 1) * (isOpen ? leastRise.stay : leastRise.begin);
  const rise = (sign * perHour * windowMs) / hourMs;
  if (rise <= 0 || rise < noise * factor || sign * score < leastScore) return null;
  if (!keepsPace(minutes, to, windowMs, residual, perHour, pace)) return null;
  if (!isOpen && !quartersAgree(minutes, to, windowMs, residual, perHour)) return null;
  if (!isOpen && rhythm && rise < unusual * usualChange(minutes, to, windowMs, residual, rhythm.growth)) return null;
  return hasStopped(minutes, to, windowMs, residual, perHour) ? null : slope;
}

/** How much it went either way within as long a time, over the day before: slow noise looks like a trend, and comes often. */
function usualChange(
  minutes: readonly MinuteValue[],
  to: number,
  windowMs: number,
  residual: Residual,
  growth: number,
): number {
  const stepMs = Math.max(windowMs / 4, 20 * minuteMs);
  const left = (at: number) => {
    const value = valueAt(minutes, at);
    return value === null ? null : residual({ at, value });
  };
  const changes: number[] = [];
  for (let at = to - windowMs; at >= to - windowMs - dayMs; at -= stepMs) {
    const [after, before] = [left(at), left(at - windowMs)];
    if (after !== null && before !== null) changes.push(Math.abs(after - before - (growth * windowMs) / hourMs));
  }
  return quantileOf(changes, usualShare);
}

/** Whether the later half goes at about the pace of the whole: else the window reaches back to before it began. */
function keepsPace(
  minutes: readonly MinuteValue[],
  to: number,
  windowMs: number,
  residual: Residual,
  perHour: number,
  most: number,
): boolean {
  const later = slopeOver(minutes, to, windowMs / 2, residual, 5);
  return later !== null && Math.abs(later.perHour / perHour - 1) <= most;
}

function quartersAgree(
  minutes: readonly MinuteValue[],
  to: number,
  windowMs: number,
  residual: Residual,
  perHour: number,
): boolean {
  const quarterMs = windowMs / 4;
  return [0, 1, 2, 3].every((back) => {
    const quarter = slopeOver(minutes, to - back * quarterMs, quarterMs, residual, 3);
    return quarter === null ? windowMs < hourMs : quarter.perHour / perHour >= leastQuarter;
  });
}

/** Whether the last part of a window no longer goes its way, as far as that can be told through the noise. */
function hasStopped(
  minutes: readonly MinuteValue[],
  to: number,
  windowMs: number,
  residual: Residual,
  perHour: number,
): boolean {
  return windows.some((lastMs) => {
    if (lastMs >= windowMs) return false;
    const last = slopeOver(minutes, to, lastMs, residual);
    if (last === null || Math.abs(perHour * lastMs) / hourMs < leastRise.stay * last.noise) return false;
    return last.perHour / perHour < leastQuarter;
  });
}

/** Whether a closer look could find anything: nearly all series stand still, or are far from their limit. */
function mayReach(minutes: readonly MinuteValue[], to: number, windowMs: number, options: TrendOptions): boolean {
  const sign = options.direction === 'up' ? 1 : -1;
  const partMs = windowMs / 6;
  const ends = [to - windowMs + partMs, to].map((end) =>
    minutes.slice(countUntil(minutes, end - partMs), countUntil(minutes, end)).map(({ value }) => value),
  );
  const [first = Number.NaN, last = Number.NaN] = ends.map(medianOf);
  const rise = sign * (last - first);
  return rise > 0 && sign * (options.limit - last) <= (generous * rise * options.horizonMs) / windowMs;
}

function slopeOver(
  minutes: readonly MinuteValue[],
  to: number,
  windowMs: number,
  residual: Residual,
  least = leastPoints,
): Slope | null {
  const points = pointsIn(minutes, to, windowMs).flatMap((point) => {
    const value = residual(point);
    return value === null ? [] : [{ at: point.at, value }];
  });
  const [first] = points;
  // A window that is half empty shows a shorter one's slope.
  if (first === undefined || points.length < least || first.at > to - windowMs * 0.75) return null;
  return slopeOf(points);
}

/** Medians of equal parts of (to − windowMs, to]. */
function pointsIn(minutes: readonly MinuteValue[], to: number, windowMs: number): MinuteValue[] {
  const from = to - windowMs;
  const partMs = Math.max(minuteMs, windowMs / pointsOfWindow);
  const within = minutes.slice(countUntil(minutes, from), countUntil(minutes, to));
  const parts = Map.groupBy(within, ({ at }) => Math.floor((at - from - 1) / partMs));
  return [...parts].map(([part, values]) => ({
    at: from + (part + 0.5) * partMs,
    value: medianOf(values.map(({ value }) => value)),
  }));
}

/** Where the series is now, by the last of its samples moved along the line: a line alone lags behind a bend. */
function levelOf(minutes: readonly MinuteValue[], to: number, windowMs: number, perHour: number): number {
  const last = minutes.slice(countUntil(minutes, to - windowMs / 6), countUntil(minutes, to));
  return medianOf(last.map(({ at, value }) => value + (perHour * (to - at)) / hourMs));
}

/** When a line with its rhythm first passes the limit; null: not within the horizon. */
function reachedIn(
  from: number,
  perHour: number,
  { limit, direction }: TrendOptions,
  rhythm: (ms: number) => number,
  horizonMs: number,
): number | null {
  const sign = direction === 'up' ? 1 : -1;
  let left = sign * (limit - from);
  for (let ms = stepMs; ms <= horizonMs; ms += stepMs) {
    const still = sign * (limit - from - (perHour * ms) / hourMs - rhythm(ms));
    if (still <= 0) return ms - stepMs + (stepMs * left) / (left - still);
    left = still;
  }
  return null;
}

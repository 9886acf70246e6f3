import { countUntil } from '../rules/judgeCondition.ts';
import type { MinuteValue } from '../rules/metricSeries.ts';
import { medianOf } from './slope.ts';

/** What is left of a moment's value when its rhythm is taken out; null: nothing is known of that moment's days. */
export type Residual = (point: MinuteValue) => number | null;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Days whose same hours show what is rhythm: any of the last three, and the same day a week ago. */
const rhythmDays = { near: [1, 2, 3], week: 7 };
/** Around a moment, so far is looked for its value. */
const aroundMs = 10 * 60_000;

export interface Rhythm {
  /** From day to day, an hour. */
  growth: number;
  residuals: readonly Residual[];
  /** What it usually does from now on. */
  ahead(ms: number): number;
}

/** What the days before did at these hours, beyond what they grew from day to day. */
export function rhythmBefore(minutes: readonly MinuteValue[], now: number): Rhythm {
  const growth = growthOf(minutes, now);
  const grown = (ms: number) => (growth * ms) / hourMs;
  const on = (day: number, at: number) => {
    const value = valueAt(minutes, at - day * dayMs);
    return value === null ? [] : [value + grown(day * dayMs)];
  };
  // What it grows goes on, and is no rhythm.
  const without =
    (days: readonly number[]): Residual =>
    ({ at, value }) => {
      const usual = days.flatMap((day) => on(day, at));
      return usual.length === 0 ? null : value - medianOf(usual) + grown(at - now);
    };
  return {
    growth,
    residuals: [without(rhythmDays.near), without([rhythmDays.week])],
    ahead(ms) {
      const changes = [...rhythmDays.near, rhythmDays.week].flatMap((day) => {
        const [from, to] = [valueAt(minutes, now - day * dayMs), valueAt(minutes, now - day * dayMs + ms)];
        return from === null || to === null ? [] : [to - from - grown(ms)];
      });
      return changes.length === 0 ? 0 : medianOf(changes);
    },
  };
}

/**
 * How much it grew an hour over the day up to `to`, whatever its rhythm within a day; 0 where that is not known. Of what only
 * began in the last hours, most of the day knows nothing, and so the median does not.
 */
function growthOf(minutes: readonly MinuteValue[], to: number): number {
  const changes: number[] = [];
  for (let at = to - dayMs; at <= to; at += hourMs) {
    const [after, before] = [valueAt(minutes, at), valueAt(minutes, at - dayMs)];
    if (after !== null && before !== null) changes.push(((after - before) / dayMs) * hourMs);
  }
  return changes.length < 6 ? 0 : medianOf(changes);
}

/** The median around a moment. */
export function valueAt(minutes: readonly MinuteValue[], at: number): number | null {
  const around = minutes.slice(countUntil(minutes, at - aroundMs), countUntil(minutes, at + aroundMs));
  return around.length === 0 ? null : medianOf(around.map(({ value }) => value));
}

import type { Sensitivity } from '../../../shared/learning/sensitivity.ts';
import { wallTime } from '../../../shared/localTime.ts';
import { alertScore } from '../learning/alertScore.ts';

/** What people's feedback on alerts changes in how a series is judged. Times are ms UTC. */
export interface ActiveAdjustment {
  id: string;
  /** Key of the series. */
  series: string;
  kind: 'lessEager' | 'newNormal';
  /** Local hours of the day; `from` is not before `to` where they reach across midnight. Null: all of them. */
  hours: { from: number; to: number } | null;
  at: number;
  /** Null: for good. */
  until: number | null;
}

const hourMs = 3_600_000;
const dayHours = 24;
/** Each goes this far of the way that is left to the highest score. */
const step = 0.25;
/** More than this many change nothing, so that what stands out most is told whatever was said. */
const mostSteps = 3;

/**
 * The score from which on a sample of a series alerts: the sensitivity's, raised where people said so. `adjustments` are
 * those of that series alone; a sample before one was made is judged without it, so that the past replays as it was.
 */
export function alertBar(
  sensitivity: Sensitivity,
  at: number,
  adjustments: readonly ActiveAdjustment[],
  timeZone: string,
): number {
  const bar = alertScore[sensitivity];
  const steps = Math.min(mostSteps, raising(at, adjustments, timeZone).length);
  return 1 - (1 - bar) * (1 - step) ** steps;
}

/** Whether people said of a series, whose `adjustments` these are, that it need not be told of so readily at this hour. */
export function isLessEager(at: number, adjustments: readonly ActiveAdjustment[], timeZone: string): boolean {
  return raising(at, adjustments, timeZone).length > 0;
}

function raising(at: number, adjustments: readonly ActiveAdjustment[], timeZone: string): ActiveAdjustment[] {
  const holding = adjustments.filter(({ kind }) => kind === 'lessEager').filter((each) => holds(each, at));
  if (holding.length === 0) return holding;
  const hour = localHour(at, timeZone);
  return holding.filter(({ hours }) => hours === null || reaches(hours, hour));
}

/** The hour around which an alert began and those beside it, in which it is less eager. */
export function hoursAround(at: number, timeZone: string): { from: number; to: number } {
  const hour = localHour(at, timeZone);
  return { from: (hour + dayHours - 1) % dayHours, to: ((hour + 1) % dayHours) + 1 };
}

function holds({ at: since, until }: ActiveAdjustment, at: number): boolean {
  return at >= since && (until === null || at < until);
}

function reaches({ from, to }: { from: number; to: number }, hour: number): boolean {
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

function localHour(at: number, timeZone: string): number {
  return ((Math.floor(wallTime(at, timeZone) / hourMs) % dayHours) + dayHours) % dayHours;
}

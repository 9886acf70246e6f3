import { instantsOf, wallTime, zoneInUse } from '../localTime.ts';
import { type TimePeriod, Weekday } from './timePeriod.ts';

const dayMs = 24 * 3_600_000;
/** Long enough for any chain of periods to be over; what goes on for longer goes on for ever. */
const horizonMs = 8 * dayMs;

interface Span {
  start: number;
  end: number;
}

/**
 * When the periods that are on at `now` are over, those that follow without a gap included, ms UTC; null: none is on. An hour
 * that is set back over counts both times, one that is left out ends with the leap.
 */
export function quietUntil(periods: readonly TimePeriod[], machineZone: string, now: number): number | null {
  const spans = spansAround(periods, machineZone, now);
  let end: number | null = null;
  for (const span of spans) {
    const at: number = end ?? now;
    if (span.start <= at && span.end > at) end = span.end;
  }
  return end;
}

/** When the next period begins, ms UTC; null: none does within a week. */
export function nextStart(periods: readonly TimePeriod[], machineZone: string, now: number): number | null {
  const starts = spansAround(periods, machineZone, now).map(({ start }) => start);
  return starts.find((start) => start > now) ?? null;
}

// Weeks in which no zone changes its clocks: one in its winter, one in its summer.
const plainWeeks = ['2026-01-12T00:00:00Z', '2026-07-13T00:00:00Z'].map((iso) => Date.parse(iso));

/** Pairs of periods (by their places in the list) that are on at the same time at some hour of a week of the year. */
export function overlaps(periods: readonly TimePeriod[], machineZone: string): [number, number][] {
  const weeks = plainWeeks.map((now) => periods.map((period) => spansAround([period], machineZone, now)));
  const meet = (one: readonly Span[] = [], other: readonly Span[] = []) =>
    one.some((a) => other.some((b) => a.start < b.end && b.start < a.end));
  return periods.flatMap((_, first) =>
    periods.flatMap((_, second): [number, number][] =>
      second > first && weeks.some((week) => meet(week[first], week[second])) ? [[first, second]] : [],
    ),
  );
}

/** In the order of their beginnings, from two days ago until a week from now. */
function spansAround(periods: readonly TimePeriod[], machineZone: string, now: number): Span[] {
  const spans = periods.flatMap(({ days, from, to, timeZone }) => {
    const zone = zoneInUse(timeZone, machineZone);
    const today = Math.floor(wallTime(now, zone) / dayMs) * dayMs;
    const midnights = Array.from({ length: 2 + horizonMs / dayMs }, (_, index) => today + (index - 2) * dayMs);
    return midnights.flatMap((midnight): Span[] => {
      if (days.length > 0 && !days.includes(weekdayOf(midnight))) return [];
      const endsOn = to <= from ? midnight + dayMs : midnight;
      const span = {
        start: instantsOf(midnight + msOf(from), zone).first,
        end: instantsOf(endsOn + msOf(to), zone).last,
      };
      return span.end > span.start ? [span] : [];
    });
  });
  return spans.sort((one, other) => one.start - other.start || other.end - one.end);
}

function weekdayOf(midnight: number): Weekday {
  // 1 January 1970 was a Thursday.
  const index = (((Math.floor(midnight / dayMs) + 3) % 7) + 7) % 7;
  return Weekday.options[index] ?? 'mon';
}

function msOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

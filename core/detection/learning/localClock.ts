import { wallTime } from '../../../shared/localTime.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const weekDays = 7;
const slotMs = 15 * minuteMs;
export const slotsOfDay = dayMs / slotMs;

/** A moment as clocks on the wall show it. */
export interface LocalTime {
  /** Days since 1 January 1970 in the zone. */
  day: number;
  /** 0 is Thursday, as that day was one. */
  weekday: number;
  /** Position within the day, in slots with a fraction: 0 up to `slotsOfDay`. */
  slot: number;
}

/** Asking the zone is slow; its offset changes on quarters of an hour alone, so it is asked once a quarter. */
export function createLocalClock(timeZone: string): (at: number) => LocalTime {
  let quarter = Number.NaN;
  let offset = 0;
  return (at) => {
    const now = Math.floor(at / slotMs);
    if (now !== quarter) {
      quarter = now;
      offset = wallTime(now * slotMs, timeZone) - now * slotMs;
    }
    const wall = at + offset;
    const day = Math.floor(wall / dayMs);
    return { day, weekday: ((day % weekDays) + weekDays) % weekDays, slot: (wall - day * dayMs) / slotMs };
  };
}

import { instantsOf, wallTime } from '../../../shared/localTime.ts';

/** A span of time that segments are counted over, ms UTC; half open. */
export interface Period {
  kind: 'now' | 'day' | 'hourBefore';
  from: number;
  to: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** The last days for what is usual now, the same weekday for what is usual of it. */
const daysBefore = [1, 2, 3, 7, 14, 21];
/** Around the same time of a day, so that five minutes are not compared with a handful of purchases. */
const leastDayMs = 30 * minuteMs;

/**
 * What is asked about: the windows themselves first, then the same local time of days before, and the hour before them for a
 * shop without such days.
 */
export function periodsAround({ from, to }: { from: number; to: number }, timeZone: string): Period[] {
  const slackMs = Math.max(0, Math.ceil((leastDayMs - (to - from)) / 2 / minuteMs) * minuteMs);
  const wall = wallTime(from, timeZone);
  const days = daysBefore.map((days): Period => {
    const same = instantsOf(wall - days * dayMs, timeZone).first;
    return { kind: 'day', from: same - slackMs, to: same + (to - from) + slackMs };
  });
  return [{ kind: 'now', from, to }, ...days, { kind: 'hourBefore', from: from - hourMs, to: from }];
}

export const lengthOf = ({ from, to }: Period): number => to - from;

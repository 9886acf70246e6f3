const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The zone that is asked for; the machine's when that is empty or unknown, and UTC when that is unknown as well. */
export function zoneInUse(asked: string, ofMachine: string): string {
  return [asked, ofMachine].find((zone) => zone !== '' && isTimeZone(zone)) ?? 'UTC';
}

/** What clocks on the wall show in the zone: the milliseconds at which a clock in UTC shows the same date and time. */
export function wallTime(at: number, zone: string): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown + (((at % 1000) + 1000) % 1000);
}

/**
 * When clocks in the zone show `wall`: once on most days; first and last when they are set back over it; the moment after
 * the leap when they are set forward over it. ms UTC.
 */
export function instantsOf(wall: number, zone: string): { first: number; last: number } {
  const offset = (at: number) => wallTime(at, zone) - at;
  const candidates = [wall - offset(wall - dayMs), wall - offset(wall + dayMs)];
  const shown = candidates.filter((at) => wallTime(at, zone) === wall);
  if (shown.length > 0) return { first: Math.min(...shown), last: Math.max(...shown) };
  let before = Math.min(...candidates);
  let after = Math.max(...candidates);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallTime(middle, zone) > wall) after = middle;
    else before = middle;
  }
  return { first: after, last: after };
}

/** `14:35`, or `9 Mar 14:35` when that is not the day of `now`, in the zone. */
export function timeOfDay(at: number, now: number, zone: string): string {
  const wall = wallTime(at, zone);
  const time = new Date(wall).toISOString().slice(11, 16);
  if (Math.floor(wall / dayMs) === Math.floor(wallTime(now, zone) / dayMs)) return time;
  const date = new Date(wall);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${time}`;
}

/** Whether it names a zone that this machine can tell the time of. */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    const digits = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
    clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'gregory', ...digits, ...time });
    clocks.set(zone, clock);
  }
  return clock;
}

import type { ShopChange, TimedChange } from './changes.ts';

/** Something that went wrong before the demo was started. */
export interface Incident {
  what: string;
  /** Hours before now, or a time of day in the shop's zone (19.5 is half past seven in the evening). */
  at: { hoursAgo: number } | { localHour: number };
  minutes: number;
  change: ShopChange;
}

/** Changes of traffic last under twelve minutes: later the baseline has got used to them, and normal looks abnormal. */
export const demoIncidents: readonly Incident[] = [
  {
    what: 'a promoted article sells out of proportion, still going on',
    at: { hoursAgo: 0.25 },
    minutes: 19,
    change: { flood: { category: 'Home', share: 0.6 } },
  },
  {
    what: 'one payment provider answers slowly and some give up',
    at: { hoursAgo: 2.4 },
    minutes: 14,
    change: { purchaseShare: 0.62 },
  },
  {
    what: 'the nightly release takes the shop down',
    at: { localHour: 3.2 },
    minutes: 7,
    change: { trafficShare: 0.02 },
  },
  {
    what: 'a crawler ignores what robots.txt asks',
    at: { localHour: 6.6 },
    minutes: 8,
    change: { botRequestsPerSession: 0.9 },
  },
  {
    what: 'a release records purchases without price',
    at: { localHour: 10.5 },
    minutes: 22,
    change: { missingPriceShare: 0.34 },
  },
  { what: 'the checkout rejects a card brand', at: { localHour: 14.1 }, minutes: 12, change: { purchaseShare: 0.4 } },
  {
    what: 'a discount is applied twice at dinner time',
    at: { localHour: 19.4 },
    minutes: 16,
    change: { priceFactor: 0.56 },
  },
  {
    what: 'competitors compare prices before midnight',
    at: { localHour: 23.2 },
    minutes: 9,
    change: { botRequestsPerSession: 0.55 },
  },
];

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Twelve windows of baseline that are quiet again, and some more. */
const apartMs = 45 * minuteMs;
/** Incidents at a time of day are over when the demo starts, and the baseline before them is complete. */
const earliestHoursAgo = 23.5;

/**
 * Gives the incidents their times before `now` (ms UTC), whole minutes, oldest first. One that would come too close to
 * another is left out: an incident in the baseline of the next hides it.
 */
export function placeIncidents(incidents: readonly Incident[], timeZone: string, now: number): TimedChange[] {
  const placed: TimedChange[] = [];
  const relativeFirst = [...incidents].sort((a, b) => Number('localHour' in a.at) - Number('localHour' in b.at));
  for (const { at, minutes, change } of relativeFirst) {
    const start = 'hoursAgo' in at ? now - at.hoursAgo * hourMs : lastLocalTime(at.localHour, timeZone, now - apartMs);
    const from = Math.floor(start / minuteMs) * minuteMs;
    const to = from + minutes * minuteMs;
    const tooEarly = from < now - earliestHoursAgo * hourMs;
    const tooClose = placed.some((other) => from - apartMs < other.to && other.from < to + apartMs);
    if (!tooEarly && !tooClose) placed.push({ ...change, from, to });
  }
  return placed.sort((a, b) => a.from - b.from);
}

/** The last moment before `before` at which clocks in the zone show that time of day. */
function lastLocalTime(localHour: number, timeZone: string, before: number): number {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  const parts = clock.formatToParts(before);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const hoursSince = (read('hour') + read('minute') / 60 - localHour + 24) % 24;
  return before - hoursSince * hourMs;
}

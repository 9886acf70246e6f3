import type { ShopChange, TimedChange } from './changes.ts';
import { funnel } from './funnel.ts';
import { evenly, noise } from './noise.ts';
import { createRhythm } from './rhythm.ts';
import type { JourneyKind, Shop } from './shop.ts';

export const minuteMs = 60_000;

/** How many journeys of a kind are anchored in each of a run of minutes. */
export interface TrafficPlan {
  /** Start of the first minute, ms UTC. */
  from: number;
  counts: number[];
}

export interface TrafficPlanner {
  /** Covers every minute that touches [from, to). */
  journeys(kind: JourneyKind, from: number, to: number): TrafficPlan;
  /** Requests of bots, a minute at a time, where `changes` bring any. */
  bots(from: number, to: number, changes: readonly TimedChange[]): TrafficPlan;
}

const salts: Record<JourneyKind, number> = { browser: 3, leaver: 4, buyer: 5 };

/** Decides how busy each minute is. `volume` multiplies the shop's traffic (1 is the shop as described). */
export function createTrafficPlanner(shop: Shop, volume = 1): TrafficPlanner {
  const rhythm = createRhythm(shop);
  const journeysOf = funnel(shop);

  const sessions = (minute: number): number => {
    const wavering = shop.noise.minute * noise(minute, shop.seed);
    return shop.sessionsPerMinute * volume * rhythm(minute * minuteMs) * (1 + wavering);
  };

  const plan = (from: number, to: number, count: (minute: number) => number): TrafficPlan => {
    const first = Math.floor(from / minuteMs);
    const end = Math.ceil(to / minuteMs);
    return { from: first * minuteMs, counts: Array.from({ length: end - first }, (_, index) => count(first + index)) };
  };

  return {
    journeys: (kind, from, to) =>
      plan(from, to, (minute) => {
        // Only those who might buy waver on their own; the crowd that just looks is the traffic itself.
        const own = kind === 'browser' ? 0 : shop.noise.funnel * noise(minute, shop.seed + salts[kind]);
        return dithered(sessions(minute) * journeysOf[kind].rate * (1 + own), minute, salts[kind]);
      }),
    bots: (from, to, changes) =>
      plan(from, to, (minute) => dithered(sessions(minute) * botShare(changes, minute), minute, 6)),
  };
}

/** Rounds up or down so that the mean over a few minutes is the exact value. */
function dithered(value: number, minute: number, salt: number): number {
  return Math.floor(value + evenly(minute, salt));
}

/** The greatest share asked for in that minute; the seconds are cut out of it later. */
function botShare(changes: readonly TimedChange[], minute: number): number {
  const start = minute * minuteMs;
  const asked = (change: ShopChange) => change.botRequestsPerSession ?? 0;
  return changes.reduce(
    (most, change) => (change.from < start + minuteMs && change.to > start ? Math.max(most, asked(change)) : most),
    0,
  );
}

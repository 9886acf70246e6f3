import { instantsOf, wallTime } from '../../../shared/localTime.ts';
import type { Draws } from './draws.ts';
import type { Change, SimulatedShop } from './simulatedShop.ts';

/** Something that goes wrong, or that only looks like it. */
export interface Happening {
  kind: string;
  from: number;
  to: number;
  isIncident: boolean;
  /** `part`: how much of it is over, 0 to 1. */
  change(part: number): Change;
}

interface Kind {
  kind: string;
  minutes: readonly [number, number];
  /** Local hours in which it begins; left out: by day. */
  hours?: readonly [number, number];
  change(strength: number): (part: number) => Change;
  /** How strong it is: what that means is the kind's own. */
  strength: readonly [number, number];
}

const steady = (change: Change) => () => change;

/** Every way in which the bench's shops go wrong. */
const incidents: readonly Kind[] = [
  { kind: 'outage', minutes: [20, 60], strength: [0, 0.05], change: (s) => steady({ sessions: s }) },
  { kind: 'traffic down', minutes: [30, 90], strength: [0.3, 0.5], change: (s) => steady({ sessions: s }) },
  { kind: 'partial outage', minutes: [45, 120], strength: [0.5, 0.65], change: (s) => steady({ sessions: s }) },
  { kind: 'one segment gone', minutes: [60, 180], strength: [0.6, 0.68], change: (s) => steady({ sessions: s }) },
  { kind: 'traffic up', minutes: [20, 60], strength: [1.8, 3], change: (s) => steady({ sessions: s }) },
  { kind: 'bots by day', minutes: [30, 90], strength: [0.8, 1.5], change: (s) => steady({ bots: s }) },
  { kind: 'bots at night', minutes: [40, 120], hours: [1, 5], strength: [2, 4], change: (s) => steady({ bots: s }) },
  { kind: 'discount twice', minutes: [45, 120], strength: [0.35, 0.5], change: (s) => steady({ orderValue: s }) },
  { kind: 'prices too high', minutes: [45, 120], strength: [2.5, 5], change: (s) => steady({ orderValue: s }) },
  { kind: 'checkout broken', minutes: [30, 90], strength: [0, 0.1], change: (s) => steady({ bought: s }) },
  { kind: 'one payment fails', minutes: [60, 150], strength: [0.35, 0.5], change: (s) => steady({ bought: s }) },
  { kind: 'abandonment', minutes: [45, 120], strength: [0.2, 0.4], change: (s) => steady({ bought: s }) },
  { kind: 'conversion', minutes: [45, 150], strength: [0.2, 0.4], change: (s) => steady({ carts: s }) },
  {
    kind: 'revenue drop',
    minutes: [45, 120],
    strength: [0.3, 0.5],
    change: (s) => steady({ bought: Math.sqrt(s), orderValue: Math.sqrt(s) }),
  },
  { kind: 'missing prices', minutes: [30, 120], strength: [0.3, 0.7], change: (s) => steady({ missingPrices: s }) },
  {
    kind: 'missing categories',
    minutes: [30, 120],
    strength: [0.2, 0.6],
    change: (s) => steady({ missingCategories: s }),
  },
  { kind: 'category flood', minutes: [40, 120], strength: [0.6, 0.85], change: (s) => steady({ flood: s }) },
  { kind: 'session change', minutes: [30, 90], strength: [0.2, 0.4], change: (s) => steady({ duration: s }) },
  {
    kind: 'duplicated events',
    minutes: [45, 120],
    strength: [1.8, 2.2],
    change: (s) => steady({ eventsPerSession: s }),
  },
  {
    kind: 'slow leak',
    minutes: [240, 360],
    strength: [0.25, 0.4],
    change: (s) => (part) => ({ sessions: 1 - (1 - s) * part }),
  },
];

/** What must not alert: strange on paper, and known to everybody. */
const lookAlikes: readonly Kind[] = [
  { kind: 'holiday night', minutes: [300, 420], hours: [0, 1], strength: [0.65, 0.75], change: swell },
  { kind: 'promotion announced', minutes: [180, 300], strength: [1.2, 1.35], change: swell },
  { kind: 'rainy day', minutes: [480, 600], hours: [9, 11], strength: [1.08, 1.18], change: swell },
  { kind: 'match on television', minutes: [100, 130], hours: [19, 20], strength: [0.78, 0.86], change: swell },
];

/** Comes and goes over a fifth of its time each. */
function swell(strength: number): (part: number) => Change {
  return (part) => ({ sessions: 1 + (strength - 1) * Math.min(1, part * 5, (1 - part) * 5) });
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const windowMs = 5 * minuteMs;
/** Enough for a baseline of an hour to be ordinary again, and more. */
const apartMs = 4 * hourMs;

/** `counts` happenings of the shop in [from, to), ms UTC, apart from each other; the kinds take turns from `first` on. */
export function plan(
  shop: SimulatedShop,
  range: { from: number; to: number },
  counts: { incidents: number; lookAlikes: number; first: number },
  draws: Draws,
): Happening[] {
  const kinds = [
    ...Array.from({ length: counts.incidents }, (_, index) => ({
      kind: incidents[(counts.first + index) % incidents.length],
      isIncident: true,
    })),
    ...Array.from({ length: counts.lookAlikes }, (_, index) => ({
      kind: lookAlikes[index % lookAlikes.length],
      isIncident: false,
    })),
  ];
  const planned: Happening[] = [];
  for (const { kind, isIncident } of kinds) {
    if (!kind) continue;
    for (let attempt = 0; attempt < 1000; attempt++) {
      const from = beginOf(kind, shop, range, draws);
      const to = from + Math.round(draws.between(...kind.minutes) / 5) * windowMs;
      const isApart = planned.every((other) => from - apartMs > other.to || to + apartMs < other.from);
      if (!isApart || to > range.to) continue;
      planned.push({ kind: kind.kind, from, to, isIncident, change: kind.change(draws.between(...kind.strength)) });
      break;
    }
  }
  return planned.sort((one, other) => one.from - other.from);
}

/** Most things break while people work on them: between eight in the morning and ten at night, unless the kind says so. */
function beginOf({ hours = [8, 22] }: Kind, shop: SimulatedShop, range: { from: number; to: number }, draws: Draws) {
  const days = Math.floor((range.to - range.from) / (24 * hourMs));
  const noon = range.from + Math.floor(draws.share() * days) * 24 * hourMs + 12 * hourMs;
  const wall = wallTime(noon, shop.timeZone);
  const midnight = wall - (wall % (24 * hourMs));
  const at = instantsOf(midnight + draws.between(...hours) * hourMs, shop.timeZone).first;
  return Math.max(range.from, Math.floor(at / windowMs) * windowMs);
}

/** What happens to the shop at a time. */
export function changeOf(happenings: readonly Happening[], at: number): Change {
  const now = happenings.find(({ from, to }) => from <= at && at < to);
  return now ? now.change((at - now.from) / (now.to - now.from)) : {};
}

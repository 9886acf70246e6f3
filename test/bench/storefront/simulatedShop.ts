import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { wallTime } from '../../../shared/localTime.ts';
import type { Draws } from './draws.ts';

/** A shop of the bench: how many come when, and what they do. */
export interface SimulatedShop {
  name: string;
  timeZone: string;
  /** Sessions in an average window. */
  sessions: number;
  /** By local hour; an average of about 1. */
  hours: readonly number[];
  /** Sunday first; an average of about 1. */
  weekdays: readonly number[];
  /** Factor a week. */
  growth: number;
  /** How far the traffic wanders of itself, as a share. */
  wander: number;
  /** Small campaigns that nobody announces, a week. */
  promotions: number;
  eventsPerSession: number;
  cartShare: number;
  boughtShare: number;
  orderValue: number;
  categories: readonly (readonly [string, number])[];
}

/** What happens to a shop: factors on what it does, and shares of what is wrong with what is recorded. */
export interface Change {
  sessions?: number;
  eventsPerSession?: number;
  carts?: number;
  bought?: number;
  orderValue?: number;
  /** Sessions that only look, for each that there is. */
  bots?: number;
  missingPrices?: number;
  missingCategories?: number;
  flood?: number;
  duration?: number;
}

const windowMs = 300_000;
const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
/** Of the wandering, what is left in the next window. */
const keeps = 0.9;
const basketSpread = 0.8;
/** People who are up at midnight are those of the evening: a day is itself by this hour. */
const dayBeginsHours = 6;
const medianSessionSeconds = 95;

/** The shop's windows of [from, to), ms UTC, one after another; `changeAt` says what happens to it meanwhile. */
export function simulate(
  shop: SimulatedShop,
  range: { from: number; to: number },
  changeAt: (at: number) => Change,
  draws: Draws,
): MetricWindow[] {
  const promotions = promotionsOf(shop, range, draws);
  let wander = 0;
  const windows: MetricWindow[] = [];
  for (let start = range.from; start < range.to; start += windowMs) {
    wander = keeps * wander + Math.sqrt(1 - keeps ** 2) * draws.normal();
    const promoted = promotions.find((each) => each.from <= start && start < each.to)?.factor ?? 1;
    const usual = rhythm(shop, start, range.from) * promoted * Math.exp(shop.wander * wander);
    windows.push(windowOf(shop, start, usual, changeAt(start), draws));
  }
  return windows;
}

function windowOf(shop: SimulatedShop, start: number, usual: number, change: Change, draws: Draws): MetricWindow {
  const visitors = draws.poisson(usual * (change.sessions ?? 1));
  const bots = draws.poisson(usual * (change.bots ?? 0));
  const sessions = visitors + bots;
  const perSession = shop.eventsPerSession * (change.eventsPerSession ?? 1);
  const views = Math.max(
    0,
    Math.round(visitors * perSession + Math.sqrt(visitors) * perSession * 0.7 * draws.normal() + bots * 3),
  );
  const cartShare = shop.cartShare * (change.carts ?? 1);
  const cartsAdded = cartShare > 1 ? draws.poisson(visitors * cartShare) : draws.binomial(visitors, cartShare);
  const serious = Math.min(cartsAdded, Math.round(cartsAdded / Math.max(1, change.carts ?? 1)));
  const purchases = draws.binomial(serious, shop.boughtShare * (change.bought ?? 1));
  const unpriced = draws.binomial(purchases, Math.max(0.003, change.missingPrices ?? 0));
  let revenue = 0;
  for (let basket = unpriced; basket < purchases; basket++) {
    const value = Math.exp(basketSpread * draws.normal() - basketSpread ** 2 / 2);
    revenue += shop.orderValue * (change.orderValue ?? 1) * value;
  }
  const events = visitors === 0 && bots === 0 ? 0 : Math.max(sessions, views) + cartsAdded + purchases;
  const measured = Math.round(sessions * 0.7);
  const seconds = medianSessionSeconds * (change.duration ?? 1);
  const median = seconds * (1 + (draws.normal() * 1.1) / Math.sqrt(Math.max(1, measured)));
  return {
    start,
    events,
    sessions,
    cartsAdded,
    purchases,
    revenue: Math.round(revenue * 100) / 100,
    purchasesWithoutPrice: unpriced,
    eventsWithoutCategory: draws.binomial(events, Math.max(0.005, change.missingCategories ?? 0)),
    purchasesByCategory: categoriesOf(shop, purchases, change.flood ?? 0, draws),
    measured: new Map([
      [
        'session_duration',
        measured < 2 ? { value: null, samples: 0 } : { value: Math.max(1, median), samples: measured },
      ],
    ]),
  };
}

function categoriesOf(shop: SimulatedShop, purchases: number, flood: number, draws: Draws): Map<string, number> {
  const counts = new Map<string, number>();
  for (let purchase = 0; purchase < purchases; purchase++) {
    let left = draws.share();
    let category = shop.categories[0]?.[0] ?? '';
    if (left >= flood) {
      left = draws.share();
      for (const [name, share] of shop.categories) {
        category = name;
        left -= share;
        if (left < 0) break;
      }
    }
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}

/** Sessions expected of a window: hour and day in the shop's zone, and how it grew since. */
function rhythm(shop: SimulatedShop, at: number, since: number): number {
  const wall = wallTime(at, shop.timeZone);
  const hour = (((wall / hourMs) % 24) + 24) % 24;
  const before = shop.hours[Math.floor(hour)] ?? 1;
  const after = shop.hours[Math.floor(hour + 1) % 24] ?? 1;
  const ofHour = before + (after - before) * (hour % 1);
  const today = new Date(wall).getUTCDay();
  const yesterday = shop.weekdays[(today + 6) % 7] ?? 1;
  const begun = Math.min(1, hour / dayBeginsHours);
  const ofDay = yesterday + ((shop.weekdays[today] ?? 1) - yesterday) * begun;
  return shop.sessions * ofHour * ofDay * shop.growth ** ((at - since) / weekMs);
}

function promotionsOf(shop: SimulatedShop, { from, to }: { from: number; to: number }, draws: Draws) {
  const count = Math.round((shop.promotions * (to - from)) / weekMs);
  return Array.from({ length: count }, () => {
    const start = draws.between(from, to);
    return { from: start, to: start + draws.between(0.5, 2) * hourMs, factor: draws.between(1.08, 1.2) };
  });
}

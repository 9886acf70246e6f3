/** A shop as data: who comes when, what they look at and what they buy. Shares of a list sum to 1. */
export interface Shop {
  /** Changes every draw; the same seed makes the same shop. */
  seed: number;
  /** IANA zone in which `hourly` and `daily` are meant. */
  timeZone: string;
  /** Sessions that begin in a minute where rhythm and noise are 1. */
  sessionsPerMinute: number;
  /** Factor at each full hour, 0 to 23 o'clock; in between it is interpolated. */
  hourly: readonly number[];
  /** Factor of the day, Sunday first. */
  daily: readonly number[];
  /** Greatest deviation of a minute, as a share: of all sessions from the rhythm, and of each kind of cart besides. */
  noise: { minute: number; funnel: number };
  devices: readonly Device[];
  countries: readonly { name: string; share: number }[];
  categories: readonly Category[];
  /** Number of page views of a session; each entry is equally likely. */
  views: Record<JourneyKind, readonly number[]>;
  /** Mistakes that every shop makes all the time. */
  missing: { price: number; category: number };
  users: number;
}

/** What becomes of a session: it only looks, it leaves a full cart behind, or it buys. */
export type JourneyKind = 'browser' | 'leaver' | 'buyer';

interface Device {
  name: string;
  /** Of all sessions. */
  share: number;
  /** The funnel: share of sessions that fill a cart, of carts that reach the checkout, of checkouts that pay. */
  addToCart: number;
  checkout: number;
  purchase: number;
}

interface Category {
  name: string;
  /** Of purchases. */
  share: number;
  /** US dollars. */
  medianPrice: number;
  /** Standard deviation of the logarithm of the price. */
  priceSpread: number;
  products: number;
}

/**
 * The demo's shop. Its volume is chosen for one-minute windows: even at night more than 20 purchases a minute, which the
 * data quality detector needs, and noise that stays inside the detectors' limits.
 */
export const demoShop: Shop = {
  seed: 20,
  timeZone: 'America/New_York',
  sessionsPerMinute: 610,
  hourly: [
    0.74, 0.68, 0.64, 0.62, 0.62, 0.64, 0.68, 0.73, 0.78, 0.82, 0.85, 0.87, 0.89, 0.88, 0.86, 0.86, 0.88, 0.91, 0.95,
    0.99, 1, 0.97, 0.9, 0.82,
  ],
  daily: [1.05, 1, 0.97, 0.97, 0.98, 1, 1.03],
  noise: { minute: 0.12, funnel: 0.03 },
  devices: [
    { name: 'mobile', share: 0.6, addToCart: 0.14, checkout: 0.5, purchase: 0.72 },
    { name: 'desktop', share: 0.33, addToCart: 0.19, checkout: 0.58, purchase: 0.8 },
    { name: 'tablet', share: 0.07, addToCart: 0.16, checkout: 0.54, purchase: 0.75 },
  ],
  countries: [
    { name: 'US', share: 0.56 },
    { name: 'CA', share: 0.13 },
    { name: 'GB', share: 0.11 },
    { name: 'DE', share: 0.08 },
    { name: 'AU', share: 0.07 },
    { name: 'JP', share: 0.05 },
  ],
  categories: [
    { name: 'Electronics', share: 0.22, medianPrice: 89, priceSpread: 0.45, products: 34 },
    { name: 'Fashion', share: 0.26, medianPrice: 48, priceSpread: 0.4, products: 48 },
    { name: 'Home', share: 0.18, medianPrice: 56, priceSpread: 0.45, products: 30 },
    { name: 'Beauty', share: 0.14, medianPrice: 29, priceSpread: 0.35, products: 26 },
    { name: 'Sports', share: 0.12, medianPrice: 62, priceSpread: 0.4, products: 22 },
    { name: 'Toys', share: 0.08, medianPrice: 33, priceSpread: 0.35, products: 18 },
  ],
  views: {
    browser: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3],
    leaver: [1, 1, 2, 2, 3],
    buyer: [1, 1, 2, 2, 3],
  },
  missing: { price: 0.01, category: 0.008 },
  users: 60_000,
};

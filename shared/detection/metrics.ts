import type { Unit } from '../alert.ts';
import type { Measure } from './measure.ts';
import type { Measurement, MetricWindow } from './metricWindow.ts';

/** A number that every window has, or null where it means nothing (a rate without its denominator). */
export interface Metric {
  name: string;
  unit: Unit;
  of(window: MetricWindow): number | null;
  /** How it is measured, where the counts of a window do not tell it. */
  measure?: Measure;
}

const percentOf = (part: number, whole: number): number | null => (whole > 0 ? (part / whole) * 100 : null);

export const revenue: Metric = { name: 'revenue', unit: 'currency', of: (window) => window.revenue };

export const events: Metric = { name: 'events', unit: 'count', of: (window) => window.events };

export const sessions: Metric = { name: 'sessions', unit: 'count', of: (window) => window.sessions };

export const carts: Metric = { name: 'carts', unit: 'count', of: (window) => window.cartsAdded };

/** Of purchases that have a price: one without must not look like a cheap one. */
export const orderValue: Metric = {
  name: 'order_value',
  unit: 'currency',
  of(window) {
    const priced = window.purchases - window.purchasesWithoutPrice;
    return priced > 0 ? window.revenue / priced : null;
  },
};

/** 1 − purchases / carts added; a burst of purchases from older carts cannot push it below 0. */
export const cartAbandonment: Metric = {
  name: 'cart_abandonment',
  unit: 'percent',
  of(window) {
    const bought = percentOf(window.purchases, window.cartsAdded);
    return bought === null ? null : Math.max(0, 100 - bought);
  },
};

export const conversion: Metric = {
  name: 'conversion',
  unit: 'percent',
  of: (window) => percentOf(window.purchases, window.sessions),
};

export const missingPrices: Metric = {
  name: 'missing_prices',
  unit: 'percent',
  of: (window) => percentOf(window.purchasesWithoutPrice, window.purchases),
};

export const missingCategories: Metric = {
  name: 'missing_categories',
  unit: 'percent',
  of: (window) => percentOf(window.eventsWithoutCategory, window.events),
};

/** The worse of the two shares of incomplete rows. */
export const dataQuality: Metric = {
  name: 'data_quality',
  unit: 'percent',
  of(window) {
    const shares = [missingPrices.of(window), missingCategories.of(window)].filter((share) => share !== null);
    return shares.length === 0 ? null : Math.max(...shares);
  },
};

/** The share that the best-selling category has of all purchases. */
export const categoryShare: Metric = {
  name: 'category_share',
  unit: 'percent',
  of: (window) => percentOf(topCategory(window)?.purchases ?? 0, window.purchases),
};

export function topCategory(window: MetricWindow): { category: string; purchases: number } | null {
  let top: { category: string; purchases: number } | null = null;
  for (const [category, purchases] of window.purchasesByCategory) {
    // Equal counts are settled by name, so that the verdict does not hang on the order of the answer.
    if (!top || purchases > top.purchases || (purchases === top.purchases && category < top.category)) {
      top = { category, purchases };
    }
  }
  return top;
}

/** A metric that is measured and not counted; windows that were not asked about have none. */
export function measuredMetric(name: string, unit: Unit, measure: Measure): Metric & { measure: Measure } {
  return { name, unit, measure, of: (window) => measurementOf(window, name)?.value ?? null };
}

export function measurementOf(window: MetricWindow, metric: string): Measurement | null {
  return window.measured?.get(metric) ?? null;
}

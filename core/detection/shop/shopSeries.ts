import {
  cartAbandonment,
  carts,
  categoryShare,
  conversion,
  events,
  type Metric,
  orderValue,
  revenue,
  sessions,
} from '../../../shared/detection/metrics.ts';
import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';

export type Direction = 'low' | 'high';

/** One series of the shop that is learned. */
export interface ShopSeries {
  /** `shop/revenue`, `shop/category_purchases/Shoes`. */
  key: string;
  /** What people read, e.g. "Revenue". */
  title: string;
  metric: Metric;
  /** Of its alerts. */
  labels: Readonly<Record<string, string>>;
  /** Which way is worth an alert. */
  worth: Direction | 'both';
  /** Types of rules that are about the same thing. */
  rules: Readonly<Partial<Record<Direction, string>>>;
  /** How many a rate or a mean was made of; left out where the value is a sum. */
  denominator?(window: MetricWindow): number;
}

export const shopPrefix = 'shop/';
const categoryPrefix = `${shopPrefix}category_purchases/`;
/** Keys are told and stored whole. */
const longestKey = 300;

function shopSeries(name: string, rest: Omit<ShopSeries, 'key' | 'labels'>): ShopSeries {
  return { key: `${shopPrefix}${name}`, labels: { metric: name }, ...rest };
}

/** Upstream first: what comes earlier can be the cause of what comes later. */
export const generalSeries = {
  events: shopSeries('events', {
    title: 'Events',
    metric: events,
    worth: 'both',
    rules: { low: 'traffic_drop', high: 'traffic_spike' },
  }),
  sessions: shopSeries('sessions', { title: 'Sessions', metric: sessions, worth: 'both', rules: {} }),
  carts: shopSeries('carts', { title: 'Carts added', metric: carts, worth: 'both', rules: {} }),
  abandonment: shopSeries('abandonment', {
    title: 'Cart abandonment',
    metric: cartAbandonment,
    worth: 'high',
    rules: { high: 'cart_abandonment_spike' },
    denominator: (window) => window.cartsAdded,
  }),
  conversion: shopSeries('conversion', {
    title: 'Conversion',
    metric: conversion,
    worth: 'low',
    rules: { low: 'conversion_drop' },
    denominator: (window) => window.sessions,
  }),
  orderValue: shopSeries('order_value', {
    title: 'Order value',
    metric: orderValue,
    worth: 'both',
    rules: {},
    denominator: (window) => window.purchases - window.purchasesWithoutPrice,
  }),
  revenue: shopSeries('revenue', {
    title: 'Revenue',
    metric: revenue,
    worth: 'both',
    rules: { low: 'revenue_drop' },
  }),
  categoryShare: shopSeries('category_share', {
    title: 'Share of the best-selling category',
    metric: categoryShare,
    worth: 'high',
    rules: { high: 'category_imbalance' },
    denominator: (window) => window.purchases,
  }),
} as const;

const general: readonly ShopSeries[] = Object.values(generalSeries);

/** Windows tell how many purchases their categories have, and no revenue of each. */
export function categorySeries(category: string): ShopSeries {
  const metric: Metric = {
    name: 'category_purchases',
    unit: 'count',
    of: ({ purchasesByCategory }) => purchasesByCategory.get(category) ?? 0,
  };
  return {
    key: `${categoryPrefix}${category}`.slice(0, longestKey),
    title: `Purchases of ${category}`,
    metric,
    labels: { metric: metric.name, category },
    worth: 'both',
    rules: {},
  };
}

/** Those that every shop has, upstream first. */
export function allShopSeries(): readonly ShopSeries[] {
  return general;
}

/** null: no series of the shop has this key. */
export function shopSeriesOf(key: string): ShopSeries | null {
  if (key.startsWith(categoryPrefix)) return categorySeries(key.slice(categoryPrefix.length));
  return general.find((series) => series.key === key) ?? null;
}

/** The series that a type of rule is about, and which way; null: none is learned. */
export function seriesOfRule(type: string): { series: ShopSeries; direction: Direction } | null {
  for (const series of general) {
    if (series.rules.low === type) return { series, direction: 'low' };
    if (series.rules.high === type) return { series, direction: 'high' };
  }
  return null;
}

/** The series of a metric that a rule judges; null: none is learned. */
export function shopSeriesOfMetric(name: string): ShopSeries | null {
  return general.find(({ metric }) => metric.name === name) ?? null;
}

/** The window's sample; null where there is none, or too little to make a rate of. */
export function sampleOf(series: ShopSeries, window: MetricWindow, minDenominator: number): number | null {
  if (series.denominator && series.denominator(window) < Math.max(1, minDenominator)) return null;
  return series.metric.of(window);
}

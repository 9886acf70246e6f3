import type { Unit } from '../../../shared/alert.ts';

/** What the shop's events can be divided by. */
export const dimensions = ['category', 'country', 'device', 'product'] as const;
export type Dimension = (typeof dimensions)[number];

/** What ClickHouse counts in every segment. */
export type Counter = 'events' | 'sessions' | 'carts' | 'purchases' | 'revenue' | 'unpriced' | 'uncategorised';
export type Counts = Partial<Record<Counter, number>>;

/** A metric as a sum over segments, or as the quotient of two. */
export interface SegmentMetric {
  name: string;
  unit: Unit;
  numerator: Counter;
  /** Null: the numerator is the metric. */
  denominator: Counter | null;
  /** What was counted to get the numerator: the fewer, the less a difference means. */
  samples: Counter;
  /** How many times more than independent samples it varies by chance: events come in sessions, prices differ. */
  dispersion: number;
  /** Told as the share that the quotient leaves. */
  complement: boolean;
  /** It would divide by what it counts. */
  without?: Dimension;
}

const sum = (name: string, unit: Unit, numerator: Counter, samples: Counter, dispersion: number): SegmentMetric => {
  return { name, unit, numerator, denominator: null, samples, dispersion, complement: false };
};

const quotient = (name: string, unit: Unit, numerator: Counter, denominator: Counter): SegmentMetric => {
  return { name, unit, numerator, denominator, samples: numerator, dispersion: 1, complement: false };
};

const metrics = {
  revenue: sum('revenue', 'currency', 'revenue', 'purchases', 1.5),
  events: sum('events', 'count', 'events', 'events', 5),
  sessions: sum('sessions', 'count', 'sessions', 'sessions', 1.5),
  carts: sum('carts', 'count', 'carts', 'carts', 2),
  purchases: sum('purchases', 'count', 'purchases', 'purchases', 1),
  abandonment: { ...quotient('abandonment', 'percent', 'purchases', 'carts'), complement: true },
  conversion: quotient('conversion', 'percent', 'purchases', 'sessions'),
  orderValue: {
    ...quotient('order_value', 'currency', 'revenue', 'purchases'),
    samples: 'purchases',
    dispersion: 1.5,
  },
  missingPrices: quotient('missing_prices', 'percent', 'unpriced', 'purchases'),
  missingCategories: {
    ...quotient('missing_categories', 'percent', 'uncategorised', 'events'),
    dispersion: 5,
    without: 'category',
  },
} as const satisfies Record<string, SegmentMetric>;

/** What explains an alert. */
export interface SegmentQuestion {
  /** More than one: that of which the share is largest now is meant. */
  metrics: readonly SegmentMetric[];
  /** Only of this category; null: of the whole shop. */
  category: string | null;
  /** The alert's number is of this metric, so that it says which way it went. */
  isOwnMetric: boolean;
}

const whole = (...asked: SegmentMetric[]): SegmentQuestion => ({ metrics: asked, category: null, isOwnMetric: true });

const byType: Readonly<Record<string, SegmentQuestion>> = {
  revenue_drop: whole(metrics.revenue),
  traffic_spike: whole(metrics.events),
  traffic_drop: whole(metrics.events),
  cart_abandonment_spike: whole(metrics.abandonment),
  conversion_drop: whole(metrics.conversion),
  data_quality_issue: whole(metrics.missingPrices, metrics.missingCategories),
  category_imbalance: { ...whole(metrics.purchases), isOwnMetric: false },
};

const bySeries: Readonly<Record<string, SegmentQuestion>> = {
  'shop/revenue': whole(metrics.revenue),
  'shop/events': whole(metrics.events),
  'shop/sessions': whole(metrics.sessions),
  'shop/carts': whole(metrics.carts),
  'shop/purchases': whole(metrics.purchases),
  'shop/abandonment': whole(metrics.abandonment),
  'shop/conversion': whole(metrics.conversion),
  'shop/order_value': whole(metrics.orderValue),
};
const ofCategory = 'shop/category_purchases/';

/** Null: it is about nothing that the shop's events add up to. */
export function segmentQuestionOf(about: { type: string; learnedSeries: string | null }): SegmentQuestion | null {
  if (Object.hasOwn(byType, about.type)) return byType[about.type] ?? null;
  const series = about.learnedSeries ?? '';
  if (series.startsWith(ofCategory)) {
    return { metrics: [metrics.purchases], category: series.slice(ofCategory.length), isOwnMetric: true };
  }
  return Object.hasOwn(bySeries, series) ? (bySeries[series] ?? null) : null;
}

/** Every counter that the question needs, each once. */
export function countersOf({ metrics: asked }: SegmentQuestion): Counter[] {
  const needed = asked.flatMap(({ numerator, denominator, samples }) => [numerator, denominator, samples]);
  return [...new Set(needed.filter((counter) => counter !== null))];
}

/** What a measure says of one window. */
export interface Measurement {
  /** Null where there was nothing to measure. */
  value: number | null;
  /** How many the value was made of. */
  samples: number;
}

/** What happened in one window, as ClickHouse counted it. */
export interface MetricWindow {
  /** ms UTC, aligned to the window size; the window is half open. */
  start: number;
  events: number;
  /** Distinct session ids. */
  sessions: number;
  cartsAdded: number;
  purchases: number;
  /** Sum of price × quantity of purchases that have a price. */
  revenue: number;
  purchasesWithoutPrice: number;
  eventsWithoutCategory: number;
  /** Purchases of the window's best-selling categories; the long tail may be left out. */
  purchasesByCategory: ReadonlyMap<string, number>;
  /** What the measures of metrics say, by the metric's name; left out where nothing was measured. */
  measured?: ReadonlyMap<string, Measurement>;
}

export function emptyWindow(start: number): MetricWindow {
  return {
    start,
    events: 0,
    sessions: 0,
    cartsAdded: 0,
    purchases: 0,
    revenue: 0,
    purchasesWithoutPrice: 0,
    eventsWithoutCategory: 0,
    purchasesByCategory: new Map(),
  };
}

/** Beyond this a number is a fault of whoever wrote it, and sums of it would not be exact any more. */
const most = 1e15;

/**
 * The window with impossible numbers made harmless: everything is finite, counts are not negative. Tables are made by
 * others, and one NaN would silence every verdict for the next twelve windows.
 */
export function containWindow(window: MetricWindow): MetricWindow {
  const categories = new Map<string, number>();
  for (const [category, purchases] of window.purchasesByCategory) categories.set(category, count(purchases));
  return {
    start: window.start,
    events: count(window.events),
    sessions: count(window.sessions),
    cartsAdded: count(window.cartsAdded),
    purchases: count(window.purchases),
    revenue: Number.isFinite(window.revenue) ? within(window.revenue) : 0,
    purchasesWithoutPrice: count(window.purchasesWithoutPrice),
    eventsWithoutCategory: count(window.eventsWithoutCategory),
    purchasesByCategory: categories,
    ...(window.measured ? { measured: containMeasured(window.measured) } : {}),
  };
}

function containMeasured(measured: ReadonlyMap<string, Measurement>): ReadonlyMap<string, Measurement> {
  const contained = new Map<string, Measurement>();
  for (const [metric, { value, samples }] of measured) {
    const isNumber = value !== null && Number.isFinite(value);
    contained.set(metric, { value: isNumber ? within(value) : null, samples: count(samples) });
  }
  return contained;
}

function within(value: number): number {
  return Math.min(most, Math.max(-most, value));
}

function count(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.min(most, value) : 0;
}

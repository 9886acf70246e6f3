import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { inRange, instantMs } from './columnExpressions.ts';
import { eventAggregates } from './eventAggregates.ts';
import type { Row } from './readAnswer.ts';
import type { TableShape } from './tableShape.ts';

/** Categories told of each window: enough for every verdict, whatever a faulty feed invents. */
const toldCategories = 20;

/** Start of the window that holds an instant, both ms UTC; parameter `windowMs`. */
export const windowStart = (instant: string) => `intDiv(${instant}, {windowMs:Int64}) * {windowMs:Int64}`;

/** Sorted by count, largest first: two arrays of equal length, categories and counts. */
const largest = (map: string) => `arraySlice(arrayReverseSort(arrayZip(${map}.2, ${map}.1)), 1, ${toldCategories})`;

/** Windows of [from, to) counted from `events`; parameters `from`, `to`, `windowMs` in ms. */
export function windowsFromEvents(table: string, shape: TableShape): string {
  const of = eventAggregates(shape);
  const type = shape.get('event_time') ?? 'DateTime64(3)';
  const instant = instantMs('event_time', type);
  return `SELECT
  ${windowStart(instant)} AS window_at,
  ${of.events} AS event_count,
  uniqIf(${of.session}, ${of.hasSession}) AS session_count,
  ${of.carts_added} AS cart_count,
  ${of.purchases} AS purchase_count,
  ${of.revenue} AS revenue_sum,
  ${of.purchases_without_price} AS unpriced_count,
  ${of.events_without_category} AS uncategorised_count,
  ${largest(`sumMap(${of.categoryKeys}, ${of.categoryCounts})`)} AS top_categories,
  max(${instant}) AS newest_ms
FROM ${table}
WHERE ${inRange('event_time', type)}
GROUP BY window_at`;
}

/** The same from the per-minute states of `metric_windows`. */
export function windowsFromMinutes(table: string, shape: TableShape): string {
  const type = shape.get('window_start') ?? 'DateTime';
  const newest = shape.get('newest_event') ?? 'DateTime64(3)';
  return `SELECT
  ${windowStart(instantMs('window_start', type))} AS window_at,
  sum(events) AS event_count,
  uniqMerge(sessions) AS session_count,
  sum(carts_added) AS cart_count,
  sum(purchases) AS purchase_count,
  sum(revenue) AS revenue_sum,
  sum(purchases_without_price) AS unpriced_count,
  sum(events_without_category) AS uncategorised_count,
  ${largest('sumMapMerge(purchases_by_category)')} AS top_categories,
  max(${instantMs('newest_event', newest)}) AS newest_ms
FROM ${table}
WHERE ${inRange('window_start', type)}
GROUP BY window_at`;
}

/** The first and the last event before `{to:Int64}`; cheap where the table is ordered by time. `from` is bound to 0. */
export function extentQuery(table: string, column: string, type: string): string {
  const edge = (direction: 'ASC' | 'DESC') =>
    `(SELECT ${instantMs(column, type)} FROM ${table} WHERE ${inRange(column, type)} ORDER BY ${column} ${direction} LIMIT 1)`;
  return `SELECT ${edge('ASC')} AS oldest_ms, ${edge('DESC')} AS newest_ms`;
}

export function toWindow(row: Row): MetricWindow {
  return {
    start: Number(row.window_at),
    events: Number(row.event_count),
    sessions: Number(row.session_count),
    cartsAdded: Number(row.cart_count),
    purchases: Number(row.purchase_count),
    revenue: Number(row.revenue_sum ?? Number.NaN),
    purchasesWithoutPrice: Number(row.unpriced_count),
    eventsWithoutCategory: Number(row.uncategorised_count),
    purchasesByCategory: new Map(categoriesIn(row.top_categories)),
  };
}

function categoriesIn(value: unknown): [string, number][] {
  if (!Array.isArray(value)) return [];
  return value.filter(Array.isArray).map((pair): [string, number] => [String(pair[1]), Number(pair[0])]);
}

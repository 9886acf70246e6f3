import { inRange, instantMs, instantOf, isNullable, minuteOf } from './columnExpressions.ts';
import { eventAggregates } from './eventAggregates.ts';
import { isText, type TableShape } from './tableShape.ts';

/** The columns of `metric_windows`, in the order in which `perMinute` selects them. */
export const metricWindowColumns = [
  'window_start',
  'events',
  'sessions',
  'carts_added',
  'purchases',
  'revenue',
  'purchases_without_price',
  'events_without_category',
  'purchases_by_category',
  'newest_event',
] as const;

/**
 * Aggregate states of `events` (any shape, quoted name) by minute, as `metric_windows` keeps them. `from`, `to`: ms UTC,
 * written as numbers because a view cannot have parameters.
 */
export function perMinute(events: string, shape: TableShape, range: { from?: number; to?: number } = {}): string {
  const of = eventAggregates(shape);
  const type = shape.get('event_time') ?? 'DateTime64(3)';
  const condition = condense([
    ...(isNullable(type) || isText(type) ? [`isNotNull(${instantMs('event_time', type)})`] : []),
    ...(range.from === undefined
      ? []
      : [inRange('event_time', type, 'from').replaceAll('{from:Int64}', int64(range.from))]),
    ...(range.to === undefined
      ? []
      : [`NOT (${inRange('event_time', type, 'from').replaceAll('{from:Int64}', int64(range.to))})`]),
  ]);
  return `SELECT
    ${minuteOf('event_time', type)} AS window_start,
    ${of.events} AS events,
    uniqStateIf(${of.session}, ${of.hasSession}) AS sessions,
    ${of.carts_added} AS carts_added,
    ${of.purchases} AS purchases,
    ${of.revenue} AS revenue,
    ${of.purchases_without_price} AS purchases_without_price,
    ${of.events_without_category} AS events_without_category,
    sumMapState(${of.categoryKeys}, ${of.categoryCounts}) AS purchases_by_category,
    max(${instantOf('event_time', type)}) AS newest_event
FROM ${events}${condition}
GROUP BY window_start`;
}

function condense(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `\nWHERE ${conditions.join(' AND ')}`;
}

function int64(ms: number): string {
  return `toInt64(${Math.round(ms)})`;
}

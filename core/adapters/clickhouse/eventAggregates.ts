import { finiteNumber, isNullable, textOf } from './columnExpressions.ts';
import { isText, type TableShape } from './tableShape.ts';

/** Columns of `events` that the watch cannot do without. */
export const eventColumns = ['event_time', 'event_type', 'session_id', 'category', 'price', 'quantity'] as const;

/** Aggregates over rows of `events`, by the column of `metric_windows` that keeps the same. */
export interface EventAggregates {
  events: string;
  carts_added: string;
  purchases: string;
  revenue: string;
  purchases_without_price: string;
  events_without_category: string;
  /** Arguments and condition of `uniq`. */
  session: string;
  hasSession: string;
  /** Arguments of `sumMap`: one purchase in its category, or nothing. */
  categoryKeys: string;
  categoryCounts: string;
}

/** A name long enough for every shop, short enough that a faulty feed cannot fill the memory with it. */
const categoryLength = 80;

export function eventAggregates(shape: TableShape): EventAggregates {
  const type = (column: string) => shape.get(column) ?? 'String';
  const eventType = textOf('event_type', type('event_type'));
  const session = textOf('session_id', type('session_id'));
  const category = textOf('category', type('category'));
  const price = finiteNumber('price', type('price'));
  const pieces = finiteNumber('quantity', type('quantity'));
  const quantity = pieces.startsWith('if(') || isNullable(type('quantity')) ? `ifNull(${pieces}, 1)` : pieces;
  const isPurchase = `${eventType} = 'purchase'`;
  const isCategorised = `${isPurchase} AND ${category} != ''`;
  return {
    events: 'count()',
    carts_added: `countIf(${eventType} = 'add_to_cart')`,
    purchases: `countIf(${isPurchase})`,
    revenue: `sumIf(ifNull(${price} * ${quantity}, 0), ${isPurchase})`,
    purchases_without_price: `countIf(${isPurchase} AND isNull(${price}))`,
    events_without_category: `countIf(${category} = '')`,
    session: isText(type('session_id')) ? session : `toString(${session})`,
    hasSession: `${session} != ''`,
    categoryKeys: `if(${isCategorised}, [substringUTF8(toString(${category}), 1, ${categoryLength})], emptyArrayString())`,
    categoryCounts: `if(${isCategorised}, [toUInt64(1)], emptyArrayUInt64())`,
  };
}

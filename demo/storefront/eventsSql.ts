import { catalogue } from './catalogue.ts';
import { changedPieces, type TimedChange } from './changes.ts';
import { botSql, journeySpanMs, journeySql } from './journeySql.ts';
import type { JourneyKind, Shop } from './shop.ts';
import { sqlArray, sqlText } from './sqlLiteral.ts';
import { createTrafficPlanner } from './trafficPlan.ts';

export interface EventsRequest {
  /** Events of [from, to), ms UTC. */
  from: number;
  to: number;
  changes: readonly TimedChange[];
  /** Multiplies the shop's traffic. */
  volume?: number;
}

/**
 * Writes the `SELECT` that makes the shop's events of a span of time, columns as in the table `events`.
 *
 * Every session follows from (seed, minute, number in the minute) alone. So any way of cutting time into spans gives the
 * same events, history and live traffic are one, and a span that was missed can be written later.
 */
export function createEventsSql(shop: Shop): (request: EventsRequest) => string {
  const slots = catalogue(shop);
  const kinds: JourneyKind[] = ['browser', 'leaver', 'buyer'];

  return ({ from, to, changes, volume = 1 }) => {
    const planner = createTrafficPlanner(shop, volume);
    const pieces = changedPieces(changes, from, to);
    const parts = kinds.map((kind) => {
      const span = journeySpanMs[kind];
      return journeySql(shop, kind, planner.journeys(kind, from - span.after, to + span.before));
    });
    if (pieces.some((piece) => (piece.botRequestsPerSession ?? 0) > 0)) {
      parts.push(botSql(shop, planner.bots(from, to, pieces)));
    }

    const piecewise = (value: (piece: TimedChange) => string | number, otherwise: string | number): string => {
      // Without cases that change nothing: ClickHouse stumbles over a condition with the same constant on both sides.
      const cases = pieces
        .map((piece) => ({ piece, result: value(piece) }))
        .filter(({ result }) => result !== otherwise)
        .map(({ piece, result }) => `t >= ${piece.from} AND t < ${piece.to}, ${result}`);
      return cases.length === 0 ? String(otherwise) : `multiIf(${cases.join(', ')}, ${otherwise})`;
    };
    const slotsOf = (category: string | undefined) =>
      sqlArray(slots.flatMap((slot, index) => (slot.category === category ? [index + 1] : [])));

    return `WITH
  ${sqlArray(slots.map((slot) => sqlText(slot.product)))} AS products,
  ${sqlArray(slots.map((slot) => sqlText(slot.category)))} AS categories,
  ${sqlArray(slots.map((slot) => slot.price))} AS prices
SELECT
  fromUnixTimestamp64Milli(t, 'UTC') AS event_time,
  type AS event_type,
  user AS user_id,
  lower(hex(session)) AS session_id,
  products[sold] AS product_id,
  if(draw_category < ${shop.missing.category}, '', categories[sold]) AS category,
  if(type = 'page_view' OR even_price < greatest(${shop.missing.price}, ${piecewise((piece) => piece.missingPriceShare ?? 0, 0)}),
    NULL, round(prices[sold] * ${piecewise((piece) => piece.priceFactor ?? 1, 1)}, 2)) AS price,
  if(type = 'purchase' AND even_quantity < 0.08, 2, 1) AS quantity,
  country,
  device
FROM (
  SELECT *, if(even_flood < ${piecewise((piece) => piece.flood?.share ?? 0, 0)}, ${piecewise(floodedSlot, 'slot')}, slot) AS sold
  FROM (
${parts.join('\n    UNION ALL\n')}
  )
  WHERE t >= ${from} AND t < ${to}
    AND (user != '' OR ${piecewise((piece) => ((piece.botRequestsPerSession ?? 0) > 0 ? 1 : 0), 0)} = 1)
    AND draw_traffic < ${piecewise((piece) => piece.trafficShare ?? 1, 1)}
    AND (type != 'purchase' OR even_purchase < ${piecewise((piece) => piece.purchaseShare ?? 1, 1)})
)`;

    function floodedSlot(piece: TimedChange): string {
      // Both lists are sorted by price, so the flood sells cheap things to those who buy cheap: revenue hardly moves.
      const flooded = slotsOf(piece.flood?.category);
      return flooded === '[]' ? 'slot' : `${flooded}[1 + intDiv((slot - 1) * length(${flooded}), ${slots.length})]`;
    }
  };
}

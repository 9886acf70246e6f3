import { catalogueSize } from './catalogue.ts';
import { funnel } from './funnel.ts';
import type { JourneyKind, Shop } from './shop.ts';
import { sqlArray, sqlText } from './sqlLiteral.ts';
import type { TrafficPlan } from './trafficPlan.ts';

/** How far (ms) a journey's events reach before and after its anchor: first page, full cart, purchase. */
export const journeySpanMs: Record<JourneyKind, { before: number; after: number }> = {
  browser: { before: 0, after: 90_000 },
  leaver: { before: 90_000, after: 90_000 },
  buyer: { before: 240_000, after: 0 },
};

const codes: Record<JourneyKind | 'bot', number> = { browser: 1, leaver: 2, buyer: 3, bot: 4 };

/**
 * Fractional parts of multiples of quadratic irrationals: each spreads neighbours evenly, and they do not follow one
 * another. What the detectors count is drawn evenly, so that two dozen purchases stand for thousands.
 */
const irrational = {
  slot: (Math.sqrt(5) - 1) / 2,
  purchase: Math.SQRT2 - 1,
  price: Math.sqrt(3) - 1,
  flood: Math.sqrt(7) - 2,
  views: Math.sqrt(13) - 3,
  pace: Math.sqrt(11) - 3,
  patience: Math.sqrt(17) - 4,
  quantity: Math.sqrt(19) - 4,
};

/** Events of all journeys of a kind that are anchored in the plan's minutes: one row an event, `t` in ms UTC. */
export function journeySql(shop: Shop, kind: JourneyKind, plan: TrafficPlan): string {
  const { devices, checkout } = funnel(shop)[kind];
  const deviceNames = shop.devices.map((device) => device.name);
  const views = shop.views[kind];
  return `    SELECT
      session, user, country, device, event.1 AS type, event.2 AS t, event.3 AS slot,
      ${carried}
    FROM (
      SELECT *,
        ${byShare(deviceNames, devices, draw(1))} AS device,
        ${sqlArray(views)}[1 + toUInt32(${even('views')} * ${views.length})] AS views,
        toInt64(8000 + ${even('pace')} * 17000) AS gap,
        ${byShare(checkout, devices, draw(1))} AS checkout_share,
        ${times[kind]}
      FROM (${sessionsSql(shop, codes[kind], plan)})
    )
    ARRAY JOIN arrayConcat(${pageViews(kind)}${steps[kind]}) AS event`;
}

/** Page views of bots: few sessions, many requests, no cart, no user. */
export function botSql(shop: Shop, plan: TrafficPlan): string {
  return `    SELECT
      cityHash64(${shop.seed}, minute, number % 12) AS session, '' AS user, country, 'desktop' AS device, 'page_view' AS type,
      anchor AS t, toUInt32(own_slot) AS slot,
      ${carried}
    FROM (${sessionsSql(shop, codes.bot, plan)})`;
}

const carried = 'draw_traffic, draw_category, even_quantity, even_price, even_purchase, even_flood';

/** One row a session, spread evenly over its minute. */
function sessionsSql(shop: Shop, code: number, plan: TrafficPlan): string {
  return `
        SELECT minute, number,
          cityHash64(${shop.seed}, ${code}, minute, number) AS session,
          minute + toInt64((number + ${draw(0)}) / count * 60000) AS anchor,
          concat('u', toString(cityHash64(session, 10) % ${shop.users})) AS user,
          ${byShare(
            shop.countries.map((country) => country.name),
            shop.countries.map((country) => country.share),
            draw(2),
          )} AS country,
          1 + toUInt32(${even('slot')} * ${catalogueSize}) AS own_slot,
          ${draw(4)} AS draw_traffic, ${draw(5)} AS draw_category, ${even('quantity')} AS even_quantity,
          ${even('price')} AS even_price, ${even('purchase')} AS even_purchase, ${even('flood')} AS even_flood
        FROM (
          SELECT ${plan.from} + (index - 1) * 60000 AS minute, counts[index] AS count, arrayJoin(range(count)) AS number
          FROM (WITH ${sqlArray(plan.counts)}::Array(UInt32) AS all_counts
            SELECT all_counts AS counts, arrayJoin(arrayEnumerate(all_counts)) AS index)
        )`;
}

/** When the steps of a journey happen, from its anchor. */
const times: Record<JourneyKind, string> = {
  browser: 'anchor AS first_view',
  leaver: `anchor AS cart_at,
        cart_at - views * gap AS first_view,
        anchor + toInt64(20000 + ${even('patience')} * 60000) AS checkout_at`,
  buyer: `anchor - toInt64(15000 + ${even('patience')} * 30000) AS checkout_at,
        checkout_at - toInt64(20000 + ${draw(8)} * 60000) AS cart_at,
        cart_at - views * gap AS first_view`,
};

/** One page shows the session's own product (the last one before a cart); the others show any. */
function pageViews(kind: JourneyKind): string {
  const isOwn = kind === 'browser' ? 'view = 0' : 'view + 1 = views';
  const anySlot = `1 + cityHash64(session, 20 + view) % ${catalogueSize}`;
  return `arrayMap(view -> ('page_view', first_view + view * gap, toUInt32(if(${isOwn}, own_slot, ${anySlot}))), range(views))`;
}

const steps: Record<JourneyKind, string> = {
  browser: '',
  leaver: `, if(${draw(9)} < checkout_share,
        [('add_to_cart', cart_at, own_slot), ('checkout', checkout_at, own_slot)], [('add_to_cart', cart_at, own_slot)])`,
  buyer: ", [('add_to_cart', cart_at, own_slot), ('checkout', checkout_at, own_slot), ('purchase', anchor, own_slot)]",
};

/** Irregular value in [0, 1) of a session. */
function draw(which: number): string {
  return `cityHash64(session, ${which}) / 18446744073709551616`;
}

/** Even value in [0, 1) of the sessions of one minute, in the order in which they come. */
function even(which: keyof typeof irrational): string {
  const start = `cityHash64(minute, '${which}') / 18446744073709551616`;
  const value = `number * ${irrational[which]} + ${start}`;
  return `(${value} - floor(${value}))`;
}

/** Chooses one of the values by cumulative shares. */
function byShare(values: readonly (string | number)[], shares: readonly number[], drawn: string): string {
  let sum = 0;
  const literals = values.map((value) => (typeof value === 'string' ? sqlText(value) : value));
  const cases = literals.slice(0, -1).map((literal, index) => {
    sum += shares[index] ?? 0;
    return `${drawn} < ${sum}, ${literal}`;
  });
  return cases.length === 0 ? `${literals[0]}` : `multiIf(${cases.join(', ')}, ${literals.at(-1)})`;
}

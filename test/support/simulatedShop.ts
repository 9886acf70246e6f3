/** What goes wrong in a simulated shop, from some minute until before another, counted from its first. */
export interface SimulatedIncident {
  from: number;
  to: number;
  /** Share of sessions that still come; above 1: more than usual. */
  sessions?: number;
  /** Share of purchases that still succeed. */
  purchases?: number;
  /** Share of prices that are still written. */
  prices?: number;
  /** How long sessions last, as a multiple of the usual. */
  lengths?: number;
}

export interface SimulatedShop {
  table: string;
  /** Start of its first minute, ms UTC. */
  from: number;
  minutes: number;
  /** On a usual minute at its busiest. */
  sessionsPerMinute: number;
  incidents: readonly SimulatedIncident[];
}

/** Most sessions that a minute can have, as a multiple of the usual. */
const most = 4;

/**
 * A statement that writes the shop's events: a rhythm of days, chance that is the same on every run, and what goes wrong. Each
 * session looks at two things over some minutes, one in three puts something into the cart, and one in eight buys.
 */
export function simulatedShop({ table, from, minutes, sessionsPerMinute, incidents }: SimulatedShop): string {
  const whileIt = (of: (incident: SimulatedIncident) => number | undefined) => {
    const cases = incidents.flatMap((incident) => {
      const share = of(incident);
      return share === undefined ? [] : [`minute >= ${incident.from} AND minute < ${incident.to}, ${share}`];
    });
    return cases.length === 0 ? '1' : `multiIf(${cases.join(', ')}, 1)`;
  };
  const chance = (salt: number) => `(cityHash64(number, ${salt}) % 10000) / 10000`;
  const slots = sessionsPerMinute * most;
  return `INSERT INTO ${table} (event_time, event_type, user_id, session_id, product_id, category, price, quantity, country, device)
SELECT fromUnixTimestamp64Milli(toInt64(begin_at + step.2 * length_ms)), step.1, session, session,
  concat('p', toString(cityHash64(number, 5) % 50)), ['Shoes', 'Bags', 'Hats', 'Coats'][1 + cityHash64(number, 6) % 4],
  if(step.1 = 'purchase' AND ${chance(7)} < ${whileIt(({ prices }) => prices)}, 20 + cityHash64(number, 8) % 20, NULL), 1,
  ['DE', 'FR', 'US'][1 + cityHash64(number, 9) % 3], ['ios', 'android', 'desktop'][1 + cityHash64(number, 10) % 3]
FROM (
  SELECT number, intDiv(number, ${slots}) AS minute, concat('s', toString(number)) AS session,
    toInt64(${from}) + minute * 60000 + cityHash64(number, 1) % 60000 AS begin_at,
    (60000 + cityHash64(number, 2) % 120000) * ${whileIt(({ lengths }) => lengths)} AS length_ms,
    arrayConcat([('page_view', 0.), ('page_view', 0.3)],
      if(${chance(3)} < 0.33, [('add_to_cart', 0.6)], []),
      if(${chance(4)} < 0.125 * ${whileIt(({ purchases }) => purchases)}, [('purchase', 1.)], [])) AS steps
  FROM numbers(${minutes * slots})
  WHERE ${chance(0)} * ${most} < (0.7 + 0.3 * sin(minute / 1440 * 2 * pi())) * ${whileIt(({ sessions }) => sessions)}
) ARRAY JOIN steps AS step`;
}

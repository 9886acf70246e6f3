import { seededRandom } from './seededRandom.ts';

/** One event of a shop whose segments are known by construction. */
export interface ShopEvent {
  /** ms UTC. */
  at: number;
  type: 'page_view' | 'add_to_cart' | 'purchase';
  session: string;
  product: string;
  category: string;
  price: number | null;
  country: string;
  device: string;
}

const countries = ['DE', 'FR', 'US', 'IT'] as const;
const devices = ['ios', 'android', 'desktop'] as const;
const categories = ['Shoes', 'Bags', 'Hats', 'Coats'] as const;
const productsEach = 6;

/** What an incident makes of an event: none, another, or several. */
export type Incident = (event: ShopEvent) => readonly ShopEvent[];

/**
 * Events of [from, to): sessions of every country and device that look at two things each, of which one in two goes to the
 * cart and every fourth is bought. The seed makes the same shop anew.
 */
export function shopBetween(
  from: number,
  to: number,
  options: { sessionsPerMinute?: number; seed?: number; incident?: Incident } = {},
): ShopEvent[] {
  const { sessionsPerMinute = 120, seed = 1, incident = (event) => [event] } = options;
  const random = seededRandom(seed + Math.floor(from / 60_000));
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const count = Math.round(((to - from) / 60_000) * sessionsPerMinute);
  const events: ShopEvent[] = [];
  for (let index = 0; index < count; index++) {
    const at = from + Math.floor((index * (to - from)) / count);
    const session = `s${from}-${index}`;
    const [country, device] = [pick(countries), pick(devices)];
    for (let look = 0; look < 2; look++) {
      const category = pick(categories);
      const product = `${category}-${Math.floor(random() * productsEach)}`;
      const seen = { at, session, country, device, category, product, price: null };
      events.push({ ...seen, type: 'page_view' });
      if (random() < 0.5) events.push({ ...seen, type: 'add_to_cart' });
      if (random() < 0.25) events.push({ ...seen, type: 'purchase', price: 20 + Math.floor(random() * 20) });
    }
  }
  return events.flatMap(incident);
}

/** A statement that writes them into a table; `columns`: only these of a table whose times have no fraction. */
export function insertOf(table: string, events: readonly ShopEvent[], columns?: readonly string[]): string {
  const lines = events.map((event) => {
    const row: Record<string, unknown> = {
      event_time: columns
        ? new Date(event.at).toISOString().slice(0, 19).replace('T', ' ')
        : (event.at / 1000).toFixed(3),
      event_type: event.type,
      user_id: event.session,
      session_id: event.session,
      product_id: event.product,
      category: event.category,
      price: event.price,
      quantity: 1,
      country: event.country,
      device: event.device,
    };
    const kept = columns ? Object.fromEntries(columns.map((column) => [column, row[column]])) : row;
    return JSON.stringify(kept);
  });
  return `INSERT INTO ${table} FORMAT JSONEachRow\n${lines.join('\n')}`;
}

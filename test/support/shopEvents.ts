import type { EmbeddedClickHouse } from './embeddedClickHouse.ts';

/** One window of a shop whose numbers are known by construction. */
export interface ShopWindow {
  pageViews?: number;
  cartsAdded?: number;
  purchases?: number;
  /** Price of every purchase. */
  price?: number;
  unpriced?: number;
  uncategorised?: number;
  /** Purchases of this category; the others take turns. */
  flooded?: { category: string; purchases: number };
  sessions?: number;
}

/** A window as the shop is on an ordinary evening: nothing in it is worth an alert. */
export const ordinary = { pageViews: 300, cartsAdded: 50, purchases: 20, price: 25, sessions: 200 } as const;

const turns = ['Shoes', 'Bags', 'Hats', 'Coats'];

/** Writes the events of one window, spread over it; `start` and `windowMs` in ms. */
export async function writeWindow(
  clickhouse: EmbeddedClickHouse,
  table: string,
  start: number,
  windowMs: number,
  window: ShopWindow,
): Promise<void> {
  const { pageViews = 0, cartsAdded = 0, purchases = 0, price = 25, unpriced = 0, uncategorised = 0 } = window;
  const sessions = Math.max(1, window.sessions ?? 200);
  const rows: string[] = [];
  const total = pageViews + cartsAdded + purchases;
  for (let index = 0; index < total; index++) {
    const type = index < pageViews ? 'page_view' : index < pageViews + cartsAdded ? 'add_to_cart' : 'purchase';
    const sale = index - pageViews - cartsAdded;
    const flooded = window.flooded && type === 'purchase' && sale < window.flooded.purchases;
    const category = index < uncategorised ? '' : flooded ? window.flooded?.category : turns[index % turns.length];
    const priced = type === 'purchase' && sale >= unpriced ? price : null;
    rows.push(
      JSON.stringify({
        event_time: ((start + Math.floor((index * windowMs) / total)) / 1000).toFixed(3),
        event_type: type,
        user_id: `u${index}`,
        session_id: `s${index % sessions}`,
        product_id: `p${index % 50}`,
        category,
        price: priced,
        quantity: 1,
        country: 'US',
        device: 'mobile',
      }),
    );
  }
  if (rows.length > 0) await clickhouse.query(`INSERT INTO ${table} FORMAT JSONEachRow\n${rows.join('\n')}`);
}

import type { MetricWindow } from '../../shared/detection/metricWindow.ts';
import { wallTime } from '../../shared/localTime.ts';
import { seededRandom } from './seededRandom.ts';

const windowMs = 300_000;
const hourMs = 3_600_000;

/** Factors on a shop as it would have been. */
export interface ShopChange {
  traffic?: number;
  bought?: number;
  orderValue?: number;
  missingPrices?: number;
}

/**
 * Windows of [from, to), ms UTC, of a shop that follows the hours of its zone with a little noise: some 700 sessions in the
 * afternoon, a tenth of that at night, 16 carts and 7 purchases of 60 for every 100 of them.
 */
export function rhythmicShop(
  { from, to, timeZone = 'UTC' }: { from: number; to: number; timeZone?: string },
  change: (at: number) => ShopChange = () => ({}),
): MetricWindow[] {
  const windows: MetricWindow[] = [];
  // Zones are asked once an hour: asking them is slow.
  let [hourStart, offset] = [Number.NaN, 0];
  for (let start = from; start < to; start += windowMs) {
    // Of the window alone, so that a span can be cut anywhere.
    const random = seededRandom(start / windowMs);
    const noisy = (value: number, by: number) => Math.max(0, Math.round(value * (1 + by * (random() + random() - 1))));
    const { traffic = 1, bought = 1, orderValue = 1, missingPrices = 0 } = change(start);
    const ownHour = Math.floor(start / hourMs) * hourMs;
    if (ownHour !== hourStart) [hourStart, offset] = [ownHour, wallTime(ownHour, timeZone) - ownHour];
    const hour = (((((start + offset) / hourMs) % 24) + 24) % 24) - 15;
    const sessions = noisy((380 + 320 * Math.cos((hour / 24) * 2 * Math.PI)) * traffic, 0.08);
    const cartsAdded = noisy(sessions * 0.16, 0.12);
    const purchases = Math.min(cartsAdded, noisy(cartsAdded * 0.44 * bought, 0.15));
    const unpriced = Math.round(purchases * missingPrices);
    windows.push({
      start,
      events: noisy(sessions * 6, 0.03) + cartsAdded + purchases,
      sessions,
      cartsAdded,
      purchases,
      revenue: noisy((purchases - unpriced) * 60 * orderValue, 0.1),
      purchasesWithoutPrice: unpriced,
      eventsWithoutCategory: 0,
      purchasesByCategory: new Map([
        ['Shoes', Math.round(purchases * 0.4)],
        ['Bags', Math.round(purchases * 0.35)],
        ['Hats', Math.round(purchases * 0.25)],
      ]),
    });
  }
  return windows;
}

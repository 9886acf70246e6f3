import type { Shop } from './shop.ts';

export interface Slot {
  product: string;
  category: string;
  /** US dollars, two decimals. */
  price: number;
}

/** Number of slots. */
export const catalogueSize = 240;

/**
 * What is bought, as slots that are equally likely, cheapest first. A popular product has more than one slot. Because
 * the order is by price, an even choice of slots gives a steady revenue and steady category shares even among the two
 * dozen purchases of one minute.
 */
export function catalogue(shop: Shop): Slot[] {
  const counts = apportion(
    shop.categories.map((category) => category.share),
    catalogueSize,
  );
  const slots = shop.categories.flatMap((category, index) => {
    const count = counts[index] ?? 0;
    return Array.from({ length: count }, (_, slot): Slot => {
      const product = Math.floor((slot / count) * category.products);
      const rank = (product + 0.5) / category.products;
      return {
        product: `${category.name.slice(0, 3).toUpperCase()}-${String(product + 1).padStart(3, '0')}`,
        category: category.name,
        price: Math.round(category.medianPrice * Math.exp(category.priceSpread * normalQuantile(rank)) * 100) / 100,
      };
    });
  });
  return slots.sort((a, b) => a.price - b.price || a.product.localeCompare(b.product, 'en'));
}

/** Whole numbers that sum to `total` and stand in the proportion of `shares` (largest remainder). */
function apportion(shares: readonly number[], total: number): number[] {
  const exact = shares.map((share) => share * total);
  const whole = exact.map(Math.floor);
  const missing = total - whole.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact.map((value, index) => ({ index, rest: value % 1 })).sort((a, b) => b.rest - a.rest);
  for (const { index } of byRemainder.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/** Quantile of the standard normal distribution for 0 < p < 1, to about 1 %: a logistic approximation. */
function normalQuantile(p: number): number {
  return Math.log(p / (1 - p)) / 1.702;
}

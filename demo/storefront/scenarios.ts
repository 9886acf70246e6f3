import { type ScenarioName, scenarioNames } from '../../shared/demo.ts';
import type { ShopChange } from './changes.ts';

export interface ScenarioText {
  name: ScenarioName;
  title: string;
  /** What it does to the shop and which alert it should raise. */
  description: string;
  change: ShopChange;
}

/** How long a scenario lasts when nobody stops it. Under twelve minutes, so that the return to normal is no spike itself. */
export const scenarioDurationMs = 10 * 60_000;

const changes: Record<ScenarioName, Omit<ScenarioText, 'name'>> = {
  traffic_drop: {
    title: 'Outage',
    description: 'Hardly anybody reaches the shop any more. Raises a traffic drop, and a revenue drop with it.',
    change: { trafficShare: 0.02 },
  },
  traffic_spike: {
    title: 'Bot traffic',
    description: 'A dozen bots read the whole catalogue. Raises a traffic spike; sales stay as they are.',
    change: { botRequestsPerSession: 2.2 },
  },
  revenue_drop: {
    title: 'Wrong discount',
    description: 'A voucher takes two thirds off every price. Raises a revenue drop while traffic looks normal.',
    change: { priceFactor: 1 / 3 },
  },
  checkout_broken: {
    title: 'Broken checkout',
    description:
      'Payments fail for nearly everybody. Raises a cart abandonment spike, a conversion drop and a revenue drop.',
    change: { purchaseShare: 0.05 },
  },
  missing_prices: {
    title: 'Missing prices',
    description:
      'A release records three purchases in five without their price. Raises a data quality issue, and a revenue drop with it.',
    change: { missingPriceShare: 0.6 },
  },
  category_flood: {
    title: 'Category flood',
    description: 'Four purchases in five come from Sports. Raises a category imbalance of low severity.',
    // Sports costs what the average purchase costs: revenue stays where it is, also when the flood ends.
    change: { flood: { category: 'Sports', share: 0.8 } },
  },
};

export const scenarios: readonly ScenarioText[] = scenarioNames.map((name) => ({ name, ...changes[name] }));

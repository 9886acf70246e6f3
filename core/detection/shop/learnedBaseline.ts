import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { beyondBand } from './learnedFinding.ts';
import type { LearnedSample } from './learnedSample.ts';
import { generalSeries, type ShopSeries } from './shopSeries.ts';

/** The learned band holds what is likelier than about 1 in 700, which is as wide as 3 σ on either side. */
const bandSigmas = 6;
/** Never quite all carts: something has to be divided by. */
const mostAbandoned = 99;

interface Level {
  mean: number;
  sigma: number;
}

/**
 * The windows before, as they would have been had they all been like this hour of the week: what rules compute of them,
 * mean and σ, is what was learned, so that a rule needs not know the difference. What is not learned stays as it was.
 * Null while too little is known.
 */
export function learnedBaseline(
  samples: readonly LearnedSample[],
  baseline: readonly MetricWindow[],
): MetricWindow[] | null {
  const level = (series: ShopSeries): Level | null => {
    const verdict = samples.find((sample) => sample.series.key === series.key)?.verdict;
    if (!verdict || verdict.learning !== null) return null;
    const { expected, lower, upper } = verdict;
    if (expected === null || lower === null || upper === null) return null;
    return { mean: Math.max(0, expected), sigma: (beyondBand * Math.max(0, upper - lower)) / bandSigmas };
  };
  const events = level(generalSeries.events);
  const sessions = level(generalSeries.sessions);
  const revenue = level(generalSeries.revenue);
  const conversion = level(generalSeries.conversion);
  const abandonment = level(generalSeries.abandonment);
  if (!events || !sessions || !revenue) return null;

  const count = baseline.length;
  // Values that lie so far on either side of the mean have just this sample deviation.
  const reach = Math.sqrt(Math.max(0, count - 1) / Math.max(1, count - (count % 2)));
  const spreadOut = ({ mean, sigma }: Level, index: number): number => {
    const isMiddle = count % 2 === 1 && index === count - 1;
    return isMiddle ? mean : mean + (index % 2 === 0 ? reach : -reach) * sigma;
  };
  return baseline.map((window, index) => {
    const eventCount = Math.max(0, spreadOut(events, index));
    const purchases = conversion ? (sessions.mean * Math.max(0, spreadOut(conversion, index))) / 100 : window.purchases;
    const abandoned = abandonment ? Math.min(mostAbandoned, spreadOut(abandonment, index)) : null;
    return {
      ...window,
      events: eventCount,
      eventsWithoutCategory: window.events > 0 ? (window.eventsWithoutCategory / window.events) * eventCount : 0,
      sessions: sessions.mean,
      cartsAdded: abandoned === null ? window.cartsAdded : purchases / (1 - Math.max(0, abandoned) / 100),
      purchases,
      purchasesWithoutPrice: window.purchases > 0 ? (window.purchasesWithoutPrice / window.purchases) * purchases : 0,
      purchasesByCategory: scaled(window, purchases),
      revenue: spreadOut(revenue, index),
    };
  });
}

function scaled({ purchases, purchasesByCategory }: MetricWindow, to: number): ReadonlyMap<string, number> {
  if (purchases === 0) return new Map();
  return new Map([...purchasesByCategory].map(([category, count]) => [category, (count / purchases) * to]));
}

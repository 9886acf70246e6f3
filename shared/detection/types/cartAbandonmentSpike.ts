import { z } from 'zod';
import { formatCount, formatNumber, formatPercent } from '../../formatValue.ts';
import { anomalyType } from '../anomalyType.ts';
import { baselineOf } from '../baseline.ts';
import { changePercent } from '../changePercent.ts';
import { cartAbandonment } from '../metrics.ts';
import { settle } from '../settle.ts';
import { mildestLimit, severityAbove } from '../severityFor.ts';
import { perSeverity, single } from '../threshold.ts';
import { trendOf } from '../trend.ts';
import { rateNoise, spread, zScore } from '../zScore.ts';

/** Carts are filled but not paid for: the rate is high, and high against its own baseline. */
export const cartAbandonmentSpike = anomalyType({
  type: 'cart_abandonment_spike',
  title: 'Cart abandonment spike',
  emoji: '🛒',
  icon: [
    'm2.05 2.05 1.099-.028a1 1 0 0 1 1.008.815l2.69 14.347A1 1 0 0 0 7.83 18H18',
    'M4.563 5h16.435a1 1 0 0 1 .981 1.204l-1.026 6.226A2 2 0 0 1 18.962 14H6.25',
    'M20 20a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
    'M10 20a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
  ],
  direction: 'up',
  metric: cartAbandonment,
  thresholds: {
    cartAbandonmentMinZ: single(z.number().default(2.5), {
      label: 'Cart abandonment needs a z-score of',
      effect: 'A rate that is always high does not fire.',
      unit: 'σ',
    }),
    cartAbandonmentPercent: perSeverity([90, 80, 70, null], {
      label: 'Cart abandonment',
      effect: 'Abandonment rate above',
      unit: '%',
    }),
  },
  detect(window, baseline, { thresholds, minBaselineWindows }) {
    const measured = cartAbandonment.of(window);
    const usual = baselineOf(baseline.map(cartAbandonment.of));
    if (measured === null || !usual || usual.count < minBaselineWindows) return [];
    if (window.cartsAdded < thresholds.minDenominator) return [];
    const rate = settle(measured);
    const noise = rateNoise(usual.mean, window.cartsAdded);
    const z = zScore(rate, usual, noise);
    const severity = z > thresholds.cartAbandonmentMinZ ? severityAbove(rate, thresholds.cartAbandonmentPercent) : null;
    if (!severity) return [];
    // Both conditions must be crossed, so the band ends where the second of them is.
    const byScore = usual.mean + thresholds.cartAbandonmentMinZ * spread(usual, noise);
    const upper = Math.min(100, Math.max(byScore, mildestLimit(thresholds.cartAbandonmentPercent) ?? 0));
    return [
      {
        type: this.type,
        severity,
        description:
          `Cart abandonment ${formatPercent(rate)} (expected about ${formatPercent(usual.mean)}): ` +
          `${formatNumber(window.cartsAdded)} carts added, ${formatCount(window.purchases, 'purchase')}. ` +
          'Possible checkout or payment problem.',
        metricValue: rate,
        expectedValue: usual.mean,
        unit: cartAbandonment.unit,
        zScore: z,
        changePercent: changePercent(rate, usual.mean),
        trend: trendOf(cartAbandonment, window, baseline, { lower: null, upper }),
      },
    ];
  },
});

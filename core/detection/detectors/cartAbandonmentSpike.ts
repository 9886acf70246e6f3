import { formatCount, formatNumber, formatPercent } from '../../../shared/formatValue.ts';
import { baselineOf } from '../baseline.ts';
import { changePercent } from '../changePercent.ts';
import type { Detector } from '../detector.ts';
import { cartAbandonment } from '../metrics.ts';
import { settle } from '../settle.ts';
import { mildestLimit, severityAbove } from '../severityFor.ts';
import { trendOf } from '../trend.ts';
import { rateNoise, spread, zScore } from '../zScore.ts';

/** Carts are filled but not paid for: the rate is high, and high against its own baseline. */
export const cartAbandonmentSpike: Detector = {
  type: 'cart_abandonment_spike',
  metric: cartAbandonment,
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
};

import { formatCount, formatCurrency, formatPercent } from '../../formatValue.ts';
import { anomalyType } from '../anomalyType.ts';
import { baselineOf } from '../baseline.ts';
import { changePercent } from '../changePercent.ts';
import { events, revenue } from '../metrics.ts';
import { severityAbove } from '../severityFor.ts';
import { perSeverity } from '../threshold.ts';
import { normalBand, trendOf } from '../trend.ts';
import { countNoise, spread, zScore } from '../zScore.ts';

/** Revenue is below its baseline mean by more than a share of it. */
export const revenueDrop = anomalyType({
  type: 'revenue_drop',
  title: 'Revenue drop',
  emoji: '💸',
  icon: [
    'M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z',
    'M14 12a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
    'M6 12h.01M18 12h.01',
  ],
  direction: 'down',
  metric: revenue,
  thresholds: {
    revenueDropPercent: perSeverity([50, 40, 30, null], {
      label: 'Revenue drop',
      effect: 'Below the baseline mean by more than',
      unit: '%',
    }),
  },
  detect(window, baseline, { thresholds, minBaselineWindows, currency }) {
    const usual = baselineOf(baseline.map(revenue.of));
    const traffic = baselineOf(baseline.map(events.of));
    if (!usual || !traffic || usual.count < minBaselineWindows) return [];
    // The usual traffic must reach the minimum, not this window's: an outage leaves no events and no revenue either.
    if (traffic.mean < thresholds.minEvents) return [];
    const change = changePercent(window.revenue, usual.mean);
    if (change === null) return [];
    const severity = severityAbove(-change, thresholds.revenueDropPercent);
    if (!severity) return [];
    const noise = revenueNoise(
      usual.mean,
      baseline.map((each) => each.purchases),
    );
    return [
      {
        type: this.type,
        severity,
        description:
          `Revenue ${formatCurrency(window.revenue, currency)} (expected about ${formatCurrency(usual.mean, currency)}), ` +
          `${formatPercent(-change)} below: ${formatCount(window.purchases, 'purchase')} from ` +
          `${formatCount(window.events, 'event')}. Possible payment, pricing or traffic problem.`,
        metricValue: window.revenue,
        expectedValue: usual.mean,
        unit: revenue.unit,
        zScore: zScore(window.revenue, usual, noise),
        changePercent: change,
        trend: trendOf(revenue, window, baseline, normalBand(revenue, usual, spread(usual, noise))),
      },
    ];
  },
});

/** Revenue varies at least as its number of purchases does. */
function revenueNoise(mean: number, purchases: readonly number[]): number {
  const count = baselineOf(purchases)?.mean ?? 0;
  return count > 0 ? (Math.abs(mean) * countNoise(count)) / count : Math.abs(mean);
}

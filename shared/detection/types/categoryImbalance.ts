import { formatCount, formatNumber, formatPercent } from '../../formatValue.ts';
import { anomalyType } from '../anomalyType.ts';
import { changePercent } from '../changePercent.ts';
import { expectationOf } from '../expectation.ts';
import { categoryShare, topCategory } from '../metrics.ts';
import { settle } from '../settle.ts';
import { mildestLimit, severityAbove } from '../severityFor.ts';
import { perSeverity } from '../threshold.ts';
import { trendOf } from '../trend.ts';

/** One category makes most of the sales, counted in purchases. */
export const categoryImbalance = anomalyType({
  type: 'category_imbalance',
  title: 'Category imbalance',
  emoji: '⚖️',
  icon: [
    'M21 12c.552 0 1.005-.449.95-.998a10 10 0 0 0-8.953-8.951c-.55-.055-.998.398-.998.95v8a1 1 0 0 0 1 1z',
    'M21.21 15.89A10 10 0 1 1 8 2.83',
  ],
  direction: 'up',
  metric: categoryShare,
  thresholds: {
    categorySharePercent: perSeverity([null, null, null, 60], {
      label: 'Category imbalance',
      effect: 'Share of one category above',
      unit: '%',
    }),
  },
  detect(window, baseline, { thresholds, minBaselineWindows }) {
    const top = topCategory(window);
    const measured = categoryShare.of(window);
    if (!top || measured === null || baseline.length < minBaselineWindows) return [];
    // A share of a handful of purchases is chance, so the purchases need their minimum as well as the events.
    if (window.events < thresholds.minEvents || window.purchases < thresholds.minDenominator) return [];
    const share = settle(measured);
    const severity = severityAbove(share, thresholds.categorySharePercent);
    if (!severity) return [];
    const limit = mildestLimit(thresholds.categorySharePercent);
    const expected = expectationOf(categoryShare, baseline, limit, 'above');
    return [
      {
        type: this.type,
        severity,
        description:
          `${top.category} makes ${formatPercent(share)} of sales${expected.words}: ${formatNumber(top.purchases)} of ` +
          `${formatCount(window.purchases, 'purchase')}. Possible pricing error, promotion or missing assortment.`,
        metricValue: share,
        expectedValue: expected.value,
        unit: categoryShare.unit,
        zScore: null,
        changePercent: expected.value === null ? null : changePercent(share, expected.value),
        trend: trendOf(categoryShare, window, baseline, { lower: null, upper: limit }),
      },
    ];
  },
});

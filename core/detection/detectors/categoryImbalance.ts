import { formatCount, formatNumber, formatPercent } from '../../../shared/formatValue.ts';
import { changePercent } from '../changePercent.ts';
import type { Detector } from '../detector.ts';
import { expectationOf } from '../expectation.ts';
import { categoryShare, topCategory } from '../metrics.ts';
import { settle } from '../settle.ts';
import { mildestLimit, severityAbove } from '../severityFor.ts';
import { trendOf } from '../trend.ts';

/** One category makes most of the sales, counted in purchases. */
export const categoryImbalance: Detector = {
  type: 'category_imbalance',
  metric: categoryShare,
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
};

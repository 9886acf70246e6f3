import { formatCount, formatPercent } from '../../formatValue.ts';
import { anomalyType } from '../anomalyType.ts';
import { changePercent } from '../changePercent.ts';
import { expectationOf } from '../expectation.ts';
import { conversion } from '../metrics.ts';
import { settle } from '../settle.ts';
import { mildestLimit, severityBelow } from '../severityFor.ts';
import { perSeverity } from '../threshold.ts';
import { trendOf } from '../trend.ts';

/** Few sessions end in a purchase. */
export const conversionDrop = anomalyType({
  type: 'conversion_drop',
  title: 'Conversion drop',
  emoji: '🔻',
  icon: [
    'M10 20a1 1 0 0 0 .553.895l2 1A1 1 0 0 0 14 21v-7a2 2 0 0 1 .517-1.341L21.74 4.67A1 1 0 0 0 21 3H3a1 1 0 0 0-.742 1.67l7.225 7.989A2 2 0 0 1 10 14z',
  ],
  direction: 'down',
  metric: conversion,
  thresholds: {
    conversionPercent: perSeverity([1, 2, 3, null], {
      label: 'Conversion drop',
      effect: 'Purchases per session below',
      unit: '%',
    }),
  },
  detect(window, baseline, { thresholds, minBaselineWindows }) {
    const measured = conversion.of(window);
    if (measured === null || baseline.length < minBaselineWindows) return [];
    if (window.sessions < thresholds.minDenominator) return [];
    const rate = settle(measured);
    const severity = severityBelow(rate, thresholds.conversionPercent);
    if (!severity) return [];
    const limit = mildestLimit(thresholds.conversionPercent);
    const expected = expectationOf(conversion, baseline, limit, 'below');
    return [
      {
        type: this.type,
        severity,
        description:
          `Conversion ${formatPercent(rate)}${expected.words}: ${formatCount(window.sessions, 'session')}, ` +
          `${formatCount(window.purchases, 'purchase')}. Possible checkout, price or product page problem.`,
        metricValue: rate,
        expectedValue: expected.value,
        unit: conversion.unit,
        zScore: null,
        changePercent: expected.value === null ? null : changePercent(rate, expected.value),
        trend: trendOf(conversion, window, baseline, { lower: limit, upper: null }),
      },
    ];
  },
});

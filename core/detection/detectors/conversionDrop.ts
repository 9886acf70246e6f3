import { formatCount, formatPercent } from '../../../shared/formatValue.ts';
import { changePercent } from '../changePercent.ts';
import type { Detector } from '../detector.ts';
import { expectationOf } from '../expectation.ts';
import { conversion } from '../metrics.ts';
import { settle } from '../settle.ts';
import { mildestLimit, severityBelow } from '../severityFor.ts';
import { trendOf } from '../trend.ts';

/** Few sessions end in a purchase. */
export const conversionDrop: Detector = {
  type: 'conversion_drop',
  metric: conversion,
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
};

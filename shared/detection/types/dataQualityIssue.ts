import { formatNumber, formatPercent } from '../../formatValue.ts';
import { type Severity, severityRank } from '../../severity.ts';
import { anomalyType } from '../anomalyType.ts';
import { changePercent } from '../changePercent.ts';
import { expectationOf } from '../expectation.ts';
import type { Limits } from '../limits.ts';
import { dataQuality, type Metric, missingCategories, missingPrices } from '../metrics.ts';
import type { MetricWindow } from '../metricWindow.ts';
import { settle } from '../settle.ts';
import { mildestLimit, severityAbove } from '../severityFor.ts';
import { perSeverity } from '../threshold.ts';
import { trendOf } from '../trend.ts';

interface Finding {
  metric: Metric;
  share: number;
  severity: Severity;
  sentence: string;
}

interface Given {
  dataQualityPercent: Limits;
  minDenominator: number;
}

/** Too many purchases have no price, or too many events no category; one anomaly tells both, the worse one first. */
export const dataQualityIssue = anomalyType({
  type: 'data_quality_issue',
  title: 'Data quality issue',
  emoji: '🧩',
  icon: [
    'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7Z',
    'M14 2v4a2 2 0 0 0 2 2h4',
    'm14.5 12.5-5 5',
    'm9.5 12.5 5 5',
  ],
  direction: 'up',
  metric: dataQuality,
  thresholds: {
    dataQualityPercent: perSeverity([50, 25, 10, null], {
      label: 'Data quality',
      effect: 'Share of incomplete rows above',
      unit: '%',
    }),
  },
  detect(window, baseline, { thresholds, minBaselineWindows }) {
    if (baseline.length < minBaselineWindows) return [];
    const findings = [prices(window, thresholds), categories(window, thresholds)]
      .filter((finding) => finding !== null)
      .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || b.share - a.share);
    const worst = findings[0];
    if (!worst) return [];
    const limit = mildestLimit(thresholds.dataQualityPercent);
    const expected = expectationOf(worst.metric, baseline, limit, 'above');
    return [
      {
        type: this.type,
        severity: worst.severity,
        description:
          `${findings.map((finding) => finding.sentence).join(' and ')}${expected.words}. ` +
          'Possible fault in the catalogue feed or a recent release.',
        metricValue: worst.share,
        expectedValue: expected.value,
        unit: worst.metric.unit,
        zScore: null,
        changePercent: expected.value === null ? null : changePercent(worst.share, expected.value),
        trend: trendOf(worst.metric, window, baseline, { lower: null, upper: limit }),
      },
    ];
  },
});

function prices(window: MetricWindow, thresholds: Given): Finding | null {
  return finding(
    missingPrices,
    window,
    window.purchases,
    thresholds,
    (share) =>
      `${share} of purchases have no price: ${formatNumber(window.purchasesWithoutPrice)} of ` +
      formatNumber(window.purchases),
  );
}

function categories(window: MetricWindow, thresholds: Given): Finding | null {
  return finding(
    missingCategories,
    window,
    window.events,
    thresholds,
    (share) =>
      `${share} of events have no category: ${formatNumber(window.eventsWithoutCategory)} of ` +
      formatNumber(window.events),
  );
}

function finding(
  metric: Metric,
  window: MetricWindow,
  denominator: number,
  thresholds: Given,
  sentence: (share: string) => string,
): Finding | null {
  const measured = metric.of(window);
  if (measured === null || denominator < thresholds.minDenominator) return null;
  const share = settle(measured);
  const severity = severityAbove(share, thresholds.dataQualityPercent);
  return severity ? { metric, share, severity, sentence: sentence(formatPercent(share)) } : null;
}

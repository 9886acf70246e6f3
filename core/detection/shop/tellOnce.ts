import type { Anomaly } from '../../../shared/detection/anomaly.ts';
import { changePercent } from '../../../shared/detection/changePercent.ts';
import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { trendOf } from '../../../shared/detection/trend.ts';
import { isAtLeast } from '../../../shared/severity.ts';
import { explains, type Shift, shiftOf } from './causes.ts';
import { findingOf, type LearnedFinding } from './learnedFinding.ts';
import type { OpenFinding } from './learnedJudge.ts';
import type { LearnedSample } from './learnedSample.ts';
import type { ShopJudgeOptions } from './shopJudgeOptions.ts';
import { generalSeries, type ShopSeries, seriesOfRule } from './shopSeries.ts';
import { learnedTypes, type ShopAnomaly } from './shopVerdict.ts';
import { sentenceOf, usualWords } from './usualWords.ts';

interface Found {
  window: MetricWindow;
  baseline: readonly MetricWindow[];
  rules: readonly Anomaly[];
  findings: readonly OpenFinding[];
  samples: readonly LearnedSample[];
  shortfall: number | null;
}

type Words = Pick<ShopJudgeOptions, 'currency' | 'timeZone'>;

/** Types that are no reason for less revenue, whatever the revenue is meanwhile. */
const withoutLoss = new Set(['traffic_spike', 'category_imbalance', 'session_duration_anomaly']);
/** Without prices revenue is not lost but not known. */
const missingData = 'data_quality_issue';

/**
 * What is told of a window, each thing once:
 *
 * - Every anomaly of a rule, as it is.
 * - A learned one not where a rule tells the same of the same metric, which then says what is usual.
 * - Of learned ones with one cause the most upstream: fewer events make fewer sessions, carts and sales, and one alert.
 *   What an upstream one accounts for is left to the drawer, as is what turns out to be the cause of one that was told,
 *   unless that was revenue: what money is missing for is worth knowing.
 * - Revenue besides, where so much of it is missing that it is high or critical: money is worth an alert of its own, and
 *   never explains another one away. Where prices are missing it is not known and not told.
 * - What was told is told until it is over.
 */
export function tellOnce(found: Found, words: Words): ShopAnomaly[] {
  const { rules, findings, samples } = found;
  const told: Shift[] = rules.flatMap(({ type }) => {
    const about = seriesOfRule(type);
    const finding = about && findingIn(samples, about.series);
    return finding ? [shiftOf(finding.series, finding.value, finding.expected)] : [];
  });
  for (const { finding, isTold } of findings) {
    if (isTold) told.push(shiftOf(finding.series, finding.value, finding.expected));
  }
  const isKnown = !rules.some(({ type }) => type === missingData);

  const learned: LearnedFinding[] = [];
  const severities = new Map<LearnedFinding, OpenFinding['severity']>();
  for (const { finding, severity, isTold } of findings) {
    const { series, direction } = finding;
    severities.set(finding, severity);
    if (rules.some(({ type }) => type === series.rules[direction])) continue;
    if (!isTold) {
      const shift = shiftOf(series, finding.value, finding.expected);
      const isMoney = series.key === generalSeries.revenue.key && direction === 'low';
      if (isMoney && !isKnown) continue;
      const isExplained = told.some(
        (other) => explains(other, shift) || (other.series.key !== generalSeries.revenue.key && explains(shift, other)),
      );
      if (isExplained && !(isMoney && isAtLeast(severity, 'high'))) continue;
      told.push(shift);
    }
    learned.push(finding);
  }
  return [
    ...rules.map((anomaly) => ofRule(anomaly, found, words)),
    ...learned.map((finding) => ofLearned(finding, severities.get(finding) ?? 'low', found, words)),
  ];
}

function ofRule(anomaly: Anomaly, { samples, shortfall }: Found, words: Words): ShopAnomaly {
  const rule = seriesOfRule(anomaly.type);
  const about = samples.length > 0 ? rule : null;
  const lost = shortfall === null || withoutLoss.has(anomaly.type) ? {} : { lostRevenue: shortfall };
  if (about === null) return { ...anomaly, labels: {}, ...lost };
  const finding = findingIn(samples, about.series);
  return {
    ...anomaly,
    labels: {},
    sameAs: [{ type: learnedTypes[about.direction], labels: { ...about.series.labels } }],
    learnedSeries: about.series.key,
    ...(finding ? { facts: factsOf(finding, words) } : {}),
    ...lost,
  };
}

function ofLearned(
  finding: LearnedFinding,
  severity: OpenFinding['severity'],
  { window, baseline, shortfall }: Found,
  words: Words,
): ShopAnomaly {
  const { series, direction, value, expected, verdict } = finding;
  const { metric, labels, title } = series;
  const rule = series.rules[direction];
  const isLoss = direction === 'low' || series.key === generalSeries.abandonment.key;
  return {
    type: learnedTypes[direction],
    labels: { ...labels },
    title: `${title} ${direction === 'low' ? 'lower' : 'higher'} than usual`,
    severity,
    description: sentenceOf(finding, window.start, words),
    metricValue: value,
    expectedValue: expected,
    unit: metric.unit,
    zScore: null,
    changePercent: changePercent(value, expected),
    trend: trendOf(metric, window, baseline, { lower: verdict.lower, upper: verdict.upper }),
    learnedSeries: series.key,
    // In an alert of the rule as well, it stands in place of what was usual in the window before.
    facts: factsOf(finding, words),
    ...(rule ? { sameAs: [{ type: rule, labels: {} }] } : {}),
    ...(isLoss && shortfall !== null ? { lostRevenue: shortfall } : {}),
  };
}

const factsOf = (finding: LearnedFinding, words: Words) => [
  { name: 'Usual at this hour', value: usualWords(finding, words) },
];

function findingIn(samples: readonly LearnedSample[], series: ShopSeries): LearnedFinding | null {
  const sample = samples.find((each) => each.series.key === series.key);
  return sample ? findingOf(sample) : null;
}

import type { CommonThresholds } from '../../../shared/detection/commonThresholds.ts';
import { type Severity, severityRank } from '../../../shared/severity.ts';
import { type Expected, type LearnedFinding, weightOf } from './learnedFinding.ts';
import { generalSeries } from './shopSeries.ts';

/** Shares of what was expected beyond which a loss is as severe. As of the rule about revenue, and a step below it. */
const lossLimits: readonly [number, Severity][] = [
  [0.5, 'critical'],
  [0.4, 'high'],
  [0.25, 'medium'],
];
/** More than usual takes nobody's money: it is never critical. */
const gainLimits: readonly [number, Severity][] = [
  [1, 'high'],
  [0.5, 'medium'],
];
/** Between the bar and the highest surprise: below this part of the way nothing is more than medium. */
const clearSurprise = 0.15;
/** A count of so many times its minimum can be of any severity. */
const plenty = 4;

/**
 * By what is lost or gained of what was expected, and by how much that is: a surprise of a handful of events at night
 * is low or medium however sure it is, and what only just reaches the bar is medium at most.
 */
export function severityOfFinding(
  finding: LearnedFinding,
  { surprise, bar }: { surprise: number; bar: number },
  all: Expected,
  minima: Pick<CommonThresholds, 'minEvents' | 'minDenominator'>,
): Severity {
  const { change, isLoss } = stakeOf(finding);
  const limits = isLoss ? lossLimits : gainLimits;
  const byShare = limits.find(([limit]) => change > limit)?.[1] ?? 'low';
  const bySurprise = surprise - bar < clearSurprise * (1 - bar) ? 'medium' : 'critical';
  return mildest([byShare, bySurprise, byWeight(finding, all, minima), byKind(finding, all)]);
}

/** The share of money or traffic that is at stake, 0 and beyond. */
function stakeOf({ series, direction, value, expected }: LearnedFinding): { change: number; isLoss: boolean } {
  if (series.key === generalSeries.abandonment.key) {
    // Of those who would have bought, so many do not.
    const bought = Math.max(1, 100 - expected);
    return { change: Math.abs(value - expected) / bought, isLoss: direction === 'high' };
  }
  return { change: Math.abs(value - expected) / Math.max(expected, 1), isLoss: direction === 'low' };
}

function byWeight(
  finding: LearnedFinding,
  all: Expected,
  minima: Pick<CommonThresholds, 'minEvents' | 'minDenominator'>,
): Severity {
  const { key } = finding.series;
  const isTraffic = key === generalSeries.events.key || key === generalSeries.sessions.key;
  const least = Math.max(1, isTraffic ? minima.minEvents : minima.minDenominator);
  const weight = Math.max(
    weightOf(finding, all),
    finding.series.denominator ? 0 : isMoney(finding) ? 0 : finding.value,
  );
  if (weight < least / 2) return 'low';
  return weight < least * (isTraffic ? plenty : 1) ? 'medium' : 'critical';
}

/** One category is a part of the shop, and its share of it says how much of one. */
function byKind(finding: LearnedFinding, all: Expected): Severity {
  const { series, direction } = finding;
  // What sells most sells: at worst the rest of the shop is out of sight.
  if (series.key === generalSeries.categoryShare.key) return 'low';
  if (isMoney(finding)) return direction === 'high' ? 'medium' : 'critical';
  if (series.metric.name !== 'category_purchases') return 'critical';
  const value = all.get(generalSeries.orderValue.key) ?? 0;
  const purchases = value > 0 ? (all.get(generalSeries.revenue.key) ?? 0) / value : 0;
  return finding.expected > purchases / 2 ? 'high' : finding.expected > purchases / 5 ? 'medium' : 'low';
}

function isMoney({ series }: LearnedFinding): boolean {
  return series.key === generalSeries.revenue.key || series.key === generalSeries.orderValue.key;
}

function mildest(all: readonly Severity[]): Severity {
  return all.reduce((mild, each) => (severityRank(each) < severityRank(mild) ? each : mild));
}

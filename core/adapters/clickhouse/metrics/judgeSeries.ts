import type { Observation, Unjudged } from '../../../alerts/observation.ts';
import { judgeRule } from '../../../detection/rules/judgeRule.ts';
import type { MinuteSeries } from '../../../detection/rules/metricSeries.ts';
import { ruleLabels } from '../../../detection/rules/ruleLabels.ts';
import { ruleObservation } from '../../../detection/rules/ruleObservation.ts';
import type { MetricWatchRule } from '../../../detection/rules/rulesOf.ts';
import type { RuleAlert } from '../../../detection/series/seriesInfo.ts';
import { learnedTypes } from '../../../detection/shop/shopVerdict.ts';
import { trendType } from '../../../detection/trend/trendObservation.ts';

/** What rules find in series at `now`, ms UTC, and what they could not judge. */
export function judgeSeries(
  rules: readonly MetricWatchRule[],
  series: readonly MinuteSeries[],
  now: number,
  currency: string,
): { observations: Observation[]; unjudged: Unjudged[] } {
  const byMetric = Map.groupBy(series, ({ metric }) => metric);
  const observations: Observation[] = [];
  const unjudged: Unjudged[] = [];
  for (const rule of rules) {
    for (const each of ofRule(rule, byMetric.get(rule.metric) ?? [])) {
      const judgement = judgeRule(rule, each, now);
      const labels = ruleLabels(rule, each);
      if (judgement.kind === 'unknown' && each.minutes.length > 0) unjudged.push({ type: rule.type, labels });
      if (judgement.kind === 'fires') {
        const found = { labels, minutes: each.minutes };
        const observation = ruleObservation('metrics', rule, found, judgement.verdict, { now, currency });
        observations.push({ ...observation, sameAs: learnedOf(rule, each) });
      }
    }
  }
  return { observations, unjudged };
}

export function ofRule({ component }: MetricWatchRule, series: readonly MinuteSeries[]): MinuteSeries[] {
  return series.filter(({ labels }) => component === '' || labels.component === component);
}

/** What is learned of the same series tells the same thing, and so does its way to the limit. */
function learnedOf({ condition }: MetricWatchRule, { metric, labels }: MinuteSeries): RuleAlert[] {
  const about = { metric, ...labels };
  const types: Record<MetricWatchRule['condition']['kind'], readonly string[]> = {
    above: [learnedTypes.high, trendType],
    below: [learnedTypes.low, trendType],
    aboveBaseline: [learnedTypes.high],
    belowBaseline: [learnedTypes.low],
    zScore: [learnedTypes.high, learnedTypes.low],
    absent: [],
  };
  return types[condition.kind].map((type) => ({ type, labels: about }));
}

import type { MinuteSeries } from './metricSeries.ts';
import type { MetricWatchRule } from './rulesOf.ts';

/** Labels of a rule's alert about a series: who is said to be ill where the row names nobody. */
export function ruleLabels(
  { usualComponent }: Pick<MetricWatchRule, 'usualComponent'>,
  { labels }: Pick<MinuteSeries, 'labels'>,
): Record<string, string> {
  return usualComponent === '' ? labels : { component: usualComponent, ...labels };
}

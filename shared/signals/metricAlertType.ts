import { conditionSuffix, type MetricCondition } from './metricCondition.ts';

/** Type of the alerts of a rule over a metric; null: nothing of the metric's name can stand in one. */
export function metricAlertType(metric: string, kind: MetricCondition['kind']): string | null {
  const words = metric.toLowerCase().match(/[a-z0-9]+/g);
  return words && [...words, conditionSuffix[kind]].join('_');
}

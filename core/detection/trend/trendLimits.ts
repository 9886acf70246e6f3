import type { Unit } from '../../../shared/alert.ts';
import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { LearningSettings } from '../../../shared/learning/learningSettings.ts';
import type { MetricWatchRule } from '../rules/rulesOf.ts';

/** What a series of a metric must not reach. */
export interface SeriesLimit {
  metric: string;
  /** Empty: every component. */
  component: string;
  limit: number;
  direction: 'up' | 'down';
  unit: Unit;
  /** How a sentence begins, e.g. "Disk usage". */
  title: string;
  /** The rule that speaks once it is reached; null: none does. */
  rule: MetricWatchRule | null;
}

/** The limits of rules over metrics, and those that are there for trends alone. */
export function trendLimits(rules: readonly MetricWatchRule[], { trends }: LearningSettings): SeriesLimit[] {
  if (!trends.enabled) return [];
  const ruled = rules.flatMap((rule): SeriesLimit[] => {
    const { condition, metric, component, unit, title } = rule;
    if (condition.kind !== 'above' && condition.kind !== 'below') return [];
    const direction = condition.kind === 'above' ? 'up' : 'down';
    return [{ metric, component, limit: condition.limit, direction, unit, title, rule }];
  });
  const own = trends.limits.map((limit): SeriesLimit => ({ ...limit, title: titleOf(limit.metric), rule: null }));
  return [...ruled, ...own];
}

/** The limits that hold for one series. */
export function limitsOf(
  limits: readonly SeriesLimit[],
  { metric, labels }: { metric: string; labels: Record<string, string> },
): SeriesLimit[] {
  return limits.filter(
    (each) => each.metric === metric && (each.component === '' || each.component === labels.component),
  );
}

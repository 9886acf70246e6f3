import type { MetricCondition } from '../../../../shared/signals/metricCondition.ts';

type Kind = MetricCondition['kind'];

const beginnings: Record<Kind, MetricCondition> = {
  above: { kind: 'above', limit: 0 },
  below: { kind: 'below', limit: 0 },
  aboveBaseline: { kind: 'aboveBaseline', percent: 50 },
  belowBaseline: { kind: 'belowBaseline', percent: 50 },
  zScore: { kind: 'zScore', limit: 3 },
  absent: { kind: 'absent', minutes: 10 },
};

/** Another way to be wrong; its number stays where it means the same. */
export function withConditionKind(condition: MetricCondition, kind: Kind): MetricCondition {
  const isLimit = (each: Kind) => each === 'above' || each === 'below';
  if (isLimit(kind) && isLimit(condition.kind) && 'limit' in condition) {
    return { ...beginnings[kind], limit: condition.limit } as MetricCondition;
  }
  if ('percent' in condition && 'percent' in beginnings[kind]) {
    const most = kind === 'belowBaseline' ? 100 : Number.POSITIVE_INFINITY;
    return { ...beginnings[kind], percent: Math.min(most, condition.percent) } as MetricCondition;
  }
  return beginnings[kind];
}

import type { Unit } from '../../../../shared/alert.ts';
import type { MetricCondition } from '../../../../shared/signals/metricCondition.ts';
import { unitMark } from './unitWords.ts';

type Kind = MetricCondition['kind'];

interface ConditionKind {
  label: string;
  /** Of its number. */
  numberLabel: string;
  /** The field of its number. */
  field: 'limit' | 'percent' | 'minutes';
  note: string;
}

/** The ways in which a series can be wrong, in the order of the choice. */
export const conditionKinds: Record<Kind, ConditionKind> = {
  above: { label: 'is above', numberLabel: 'Limit', field: 'limit', note: 'Exactly the limit is not above it.' },
  below: { label: 'is below', numberLabel: 'Limit', field: 'limit', note: 'Exactly the limit is not below it.' },
  aboveBaseline: {
    label: 'is above its usual',
    numberLabel: 'By',
    field: 'percent',
    note: 'Against the mean of the hour before.',
  },
  belowBaseline: {
    label: 'is below its usual',
    numberLabel: 'By',
    field: 'percent',
    note: 'Against the mean of the hour before.',
  },
  zScore: {
    label: 'is far from its usual',
    numberLabel: 'z-score',
    field: 'limit',
    note: 'Standard deviations from the mean of the hour before, both ways.',
  },
  absent: { label: 'does not come', numberLabel: 'For', field: 'minutes', note: 'Nothing was written for so long.' },
};

export function conditionUnit(kind: Kind, unit: Unit, currency: string): string {
  if (kind === 'absent') return 'min';
  if (kind === 'zScore') return 'σ';
  return conditionKinds[kind].field === 'percent' ? '%' : unitMark(unit, currency);
}

export const numberOf = (condition: MetricCondition): number =>
  'limit' in condition ? condition.limit : 'percent' in condition ? condition.percent : condition.minutes;

export const withNumber = (condition: MetricCondition, value: number): MetricCondition =>
  ({ ...condition, [conditionKinds[condition.kind].field]: value }) as MetricCondition;

import type { MetricCondition } from '../../../../shared/signals/metricCondition.ts';
import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import { withConditionKind } from '../edits/withConditionKind.ts';
import { conditionKinds, conditionUnit, numberOf, withNumber } from '../words/conditionKinds.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';
import styles from './RuleEditor.module.css';

interface ConditionFieldsProps {
  rule: OwnRule;
  /** ISO 4217. */
  currency: string;
  problems: Readonly<Record<string, string>>;
  onChange: (part: Pick<OwnRule, 'condition'> | Pick<OwnRule, 'forMinutes'>) => void;
}

const kinds = (Object.keys(conditionKinds) as MetricCondition['kind'][]).map((value) => ({
  value,
  label: conditionKinds[value].label,
}));

/** When the numbers are wrong, and for how long before it is told. */
export function ConditionFields({ rule, currency, problems, onChange }: ConditionFieldsProps) {
  const { condition, forMinutes, unit } = rule;
  const kind = conditionKinds[condition.kind];
  return (
    <div className={styles.fields}>
      <ChoiceField
        label={rule.kind === 'metric' ? 'Fires when it' : 'Fires when the value'}
        value={condition.kind}
        options={kinds}
        note={kind.note}
        onChange={(next) => onChange({ condition: withConditionKind(condition, next) })}
      />
      <NumberField
        // Another kind has another number: what was typed halfway is not its.
        key={condition.kind}
        label={kind.numberLabel}
        subject="The number"
        value={numberOf(condition)}
        unit={conditionUnit(condition.kind, unit, currency)}
        problem={problems[`condition.${kind.field}`]}
        onChange={(value) => onChange({ condition: withNumber(condition, value) })}
      />
      <NumberField
        label={condition.kind === 'absent' ? 'And then for' : 'For'}
        subject="The time"
        value={forMinutes}
        unit="min"
        problem={problems.forMinutes}
        note={forMinutes === 0 ? 'At once.' : 'All the time, before it is told.'}
        onChange={(value) => onChange({ forMinutes: value })}
      />
    </div>
  );
}

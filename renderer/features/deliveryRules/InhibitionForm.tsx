import { useId, useState } from 'react';
import type { InhibitionRule } from '../../../shared/delivery/deliverySettings.ts';
import field from '../../components/Field.module.css';
import { MatcherRows } from '../silences/MatcherRows.tsx';
import { NameField } from './NameField.tsx';
import { problemsUnder } from './problemsUnder.ts';
import styles from './RuleForm.module.css';
import { readNames } from './readNames.ts';

interface InhibitionFormProps {
  rule: InhibitionRule;
  others: readonly string[];
  fresh: boolean;
  /** By path below the rule. */
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<InhibitionRule>) => void;
}

/** What explains, what is explained, and in what the two must agree. */
export function InhibitionForm({ rule, others, fresh, problems, onChange }: InhibitionFormProps) {
  const { name, source, target, equal } = rule;
  return (
    <div className={styles.form}>
      <NameField name={name} others={others} fresh={fresh} onChange={(renamed) => onChange({ name: renamed })} />
      <Conditions
        legend="While an alert fires for which all of this holds"
        matchers={source}
        problems={problemsUnder(problems, 'source')}
        onChange={(matchers) => onChange({ source: matchers })}
      />
      <Conditions
        legend="Those are not told for which all of this holds"
        matchers={target}
        problems={problemsUnder(problems, 'target')}
        onChange={(matchers) => onChange({ target: matchers })}
      />
      <EqualLabels
        equal={equal}
        problem={Object.values(problemsUnder(problems, 'equal'))[0]}
        onChange={(names) => onChange({ equal: names })}
      />
    </div>
  );
}

interface ConditionsProps {
  legend: string;
  matchers: InhibitionRule['source'];
  /** By path below the matchers. */
  problems: Readonly<Record<string, string>>;
  onChange: (matchers: InhibitionRule['source']) => void;
}

function Conditions({ legend, matchers, problems, onChange }: ConditionsProps) {
  const wrong = new Map(
    matchers.flatMap((_, index) => {
      const [ofName, ofValue] = [problems[`${index}.name`], problems[`${index}.value`]];
      if (ofValue) return [[index, ofValue] as const];
      return ofName ? [[index, 'needs a name beside it'] as const] : [];
    }),
  );
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      <MatcherRows matchers={matchers} problems={wrong} onChange={onChange} />
      {matchers.length === 0 && (
        <p className={styles.problem} role="alert">
          At least one condition is needed.
        </p>
      )}
    </fieldset>
  );
}

interface EqualLabelsProps {
  equal: readonly string[];
  problem: string | undefined;
  onChange: (equal: string[]) => void;
}

function EqualLabels({ equal, problem, onChange }: EqualLabelsProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && readNames(typed).join() === equal.join() ? typed : equal.join(', ');
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        If both have the same
      </label>
      <input
        id={id}
        className={`${field.input} ${styles.wide}`}
        autoCapitalize="off"
        spellCheck={false}
        placeholder="region, shop"
        value={shown}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange(readNames(target.value));
        }}
      />
      <span id={`${id}-note`} className={problem ? styles.problem : styles.note} role={problem ? 'alert' : undefined}>
        {problem ? `The names ${problem}.` : 'Labels, with commas between them. Empty: whatever they are about.'}
      </span>
    </div>
  );
}

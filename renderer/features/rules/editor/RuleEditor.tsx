import { useEffect, useRef } from 'react';
import type { Settings } from '../../../../shared/settings.ts';
import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import { TryOut } from '../trial/TryOut.tsx';
import { triedRule } from '../trial/triedRule.ts';
import { useRuleTrial } from '../trial/useRuleTrial.ts';
import { ConditionFields } from './ConditionFields.tsx';
import { MetricFields } from './MetricFields.tsx';
import styles from './RuleEditor.module.css';
import { SqlFields } from './SqlFields.tsx';
import { TellFields } from './TellFields.tsx';
import { withTrialProblem } from './withTrialProblem.ts';

interface RuleEditorProps {
  rule: OwnRule;
  settings: Settings;
  /** Null: the rule is saved. */
  others: readonly OwnRule[] | null;
  /** It was just added: one begins by filling it in. */
  fresh: boolean;
  /** By field of the rule. */
  problems: Readonly<Record<string, string>>;
  onChange: (rule: OwnRule) => void;
}

/** A rule as it is being edited: what it judges, when it fires, what it would have done, and how it is told. */
export function RuleEditor({ rule, settings, others, fresh, problems, onChange }: RuleEditorProps) {
  const editor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fresh) editor.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [fresh]);
  const trial = useRuleTrial(triedRule(rule));
  const shown = withTrialProblem(problems, trial);
  const change = (part: object) => onChange({ ...rule, ...part } as OwnRule);
  return (
    <div ref={editor} className={styles.editor}>
      <fieldset className={styles.group}>
        <legend>{rule.kind === 'metric' ? 'What it watches' : 'What it asks'}</legend>
        {rule.kind === 'metric' ? (
          <MetricFields rule={rule} problems={shown} onChange={change} />
        ) : (
          <SqlFields
            rule={rule}
            events={settings.connection.tables.events}
            problems={shown}
            onChange={change}
            onTry={trial.tryIt}
          />
        )}
      </fieldset>
      <fieldset className={styles.group}>
        <legend>When it fires</legend>
        <ConditionFields rule={rule} currency={settings.currency} problems={shown} onChange={change} />
        <TryOut rule={rule} state={trial} />
      </fieldset>
      <fieldset className={styles.group}>
        <legend>How it is told</legend>
        <TellFields rule={rule} others={others} problems={shown} onChange={change} />
      </fieldset>
    </div>
  );
}

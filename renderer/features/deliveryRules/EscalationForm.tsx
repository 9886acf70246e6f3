import { ArrowDownWideNarrow, Plus } from 'lucide-react';
import type { EscalationPolicy } from '../../../shared/delivery/deliverySettings.ts';
import { Button } from '../../components/Button.tsx';
import type { ReceiverChoice } from '../delivery/editor/useReceiverChoices.ts';
import { EscalationStep } from './EscalationStep.tsx';
import { repeatWords } from './escalationWords.ts';
import { NameField } from './NameField.tsx';
import { NumberField } from './NumberField.tsx';
import { problemsUnder } from './problemsUnder.ts';
import styles from './RuleForm.module.css';
import { inOrder, isInOrder, withNextStep } from './stepOrder.ts';

interface EscalationFormProps {
  policy: EscalationPolicy;
  others: readonly string[];
  fresh: boolean;
  locked: string | null;
  choices: readonly ReceiverChoice[];
  /** By path below the policy. */
  problems: Readonly<Record<string, string>>;
  onRename: (name: string) => void;
  onChange: (part: Partial<EscalationPolicy>) => void;
}

const mostSteps = 10;

/** A policy: its steps in the order of time, and how often the last one is repeated. */
export function EscalationForm(props: EscalationFormProps) {
  const { policy, others, fresh, locked, choices, problems, onRename, onChange } = props;
  const { name, steps, repeat } = policy;
  return (
    <div className={styles.form}>
      <NameField name={name} others={others} fresh={fresh} locked={locked} onChange={onRename} />
      <fieldset className={styles.group}>
        <legend>Steps, for as long as nobody has it</legend>
        <ol className={styles.steps}>
          {steps.map((step, index) => (
            <EscalationStep
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
              key={index}
              number={index + 1}
              step={step}
              choices={choices}
              problems={problemsUnder(problems, `steps.${index}`)}
              onChange={(part) =>
                onChange({ steps: steps.map((each, at) => (at === index ? { ...each, ...part } : each)) })
              }
              onRemove={steps.length > 1 ? () => onChange({ steps: steps.filter((_, at) => at !== index) }) : null}
            />
          ))}
        </ol>
      </fieldset>
      <div className={styles.row}>
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          disabled={steps.length >= mostSteps}
          onClick={() => onChange({ steps: withNextStep(steps) })}
        >
          Add a step
        </Button>
        {!isInOrder(steps) && (
          <Button
            size="small"
            icon={<ArrowDownWideNarrow aria-hidden="true" />}
            onClick={() => onChange({ steps: inOrder(steps) })}
          >
            Order by time
          </Button>
        )}
      </div>
      <NumberField
        label="Repeat the last step"
        subject="The number"
        value={repeat}
        unit="times"
        problem={problems.repeat}
        note={repeatWords(policy)}
        onChange={(value) => onChange({ repeat: value })}
      />
    </div>
  );
}

import { X } from 'lucide-react';
import type { EscalationPolicy } from '../../../shared/delivery/deliverySettings.ts';
import { IconButton } from '../../components/IconButton.tsx';
import type { ReceiverChoice } from '../delivery/editor/useReceiverChoices.ts';
import { NumberField } from './NumberField.tsx';
import { ReceiverPicker } from './ReceiverPicker.tsx';
import styles from './RuleForm.module.css';

type Step = EscalationPolicy['steps'][number];

interface EscalationStepProps {
  /** From 1. */
  number: number;
  step: Step;
  choices: readonly ReceiverChoice[];
  /** By path below the step. */
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<Step>) => void;
  /** Null: the only one stays. */
  onRemove: (() => void) | null;
}

/** One step: when, and all who are told then. */
export function EscalationStep({ number, step, choices, problems, onChange, onRemove }: EscalationStepProps) {
  const wrong = Object.entries(problems).find(([path]) => path.startsWith('receivers'));
  const receiversProblem =
    step.receivers.length === 0 ? 'Choose at least one receiver.' : wrong ? `The step ${wrong[1]}.` : null;
  return (
    <li className={styles.step} aria-label={`Step ${number}`}>
      <div className={styles.stepHead}>
        <NumberField
          label="After"
          subject="The time"
          value={step.afterMinutes}
          unit="min"
          problem={problems.afterMinutes}
          onChange={(afterMinutes) => onChange({ afterMinutes })}
        />
        {onRemove && <IconButton label={`Remove step ${number}`} icon={<X />} onClick={onRemove} />}
      </div>
      <ReceiverPicker
        legend="Tells all of"
        choices={choices}
        chosen={step.receivers}
        problem={receiversProblem}
        onChange={(receivers) => onChange({ receivers })}
      />
    </li>
  );
}

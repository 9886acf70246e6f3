import { type ReactNode, useId, useState } from 'react';
import field from '../../components/Field.module.css';
import { readNumber } from '../rules/readNumber.ts';
import styles from './RuleForm.module.css';

interface NumberFieldProps {
  label: string;
  /** What a problem is said of; the label where that reads well. */
  subject?: string;
  /** NaN: what is typed is no number. */
  value: number;
  unit: string;
  /** Rest of a sentence that begins with the subject. */
  problem: string | undefined;
  /** What follows from the value. */
  note?: ReactNode;
  onChange: (value: number) => void;
}

/** A number as it is typed; a half-typed one is kept as text, and counts as none. */
export function NumberField({ label, subject = label, value, unit, problem, note, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && Object.is(readNumber(typed), value) ? typed : Number.isNaN(value) ? '' : `${value}`;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <span className={styles.number}>
        <input
          id={id}
          className={field.input}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={shown}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => {
            setTyped(target.value);
            onChange(readNumber(target.value));
          }}
        />
        {unit}
      </span>
      <span id={`${id}-note`} className={problem ? styles.problem : styles.note} role={problem ? 'alert' : undefined}>
        {problem ? `${subject} ${problem}.` : note}
      </span>
    </div>
  );
}

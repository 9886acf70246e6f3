import { useId } from 'react';
import field from '../../components/Field.module.css';
import styles from './JobSettingsForm.module.css';

interface JobFieldProps {
  label: string;
  unit?: string;
  note: string;
  placeholder?: string;
  value: string;
  /** Rest of a sentence that begins with the label. */
  problem: string | undefined;
  onChange: (value: string) => void;
}

/** One value of a job; with a unit it is a number. */
export function JobField({ label, unit, note, placeholder, value, problem, onChange }: JobFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.control} data-number={unit ? true : undefined}>
        <input
          id={id}
          className={field.input}
          type="text"
          inputMode={unit ? 'decimal' : 'text'}
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => onChange(target.value)}
        />
        {unit}
      </span>
      <span id={`${id}-note`} className={problem ? styles.problem : styles.note} role={problem ? 'alert' : undefined}>
        {problem ? `${label} ${problem}.` : note}
      </span>
    </div>
  );
}

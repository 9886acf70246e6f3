import { type ReactNode, useId } from 'react';
import styles from './RuleEditor.module.css';

interface Control {
  id: string;
  invalid: boolean;
  describedBy: string;
}

interface FormFieldProps {
  label: string;
  /** What a problem is said of; the label where that reads well. */
  subject?: string;
  /** Rest of a sentence that begins with the subject, or a sentence of its own. */
  problem?: string | undefined;
  /** What follows from the value, while nothing is wrong with it. */
  note?: ReactNode;
  wide?: boolean;
  children: (control: Control) => ReactNode;
}

/** One value of a rule: its label, its control, and below it what follows or what is wrong. */
export function FormField({ label, subject = label, problem, note, wide = false, children }: FormFieldProps) {
  const id = useId();
  const invalid = problem !== undefined;
  return (
    <div className={styles.field} data-wide={wide || undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({ id, invalid, describedBy: `${id}-note` })}
      <p id={`${id}-note`} className={invalid ? styles.problem : styles.note} role={invalid ? 'alert' : undefined}>
        {invalid ? sentence(subject, problem) : note}
      </p>
    </div>
  );
}

const sentence = (subject: string, problem: string) => (/^\p{Lu}/u.test(problem) ? problem : `${subject} ${problem}.`);

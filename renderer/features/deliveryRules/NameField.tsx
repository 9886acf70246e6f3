import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import field from '../../components/Field.module.css';
import styles from './RuleForm.module.css';

interface NameFieldProps {
  name: string;
  /** Names that the others have. */
  others: readonly string[];
  /** Just made: one begins by naming it. */
  fresh: boolean;
  /** Why it cannot be changed. */
  locked?: string | null;
  onChange: (name: string) => void;
}

/**
 * The name of a rule. It counts once one leaves the field: others refer to it, and a half-typed name may be that of another
 * rule for a moment.
 */
export function NameField({ name, others, fresh, locked = null, onChange }: NameFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = (typed ?? name).trim();
  const problem =
    wanted === '' ? 'A name is needed.' : others.includes(wanted) ? `There is a ${wanted} already.` : null;
  useEffect(() => {
    if (fresh) input.current?.select();
  }, [fresh]);
  const settle = () => {
    if (typed !== null && problem === null && wanted !== name) onChange(wanted);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') settle();
    if (event.key !== 'Escape' || typed === null) return;
    event.stopPropagation();
    setTyped(null);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        Name
      </label>
      <input
        ref={input}
        id={id}
        className={`${field.input} ${styles.name}`}
        value={typed ?? name}
        maxLength={60}
        disabled={locked !== null}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={settle}
        onKeyDown={onKeyDown}
      />
      <span id={`${id}-note`} className={problem ? styles.problem : styles.note} role={problem ? 'alert' : undefined}>
        {problem ?? locked}
      </span>
    </div>
  );
}

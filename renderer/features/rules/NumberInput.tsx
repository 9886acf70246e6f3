import field from '../../components/Field.module.css';
import { useTypedText } from '../receivers/editor/useTypedText.ts';
import styles from './NumberInput.module.css';
import { readNumber } from './readNumber.ts';

interface NumberInputProps {
  /** For a label beside it; without, it needs a `label` of its own. */
  id?: string | undefined;
  label?: string | undefined;
  /** NaN: what is typed is no number. */
  value: number;
  unit: string;
  invalid: boolean;
  describedBy?: string | undefined;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A number with its unit; what is typed halfway stays as it is. */
export function NumberInput(props: NumberInputProps) {
  const { id, label, value, unit, invalid, describedBy, disabled = false, onChange } = props;
  const { text, type } = useTypedText({ value, read: readNumber, write, onChange });
  return (
    <span className={styles.number}>
      <input
        id={id}
        className={`${field.input} ${styles.input}`}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        value={text}
        onChange={({ target }) => type(target.value)}
      />
      {unit !== '' && <span className={styles.unit}>{unit}</span>}
    </span>
  );
}

const write = (value: number) => (Number.isNaN(value) ? '' : String(value));

import { Switch } from '@base-ui/react/switch';
import styles from './FieldControl.module.css';
import type { FieldInput } from './settingField.ts';

interface FieldControlProps {
  /** For a label beside it; without, it needs a `label` of its own. */
  id?: string;
  label?: string;
  input: FieldInput;
  value: string | boolean;
  disabled: boolean;
  invalid: boolean;
  describedBy?: string;
  onChange: (value: string | boolean) => void;
}

/** The control that suits a setting; numbers stay text until saved, so that half-typed ones are not lost. */
export function FieldControl({ id, label, input, value, disabled, invalid, describedBy, onChange }: FieldControlProps) {
  const shared = { id, disabled, 'aria-label': label, 'aria-describedby': describedBy };
  if (input.kind === 'toggle') {
    return (
      <Switch.Root
        {...shared}
        className={styles.switch}
        checked={value === true}
        onCheckedChange={(checked) => onChange(checked)}
      >
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
    );
  }
  if (input.kind === 'choice') {
    return (
      <select
        {...shared}
        className={styles.control}
        data-wide={input.wide || undefined}
        aria-invalid={invalid || undefined}
        value={String(value)}
        onChange={(event) => onChange(event.target.value)}
      >
        {input.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const isNumber = input.kind === 'number';
  return (
    <span className={styles.field} data-wide={(!isNumber && input.wide) || undefined}>
      <input
        {...shared}
        className={styles.control}
        aria-invalid={invalid || undefined}
        type="text"
        inputMode={isNumber ? 'decimal' : 'text'}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={isNumber ? input.whenEmpty : input.placeholder}
        value={String(value)}
        onChange={(event) => onChange(event.target.value)}
      />
      {isNumber && <span className={styles.unit}>{input.unit}</span>}
    </span>
  );
}

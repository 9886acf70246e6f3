import { Switch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import control from './FieldControl.module.css';
import row from './FieldRow.module.css';

interface SwitchRowProps {
  label: string;
  effect: string;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
  /** Beside the switch: where it stands, or why it cannot be used. */
  children?: ReactNode;
}

/** A switch beside the form: it takes effect at once. */
export function SwitchRow({ label, effect, checked, disabled, onChange, children }: SwitchRowProps) {
  const id = useId();
  return (
    <div className={row.row}>
      <div className={row.about}>
        <label className={row.label} htmlFor={id}>
          {label}
        </label>
        <p id={`${id}-effect`} className={row.effect}>
          {effect}
        </p>
      </div>
      <div className={row.value}>
        <Switch.Root
          id={id}
          className={control.switch}
          checked={checked}
          disabled={disabled}
          aria-describedby={`${id}-effect`}
          onCheckedChange={onChange}
        >
          <Switch.Thumb className={control.thumb} />
        </Switch.Root>
        {children}
      </div>
    </div>
  );
}

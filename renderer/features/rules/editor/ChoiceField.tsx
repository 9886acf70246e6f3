import type { ReactNode } from 'react';
import field from '../../../components/Field.module.css';
import { FormField } from './FormField.tsx';

interface ChoiceFieldProps<Value extends string> {
  label: string;
  value: Value;
  /** In the order of the list. */
  options: readonly { value: Value; label: string }[];
  note?: ReactNode;
  onChange: (value: Value) => void;
}

export function ChoiceField<Value extends string>({ label, value, options, note, onChange }: ChoiceFieldProps<Value>) {
  return (
    <FormField label={label} note={note}>
      {({ id, describedBy }) => (
        <select
          id={id}
          className={field.input}
          value={value}
          aria-describedby={describedBy}
          onChange={({ target }) => onChange(target.value as Value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}

import type { ReactNode } from 'react';
import field from '../../../components/Field.module.css';
import { FormField } from './FormField.tsx';

interface TextFieldProps {
  label: string;
  subject?: string;
  value: string;
  problem?: string | undefined;
  note?: ReactNode;
  placeholder?: string | undefined;
  maxLength: number;
  wide?: boolean;
  onChange: (value: string) => void;
}

export function TextField({ value, placeholder, maxLength, onChange, ...about }: TextFieldProps) {
  return (
    <FormField {...about}>
      {({ id, invalid, describedBy }) => (
        <input
          id={id}
          className={field.input}
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={maxLength}
          placeholder={placeholder}
          value={value}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </FormField>
  );
}

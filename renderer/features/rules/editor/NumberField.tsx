import type { ReactNode } from 'react';
import { NumberInput } from '../NumberInput.tsx';
import { FormField } from './FormField.tsx';

interface NumberFieldProps {
  label: string;
  subject?: string;
  value: number;
  unit: string;
  problem?: string | undefined;
  note?: ReactNode;
  onChange: (value: number) => void;
}

export function NumberField({ value, unit, onChange, ...about }: NumberFieldProps) {
  return (
    <FormField {...about}>
      {(control) => <NumberInput {...control} value={value} unit={unit} onChange={onChange} />}
    </FormField>
  );
}

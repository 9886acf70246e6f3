import type { ReactNode } from 'react';
import { FieldControl } from '../../setup/FieldControl.tsx';
import type { Choice } from '../../setup/settingField.ts';
import { EditRow } from './EditRow.tsx';

interface ChoiceRowProps {
  label: string;
  effect: ReactNode;
  options: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
}

export function ChoiceRow({ label, effect, options, value, onChange }: ChoiceRowProps) {
  return (
    <EditRow label={label} effect={effect}>
      {(control) => (
        <FieldControl
          {...control}
          input={{ kind: 'choice', options, wide: true }}
          value={value}
          disabled={false}
          onChange={(next) => onChange(String(next))}
        />
      )}
    </EditRow>
  );
}

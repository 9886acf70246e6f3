import { readNumber } from '../../rules/readNumber.ts';
import { FieldControl } from '../../setup/FieldControl.tsx';
import { EditRow } from './EditRow.tsx';
import { useTypedText } from './useTypedText.ts';

interface NumberRowProps {
  label: string;
  effect: string;
  unit: string;
  value: number;
  problem: string | undefined;
  onChange: (value: number) => void;
}

export function NumberRow({ label, effect, unit, value, problem, onChange }: NumberRowProps) {
  const { text, type } = useTypedText({ value, read: readNumber, write, onChange });
  return (
    <EditRow label={label} effect={effect} problem={problem}>
      {(control) => (
        <FieldControl
          {...control}
          input={{ kind: 'number', unit }}
          value={text}
          disabled={false}
          onChange={(next) => type(String(next))}
        />
      )}
    </EditRow>
  );
}

// What is no number stays in the draft as such, so that the rules name it as wrong.
const write = (value: number) => (Number.isNaN(value) ? '' : String(value));

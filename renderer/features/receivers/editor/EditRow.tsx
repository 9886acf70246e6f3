import { type ReactNode, useId } from 'react';
import row from '../../setup/FieldRow.module.css';

interface Control {
  id: string;
  invalid: boolean;
  describedBy: string;
}

interface EditRowProps {
  label: string;
  /** What follows from the value, said below the label. */
  effect: ReactNode;
  /** What is wrong with the value; continues a sentence that begins with the label. */
  problem?: string | undefined;
  children: (control: Control) => ReactNode;
}

/** One value of the draft: what it is, what it does, its control, and what is wrong with it. */
export function EditRow({ label, effect, problem, children }: EditRowProps) {
  const id = useId();
  const wrong = problem !== undefined;
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
        {children({ id, invalid: wrong, describedBy: `${id}-effect${wrong ? ` ${id}-problem` : ''}` })}
        {wrong && (
          <p id={`${id}-problem`} className={row.problem} role="alert">
            {label} {problem}.
          </p>
        )}
      </div>
    </div>
  );
}

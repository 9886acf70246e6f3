import type { ReceiverChoice } from '../delivery/editor/useReceiverChoices.ts';
import styles from './ReceiverPicker.module.css';

interface ReceiverPickerProps {
  legend: string;
  /** None while they are not known yet. */
  choices: readonly ReceiverChoice[];
  chosen: readonly string[];
  /** A whole sentence. */
  problem: string | null;
  onChange: (chosen: string[]) => void;
}

/** Any number of receivers, all of which are told; one that is gone stays until it is taken out. */
export function ReceiverPicker({ legend, choices, chosen, problem, onChange }: ReceiverPickerProps) {
  const setUp = new Map(choices.map(({ name, setUp }) => [name, setUp]));
  const names = [...new Set([...setUp.keys(), ...chosen])];
  return (
    <fieldset className={styles.picker}>
      <legend>{legend}</legend>
      <div className={styles.choices}>
        {names.map((name) => (
          <label key={name} className={styles.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
              }
            />
            {name}
            {choices.length > 0 && setUp.get(name) !== true && (
              <span className={styles.mark}>{setUp.has(name) ? 'not set up' : 'does not exist'}</span>
            )}
          </label>
        ))}
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

import { ArrowUp, X } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import type { ReceiverChoice } from '../delivery/editor/useReceiverChoices.ts';
import styles from './RouteForm.module.css';

interface ReceiverLineProps {
  receivers: readonly string[];
  choices: readonly ReceiverChoice[];
  problemAt: (index: number) => string | undefined;
  /** Said where the line is empty. */
  whenNone: string;
  onChange: (receivers: string[]) => void;
}

/** Receivers in line: the first that is set up is told, the next ones stand in for it. */
export function ReceiverLine({ receivers, choices, problemAt, whenNone, onChange }: ReceiverLineProps) {
  const isSetUp = new Map(choices.map(({ name, setUp }) => [name, setUp]));
  const others = choices.filter(({ name }) => !receivers.includes(name));
  const moveUp = (index: number) => {
    const line = [...receivers];
    line.splice(index - 1, 2, ...line.slice(index - 1, index + 1).reverse());
    onChange(line);
  };
  return (
    <div className={styles.lineOf}>
      {receivers.length === 0 && <p className={styles.muted}>{whenNone}</p>}
      <ol className={styles.inLine}>
        {receivers.map((name, index) => (
          <li key={name} className={styles.receiver}>
            <span className={styles.muted}>{index === 0 ? 'first' : 'else'}</span>
            <span>
              {name}
              {isSetUp.get(name) === false && <span className={styles.muted}> (not set up)</span>}
            </span>
            {index > 0 && (
              <IconButton label={`Move ${name} up in line`} icon={<ArrowUp />} onClick={() => moveUp(index)} />
            )}
            <IconButton
              label={`Take ${name} out of the line`}
              icon={<X />}
              onClick={() => onChange(receivers.filter((other) => other !== name))}
            />
            {problemAt(index) && (
              <p className={styles.problem} role="alert">
                The line {problemAt(index)}.
              </p>
            )}
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <select
          className={styles.choice}
          aria-label="Add a receiver to the line"
          value=""
          onChange={({ target }) => onChange([...receivers, target.value])}
        >
          <option value="">{receivers.length === 0 ? 'Choose a receiver …' : 'Add one that stands in …'}</option>
          {others.map(({ name, setUp }) => (
            <option key={name} value={name}>
              {setUp ? name : `${name} (not set up)`}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

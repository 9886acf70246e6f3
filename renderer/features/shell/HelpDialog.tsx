import { severities } from '../../../shared/severity.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { FreshnessMark } from './FreshnessMark.tsx';
import styles from './HelpDialog.module.css';
import { useHotkeys } from './hotkeys.ts';
import { useHelp } from './useHelp.ts';

const keys: [string[], string][] = [
  [['j', 'k'], 'next, previous alert'],
  [['Enter'], 'open it'],
  [['Esc'], 'close it, or drop the selection'],
  [['x'], 'select; with Shift, everything up to here'],
  [['a'], 'acknowledge: I have it'],
  [['A'], 'acknowledge with a note'],
  [['s'], 'snooze'],
  [['m'], 'silence what is like it'],
  [['l'], 'label: real, false alarm, …'],
  [['/'], 'search'],
  [['?'], 'this page'],
];

const watches = [
  ['live', 'Live', 'every source answers; what you see is what is'],
  ['late', 'Late', 'a check failed or is overdue'],
  ['blind', 'Blind', 'nothing is being checked; what you see is the past'],
] as const;

/** Keys, and what shapes and words mean. */
export function HelpDialog() {
  const { helpOpen, openHelp, closeHelp } = useHelp();
  useHotkeys({ '?': openHelp });
  return (
    <Dialog open={helpOpen} onClose={closeHelp} title="Keys and signs">
      <dl className={styles.keys}>
        {keys.map(([names, meaning]) => (
          <div key={meaning} className={styles.row}>
            <dt>
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.signs} aria-label="Severities">
        {severities.map((severity) => (
          <li key={severity}>
            <SeverityMark severity={severity} />
          </li>
        ))}
      </ul>
      <ul className={styles.watches}>
        {watches.map(([watch, word, meaning]) => (
          <li key={watch}>
            <FreshnessMark watch={watch} />
            <b>{word}</b> {meaning}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

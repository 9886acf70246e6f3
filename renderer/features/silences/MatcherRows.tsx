import { Plus, X } from 'lucide-react';
import type { Matcher } from '../../../shared/delivery/matcher.ts';
import { Button } from '../../components/Button.tsx';
import field from '../../components/Field.module.css';
import { IconButton } from '../../components/IconButton.tsx';
import styles from './MatcherRows.module.css';

const operators: readonly [Matcher['op'], string][] = [
  ['=', 'is'],
  ['!=', 'is not'],
  ['=~', 'matches'],
  ['!~', 'does not match'],
];

interface MatcherRowsProps {
  matchers: readonly Matcher[];
  onChange: (matchers: Matcher[]) => void;
  /** What is wrong, by the place of a matcher. */
  problems?: ReadonlyMap<number, string>;
}

/** Conditions on alerts, all of which must hold: a name, how, and a value in each line. */
export function MatcherRows({ matchers, onChange, problems }: MatcherRowsProps) {
  const change = (index: number, part: Partial<Matcher>) =>
    onChange(matchers.map((matcher, at) => (at === index ? { ...matcher, ...part } : matcher)));
  return (
    <div className={styles.rows}>
      {matchers.map((matcher, index) => {
        const problem = problems?.get(index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a matcher is its place; while it is typed nothing else tells it apart
          <div key={index} className={styles.row}>
            <input
              className={field.input}
              aria-label={`Name of condition ${index + 1}`}
              list="matcher-names"
              placeholder="type, severity, source or a label"
              value={matcher.name}
              maxLength={200}
              onChange={({ target }) => change(index, { name: target.value })}
            />
            <select
              className={styles.operator}
              aria-label={`How condition ${index + 1} compares`}
              value={matcher.op}
              onChange={({ target }) => change(index, { op: target.value as Matcher['op'] })}
            >
              {operators.map(([op, words]) => (
                <option key={op} value={op}>
                  {words}
                </option>
              ))}
            </select>
            <input
              className={field.input}
              aria-label={`Value of condition ${index + 1}`}
              aria-invalid={problem !== undefined || undefined}
              placeholder={matcher.op.endsWith('~') ? 'a regular expression' : 'a value'}
              value={matcher.value}
              maxLength={2000}
              onChange={({ target }) => change(index, { value: target.value })}
            />
            <IconButton
              label={`Remove condition ${index + 1}`}
              icon={<X />}
              onClick={() => onChange(matchers.filter((_, at) => at !== index))}
            />
            {problem && (
              <p className={styles.problem} role="alert">
                The value {problem}.
              </p>
            )}
          </div>
        );
      })}
      <datalist id="matcher-names">
        <option value="type" />
        <option value="severity" />
        <option value="source" />
      </datalist>
      <Button
        size="small"
        kind="quiet"
        icon={<Plus aria-hidden="true" />}
        onClick={() => onChange([...matchers, { name: '', op: '=', value: '' }])}
      >
        Add a condition
      </Button>
    </div>
  );
}

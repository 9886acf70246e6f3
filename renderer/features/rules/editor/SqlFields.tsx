import type { SqlRule } from '../../../../shared/signals/ownRule.ts';
import { NumberField } from './NumberField.tsx';
import { QueryField } from './QueryField.tsx';
import { QueryHelp } from './QueryHelp.tsx';
import { queryExamples } from './queryExamples.ts';
import styles from './RuleEditor.module.css';

interface SqlFieldsProps {
  rule: SqlRule;
  /** Name of the table of events. */
  events: string;
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<SqlRule>) => void;
  onTry: (() => void) | null;
}

/** What an SQL rule asks, and how often. */
export function SqlFields({ rule, events, problems, onChange, onTry }: SqlFieldsProps) {
  return (
    <>
      <QueryField
        query={rule.query}
        examples={queryExamples(events)}
        help={<QueryHelp />}
        problem={problems.query}
        onChange={(query) => onChange({ query })}
        onTry={onTry}
      />
      <div className={styles.fields}>
        <NumberField
          label="Asked every"
          subject="The time"
          value={rule.everySeconds}
          unit="s"
          problem={problems.everySeconds}
          note="30 s at least, and not more often than checks run."
          onChange={(everySeconds) => onChange({ everySeconds })}
        />
      </div>
    </>
  );
}

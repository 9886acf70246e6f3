import { Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import field from '../../../components/Field.module.css';
import { FormField } from './FormField.tsx';
import styles from './QueryField.module.css';
import type { QueryExample } from './queryExamples.ts';

interface QueryFieldProps {
  query: string;
  /** To begin with. */
  examples: readonly QueryExample[];
  /** What a query is made of. */
  help: ReactNode;
  problem: string | undefined;
  onChange: (query: string) => void;
  /** Null: it cannot be tried just now. */
  onTry: (() => void) | null;
}

/** A query of one’s own, with help and examples. Tab leaves it, as it leaves any field. */
export function QueryField({ query, examples, help, problem, onChange, onTry }: QueryFieldProps) {
  // Nothing is wrong yet with what nobody has begun.
  const [begun, setBegun] = useState(query !== '');
  const [replaced, setReplaced] = useState<string | null>(null);
  const isExample = examples.some((example) => example.query === query);
  return (
    <div className={styles.query}>
      <FormField
        label="Query"
        subject="The query"
        wide
        problem={begun || query !== '' ? problem : undefined}
        // Always a line: one that comes when the field is left would move the button that is just being pressed.
        note="One SELECT that returns numbers."
      >
        {({ id, invalid, describedBy }) => (
          <textarea
            id={id}
            className={`${field.area} ${styles.area}`}
            rows={Math.min(14, Math.max(5, query.split('\n').length + 1))}
            spellCheck={false}
            autoCapitalize="off"
            maxLength={20_000}
            value={query}
            aria-invalid={invalid || undefined}
            aria-describedby={describedBy}
            onBlur={() => setBegun(true)}
            onChange={({ target }) => {
              setReplaced(null);
              onChange(target.value);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              onTry?.();
            }}
          />
        )}
      </FormField>
      <div className={styles.examples}>
        <span>Examples:</span>
        {examples.map((example) => (
          <Button
            key={example.label}
            size="small"
            aria-label={`Insert the example: ${example.label}`}
            onClick={() => {
              if (query.trim() !== '' && !isExample) setReplaced(query);
              onChange(example.query);
            }}
          >
            {example.label}
          </Button>
        ))}
        {replaced !== null && (
          <Button
            size="small"
            kind="quiet"
            icon={<Undo2 aria-hidden="true" />}
            onClick={() => {
              onChange(replaced);
              setReplaced(null);
            }}
          >
            Back to yours
          </Button>
        )}
      </div>
      {help}
    </div>
  );
}

import { useEffect, useRef } from 'react';
import { type Unit, Unit as UnitSchema } from '../../../../shared/alert.ts';
import { LearnedQuery } from '../../../../shared/learning/learningSettings.ts';
import { ChoiceField } from '../../rules/editor/ChoiceField.tsx';
import { NumberField } from '../../rules/editor/NumberField.tsx';
import { QueryField } from '../../rules/editor/QueryField.tsx';
import styles from '../../rules/editor/RuleEditor.module.css';
import { TextField } from '../../rules/editor/TextField.tsx';
import { nameFollowing } from '../../rules/edits/nameFollowing.ts';
import { unitWords } from '../../rules/words/unitWords.ts';
import { LearnedQueryHelp } from './LearnedQueryHelp.tsx';
import { learnedQueryExamples } from './learnedQueryExamples.ts';
import { directionWords, queryTitle } from './queryWords.ts';

interface QueryEditorProps {
  query: LearnedQuery;
  /** Name of the table of events. */
  events: string;
  /** Names that it cannot have; null: it is saved, and its name stays as it is while its title changes. */
  others: readonly Pick<LearnedQuery, 'name'>[] | null;
  /** It was just added: one begins by filling it in. */
  fresh: boolean;
  /** By field of the query. */
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<LearnedQuery>) => void;
}

const unitOptions = UnitSchema.options.map((value: Unit) => ({ value, label: unitWords[value] }));
const directionOptions = LearnedQuery.shape.direction
  .unwrap()
  .options.map((value) => ({ value, label: directionWords[value] }));

/** A query of one's own as it is being edited: what it asks, how often, and which way of it is worth an alert. */
export function QueryEditor({ query, events, others, fresh, problems, onChange }: QueryEditorProps) {
  const editor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fresh) editor.current?.querySelector<HTMLElement>('textarea')?.focus();
  }, [fresh]);
  return (
    <div ref={editor} className={styles.editor}>
      <QueryField
        query={query.query}
        examples={learnedQueryExamples(events)}
        help={<LearnedQueryHelp />}
        problem={problems.query}
        onChange={(text) => onChange({ query: text })}
        onTry={null}
      />
      <div className={styles.fields}>
        <TextField
          label="Title"
          value={query.title}
          placeholder={queryTitle({ ...query, title: '' })}
          maxLength={100}
          problem={problems.title}
          note="What people read first."
          onChange={(title) => onChange({ title, ...(others && { name: nameFollowing(query, title, others) }) })}
        />
        <TextField
          label="Name"
          subject="The name"
          value={query.name}
          maxLength={60}
          problem={problems.name}
          note="Part of the key of its series; another name is learned anew."
          onChange={(name) => onChange({ name })}
        />
        <NumberField
          label="Asked every"
          subject="The time"
          value={query.everySeconds}
          unit="s"
          problem={problems.everySeconds}
          note="60 s at least."
          onChange={(everySeconds) => onChange({ everySeconds })}
        />
        <ChoiceField
          label="Alerts when unusual"
          value={query.direction}
          options={directionOptions}
          onChange={(direction) => onChange({ direction })}
        />
        <ChoiceField label="Unit" value={query.unit} options={unitOptions} onChange={(unit) => onChange({ unit })} />
      </div>
    </div>
  );
}

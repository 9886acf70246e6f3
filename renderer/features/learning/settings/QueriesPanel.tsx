import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { LearnedQuery } from '../../../../shared/learning/learningSettings.ts';
import { Button } from '../../../components/Button.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { problemsUnder } from '../../deliveryRules/problemsUnder.ts';
import { freeRuleName } from '../../rules/edits/freeRuleName.ts';
import { RemoveRule } from '../../rules/own/RemoveRule.tsx';
import { OpenableRows } from '../../settingsPart/OpenableRow.tsx';
import type { LearningEditor } from '../useLearningEditor.ts';
import { QueryEditor } from './QueryEditor.tsx';
import { QueryRow } from './QueryRow.tsx';
import { queryTitle } from './queryWords.ts';
import styles from './SettingsPanels.module.css';

const mostQueries = 50;

/** Queries of the person's own whose numbers are learned. */
export function QueriesPanel({ editor }: { editor: LearningEditor }) {
  const { value, view, problems, change } = editor;
  const { queries } = value;
  const [opened, setOpened] = useState(-1);
  const [added, setAdded] = useState(-1);
  const [removing, setRemoving] = useState<number | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const saved = new Set(view.settings.learning.queries.map(({ name }) => name));
  const changeQueries = (edit: (before: readonly LearnedQuery[]) => LearnedQuery[]) =>
    change((before) => ({ ...before, queries: edit(before.queries) }));
  const add = () => {
    const fresh: LearnedQuery = {
      ...{ name: freeRuleName('new_query', queries), title: '', enabled: true, query: '' },
      ...{ everySeconds: 300, unit: 'none', direction: 'both' },
    };
    changeQueries((before) => [...before, fresh]);
    setOpened(queries.length);
    setAdded(queries.length);
  };
  const remove = () => {
    changeQueries((before) => before.filter((_, index) => index !== removing));
    setRemoving(null);
    setOpened(-1);
    // What had the focus is gone.
    addButton.current?.focus();
  };
  const removed = removing === null ? undefined : queries[removing];
  return (
    <Panel
      title="Your queries"
      hint={queries.length > 0 && `${queries.filter(({ enabled }) => enabled).length} on`}
      actions={
        <Button
          ref={addButton}
          size="small"
          icon={<Plus aria-hidden="true" />}
          disabled={queries.length >= mostQueries}
          onClick={add}
        >
          Add a query
        </Button>
      }
    >
      {queries.length === 0 ? (
        <p className={styles.explanation}>None yet: any number that SQL returns can be learned.</p>
      ) : (
        <OpenableRows>
          {queries.map((query, index) => {
            const wrong = problemsUnder(problems, `learning.queries.${index}`);
            const put = (part: Partial<LearnedQuery>) =>
              changeQueries((before) => before.map((each, at) => (at === index ? { ...each, ...part } : each)));
            return (
              <QueryRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a query is its place; its name changes while it is edited
                key={index}
                query={query}
                open={index === opened}
                wrong={Object.keys(wrong).length}
                onToggle={() => {
                  setOpened(index === opened ? -1 : index);
                  setAdded(-1);
                }}
                onSwitch={(enabled) => put({ enabled })}
                onRemove={() => setRemoving(index)}
              >
                <QueryEditor
                  query={query}
                  events={view.settings.connection.tables.events}
                  others={saved.has(query.name) ? null : queries.filter((_, at) => at !== index)}
                  fresh={index === added}
                  problems={wrong}
                  onChange={put}
                />
              </QueryRow>
            );
          })}
        </OpenableRows>
      )}
      <RemoveRule
        title={removed ? queryTitle(removed) : null}
        isSaved={removed !== undefined && saved.has(removed.name)}
        onKeep={() => setRemoving(null)}
        onRemove={remove}
      />
    </Panel>
  );
}

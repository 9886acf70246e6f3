import { useRef, useState } from 'react';
import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import { Panel } from '../../../components/Panel.tsx';
import { problemsUnder } from '../../deliveryRules/problemsUnder.ts';
import { useSourceHealth } from '../../health/useSourceHealth.ts';
import { OpenableRows } from '../../settingsPart/OpenableRow.tsx';
import { RuleEditor } from '../editor/RuleEditor.tsx';
import { newRule } from '../edits/newRule.ts';
import { withDuplicate } from '../edits/withDuplicate.ts';
import { useAskedRule } from '../useAskedRule.ts';
import type { RulesEditor } from '../useRulesEditor.ts';
import { ruleTitle } from '../words/ruleSentence.ts';
import { AddRule } from './AddRule.tsx';
import styles from './OwnRulesPanel.module.css';
import { RemoveRule } from './RemoveRule.tsx';
import { RuleRow } from './RuleRow.tsx';

const mostRules = 200;

/** The rules of one's own, each said in words and edited where it stands. */
export function OwnRulesPanel({ editor }: { editor: RulesEditor }) {
  const { value, view, problems, change } = editor;
  const { rules } = value;
  const { currency } = view.settings;
  const [asked, ask] = useAskedRule();
  // A place, not a name: a rule that is renamed while it is open stays open.
  const [opened, setOpened] = useState(() => rules.findIndex(({ name }) => name === asked));
  const [added, setAdded] = useState(-1);
  const [removing, setRemoving] = useState<number | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const ofMetrics = useSourceHealth('metrics');
  const ofQueries = useSourceHealth('rules');
  const notes = { ...ofMetrics?.ruleNotes, ...ofQueries?.ruleNotes };
  const savedNames = new Set(view.settings.metrics.rules.map(({ name }) => name));
  const full = rules.length >= mostRules;

  const open = (index: number, name: string | null) => {
    setOpened(index);
    setAdded(-1);
    ask(name);
  };
  const changeRules = (edit: (before: readonly OwnRule[]) => OwnRule[]) =>
    change((before) => ({ ...before, rules: edit(before.rules) }));
  const add = (kind: OwnRule['kind']) => {
    changeRules((before) => [...before, newRule(kind, before)]);
    setOpened(rules.length);
    setAdded(rules.length);
  };
  const remove = () => {
    changeRules((before) => before.filter((_, index) => index !== removing));
    setRemoving(null);
    open(-1, null);
    // What had the focus is gone.
    addButton.current?.focus();
  };
  const removed = removing === null ? undefined : rules[removing];
  return (
    <Panel
      title="Your rules"
      hint={rules.length > 0 && `${rules.filter(({ enabled }) => enabled).length} on`}
      actions={<AddRule ref={addButton} full={full} onAdd={add} />}
    >
      {ofQueries?.lastError && <p className={styles.trouble}>{ofQueries.lastError}</p>}
      {rules.length === 0 ? (
        <p className={styles.muted}>
          None yet: a limit for any metric of your components, or for any number SQL returns.
        </p>
      ) : (
        <OpenableRows>
          {rules.map((rule, index) => {
            const wrong = problemsUnder(problems, `metrics.rules.${index}`);
            return (
              <RuleRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place; its name changes while it is edited
                key={index}
                rule={rule}
                currency={currency}
                open={index === opened}
                asked={rule.name === asked}
                wrong={Object.keys(wrong).length}
                note={rule.enabled ? (notes[rule.name] ?? null) : null}
                onToggle={() => (index === opened ? open(-1, null) : open(index, rule.name))}
                onSwitch={(enabled) =>
                  changeRules((before) => before.map((each, at) => (at === index ? { ...each, enabled } : each)))
                }
                onDuplicate={
                  full
                    ? null
                    : () => {
                        changeRules((before) => withDuplicate(before, index));
                        setOpened(index + 1);
                      }
                }
                onRemove={() => setRemoving(index)}
              >
                <RuleEditor
                  rule={rule}
                  settings={view.settings}
                  others={savedNames.has(rule.name) ? null : rules.filter((_, at) => at !== index)}
                  fresh={index === added}
                  problems={wrong}
                  onChange={(next) => changeRules((before) => before.map((each, at) => (at === index ? next : each)))}
                />
              </RuleRow>
            );
          })}
        </OpenableRows>
      )}
      <RemoveRule
        title={removed ? ruleTitle(removed) : null}
        isSaved={removed !== undefined && savedNames.has(removed.name)}
        onKeep={() => setRemoving(null)}
        onRemove={remove}
      />
    </Panel>
  );
}

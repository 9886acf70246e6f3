import type { InhibitionRule } from '../../../shared/delivery/deliverySettings.ts';
import { Panel } from '../../components/Panel.tsx';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { freeName } from './freeName.ts';
import { InhibitionForm } from './InhibitionForm.tsx';
import { inhibitionWords } from './inhibitionWords.ts';
import { problemsUnder } from './problemsUnder.ts';
import rules from './RuleList.module.css';
import { RuleList } from './RuleList.tsx';

const mostRules = 200;

/** Alerts that explain others, which are not told then. */
export function InhibitionsPanel({ editor }: { editor: DeliveryEditor }) {
  const { delivery, problems, change } = editor;
  const { inhibitions } = delivery;
  const changeRule = (index: number, part: Partial<InhibitionRule>) =>
    change((before) => ({
      ...before,
      inhibitions: before.inhibitions.map((rule, at) => (at === index ? { ...rule, ...part } : rule)),
    }));
  return (
    <Panel title="An alert explains others">
      <p className={rules.about}>What it explains stands on the board, and nobody is told of it.</p>
      <RuleList
        what="a rule"
        most={mostRules}
        whenNone="None: every alert is told, whatever else fires."
        rules={inhibitions.map((rule, index) => ({
          name: rule.name,
          words: <p>{inhibitionWords(rule)}</p>,
          wrong: Object.keys(problemsUnder(problems, `delivery.inhibitions.${index}`)).length,
          removal: null,
        }))}
        onAdd={() =>
          change((before) => {
            const names = before.inhibitions.map(({ name }) => name);
            return { ...before, inhibitions: [...before.inhibitions, newRule(freeName('New rule', names))] };
          })
        }
        onRemove={(index) =>
          change((before) => ({ ...before, inhibitions: before.inhibitions.filter((_, at) => at !== index) }))
        }
        form={(index, fresh) => {
          const rule = inhibitions[index];
          if (!rule) return null;
          return (
            <InhibitionForm
              rule={rule}
              others={inhibitions.filter((_, at) => at !== index).map(({ name }) => name)}
              fresh={fresh}
              problems={problemsUnder(problems, `delivery.inhibitions.${index}`)}
              onChange={(part) => changeRule(index, part)}
            />
          );
        }}
      />
    </Panel>
  );
}

// An empty value would match what has none, so there is something in it from the start.
const newRule = (name: string): InhibitionRule => ({
  name,
  source: [{ name: 'type', op: '=', value: 'source_unreachable' }],
  target: [{ name: 'type', op: '=', value: 'data_stale' }],
  equal: [],
});

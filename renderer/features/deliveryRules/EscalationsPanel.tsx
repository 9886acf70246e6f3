import { RotateCcw } from 'lucide-react';
import type { EscalationPolicy } from '../../../shared/delivery/deliverySettings.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { useReceiverChoices } from '../delivery/editor/useReceiverChoices.ts';
import { changedFields } from '../settingsPart/changedFields.ts';
import { EscalationForm } from './EscalationForm.tsx';
import { escalationWords, notSetUp } from './escalationWords.ts';
import { freeName } from './freeName.ts';
import { problemsUnder } from './problemsUnder.ts';
import { RuleList } from './RuleList.tsx';
import { routesEscalatingBy, withoutEscalation, withRenamedEscalation } from './ruleReferences.ts';
import { namedRoutes, usedWords } from './usedWords.ts';
import { withDefaultPolicies } from './withDefaultPolicies.ts';

const mostPolicies = 50;

/** Who is told when nobody takes an alert. */
export function EscalationsPanel({ editor }: { editor: DeliveryEditor }) {
  const { delivery, problems, view, change } = editor;
  const { escalations, routes } = delivery;
  const choices = useReceiverChoices(delivery);
  const setUp = new Set(choices.filter((choice) => choice.setUp).map(({ name }) => name));
  // While nobody knows yet, nobody is called missing.
  const isSetUp = (name: string) => choices.length === 0 || setUp.has(name);
  const restored = {
    ...delivery,
    escalations: withDefaultPolicies(escalations, view.defaults.delivery.escalations),
  };

  const newPolicy = (before: readonly EscalationPolicy[]): EscalationPolicy => {
    const everybody = view.defaults.delivery.escalations[0]?.steps[0]?.receivers ?? [];
    const receivers = setUp.size > 0 ? [...setUp] : everybody;
    const name = freeName(
      'New policy',
      before.map((policy) => policy.name),
    );
    return { name, steps: [{ afterMinutes: 30, receivers: receivers.slice(0, 20) }], repeat: 0 };
  };
  const changePolicy = (index: number, part: Partial<EscalationPolicy>) =>
    change((before) => ({
      ...before,
      escalations: before.escalations.map((policy, at) => (at === index ? { ...policy, ...part } : policy)),
    }));
  const removalOf = (used: readonly string[]): string | null => {
    if (used.length === 0) return null;
    const meaning =
      routes === null
        ? 'What nobody takes there will be told to nobody else.'
        : 'What the route above them says counts then; without one nobody else is told.';
    return `${routes === null ? 'Built-in routes' : 'Routes'} go by it: ${namedRoutes(used)}. ${meaning}`;
  };

  return (
    <Panel
      title="Escalation"
      hint="when nobody takes an alert"
      actions={
        changedFields(delivery, restored).length > 0 && (
          <Button
            size="small"
            kind="quiet"
            icon={<RotateCcw aria-hidden="true" />}
            onClick={() =>
              change((before) => ({
                ...before,
                escalations: withDefaultPolicies(before.escalations, view.defaults.delivery.escalations),
              }))
            }
          >
            Back to the defaults
          </Button>
        )
      }
    >
      <RuleList
        what="a policy"
        most={mostPolicies}
        whenNone="No policy: what nobody takes is told to nobody else."
        rules={escalations.map((policy, index) => {
          const used = routesEscalatingBy(delivery, policy.name);
          const missing = notSetUp(policy, isSetUp);
          return {
            name: policy.name,
            words: (
              <>
                <p>{escalationWords(policy, isSetUp)}</p>
                {missing.length > 0 && <p>Not set up: {missing.join(', ')}.</p>}
                <p>{usedWords(used)}</p>
              </>
            ),
            wrong: Object.keys(problemsUnder(problems, `delivery.escalations.${index}`)).length,
            removal: removalOf(used),
          };
        })}
        onAdd={() =>
          change((before) => ({ ...before, escalations: [...before.escalations, newPolicy(before.escalations)] }))
        }
        onRemove={(index) => change((before) => withoutEscalation(before, index))}
        form={(index, fresh) => {
          const policy = escalations[index];
          if (!policy) return null;
          const builtIn = routes === null && routesEscalatingBy(delivery, policy.name).length > 0;
          return (
            <EscalationForm
              policy={policy}
              others={escalations.filter((_, at) => at !== index).map(({ name }) => name)}
              fresh={fresh}
              locked={builtIn ? 'The built-in routes go by this name.' : null}
              choices={choices}
              problems={problemsUnder(problems, `delivery.escalations.${index}`)}
              onRename={(name) => change((before) => withRenamedEscalation(before, index, name))}
              onChange={(part) => changePolicy(index, part)}
            />
          );
        }}
      />
    </Panel>
  );
}

import type { Alert } from '../../../shared/alert.ts';
import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { Settings } from '../../../shared/settings.ts';
import { metricAlertType } from '../../../shared/signals/metricAlertType.ts';
import { conditionSuffix } from '../../../shared/signals/metricCondition.ts';
import type { MetricRule } from '../../../shared/signals/ownRule.ts';
import { thresholdRules } from '../../../shared/signals/thresholdRules.ts';

/** Name of the rule that an alert comes from, a built-in one's metric; null: there is none any more, or it is of no rule. */
export function ruleOfAlert(
  { source, type, labels, title }: Pick<Alert, 'source' | 'type' | 'labels' | 'title'>,
  { rules }: Settings['metrics'],
): string | null {
  if (source === 'rules') return rules.find(({ kind, name }) => kind === 'sql' && name === type)?.name ?? null;
  if (source !== 'metrics') return null;
  const own = rules.filter(
    (rule): rule is MetricRule =>
      rule.kind === 'metric' &&
      (metricAlertType(rule.metric, rule.condition.kind) ?? `${rule.name}_${conditionSuffix[rule.condition.kind]}`) ===
        type &&
      (rule.component === '' || rule.component === labels.component),
  );
  const builtIn = thresholdRules.find(({ metric, kind }) => metricAlertType(metric, kind) === type);
  // Rules may share a type; their titles tell them apart where they have any.
  const titled = own.find(
    (rule) => (rule.title || `${titleOf(rule.metric)} ${conditionSuffix[rule.condition.kind]}`) === title,
  );
  return titled?.name ?? builtIn?.metric ?? own[0]?.name ?? null;
}

import { type OwnRule, RuleName } from '../../../../shared/signals/ownRule.ts';
import { ownRuleProblems } from '../../../../shared/signals/ruleProblems.ts';
import { RuleTrialRequest } from '../../../../shared/signals/ruleTrial.ts';
import { readAddress } from '../../setup/readAddress.ts';

export type TriedRule = RuleTrialRequest['rule'];

/** What a trial depends on; null: something of that is not right yet. How the rule is called, and told, does not matter. */
export function triedRule(rule: OwnRule): TriedRule | null {
  const name = RuleName.safeParse(rule.name).success ? rule.name : 'rule';
  const asked = { ...rule, name, runbookUrl: '', severity: 'medium', enabled: true };
  const { data } = RuleTrialRequest.safeParse({ rule: asked });
  if (data === undefined || data.rule.kind === 'threshold') return null;
  return ownRuleProblems(data.rule, readAddress).length === 0 ? data.rule : null;
}

import type { InputProblem } from '../issueSentence.ts';
import type { ReadAddress } from '../webAddress.ts';
import type { OwnRule } from './ownRule.ts';
import { readRuleQuery } from './ruleQuery.ts';

/** An hour has six numbers only when it is asked this often. */
const slowestForBaselineSeconds = 600;

/** What is wrong with rules of the person's own beyond their shape; paths begin with `metrics.rules`. */
export function ruleProblems(rules: readonly OwnRule[], read: ReadAddress): InputProblem[] {
  const names = rules.map(({ name }) => name);
  return rules.flatMap((rule, index) => {
    const problem = (field: string, message: string) => ({ path: `metrics.rules.${index}.${field}`, message });
    return [
      ...(names.indexOf(rule.name) < index ? [problem('name', `is there twice: ${rule.name}`)] : []),
      ...ownRuleProblems(rule, read).map(({ field, message }) => problem(field, message)),
    ];
  });
}

/** The same for one rule by itself, with the rule's own fields. */
export function ownRuleProblems(rule: OwnRule, read: ReadAddress): { field: string; message: string }[] {
  const { runbookUrl, condition } = rule;
  const problems: { field: string; message: string }[] = [];
  const address = runbookUrl === '' ? null : read(runbookUrl);
  if (runbookUrl !== '' && (address === null || !/^https?:$/.test(address.protocol))) {
    problems.push({ field: 'runbookUrl', message: 'must be a web address such as https://wiki.example.com/runbook' });
  }
  if (rule.kind !== 'sql') return problems;
  const query = readRuleQuery(rule.query);
  if (!query.ok) problems.push({ field: 'query', message: query.problem });
  const isChange =
    condition.kind === 'aboveBaseline' || condition.kind === 'belowBaseline' || condition.kind === 'zScore';
  if (isChange && rule.everySeconds > slowestForBaselineSeconds) {
    problems.push({
      field: 'everySeconds',
      message: 'must be at most 600 for a change against the hour before, which takes six numbers',
    });
  }
  return problems;
}

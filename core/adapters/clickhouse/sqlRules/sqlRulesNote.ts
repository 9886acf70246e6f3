import { mostSeries } from './ruleHistory.ts';
import type { WatchedRule } from './watchedRule.ts';

type NotedRule = Pick<WatchedRule, 'problem' | 'odd' | 'isFull'> & { rule: Pick<WatchedRule['rule'], 'name'> };

const mostNamed = 5;

/** What rules over queries cannot do although ClickHouse answers, in a few sentences; null: nothing. */
export function sqlRulesNote(rules: readonly NotedRule[]): string | null {
  const failing = rules.filter(({ problem }) => problem !== null);
  const sentences = [
    ...failing.slice(0, mostNamed).map(({ rule, problem }) => `${rule.name} is not judged. ${problem?.message ?? ''}`),
    ...(failing.length > mostNamed ? [`${failing.length - mostNamed} more rules fail too.`] : []),
    ...rules.flatMap(({ rule, odd }) => (odd === null ? [] : [`${rule.name}: ${odd}`])),
    ...rules.flatMap(({ rule, isFull }) => (isFull ? [`${rule.name}: its ${tooMany}`] : [])),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** The same of each rule by its name, to be read where it stands. */
export function sqlRuleNotes(rules: readonly NotedRule[]): Record<string, string> {
  return Object.fromEntries(
    rules.flatMap(({ rule, problem, odd, isFull }) => {
      const sentences = [
        ...(problem === null ? [] : [`Not judged. ${problem.message}`]),
        ...(odd === null ? [] : [odd]),
        ...(isFull ? [`Its ${tooMany}`] : []),
      ];
      return sentences.length === 0 ? [] : [[rule.name, sentences.join(' ')]];
    }),
  );
}

const tooMany = `labels are new each time; more than ${mostSeries} are not remembered.`;

import type { OwnRule, SqlRule } from '../../../../shared/signals/ownRule.ts';
import { freeRuleName } from './freeRuleName.ts';

const firstNames = { metric: 'new_metric_rule', sql: 'new_query' };

/** Whether a rule is still called as it was when it was added. */
export const isFirstName = (name: string): boolean => Object.values(firstNames).includes(name.replace(/_\d+$/, ''));

/** A rule to begin with, said with all its values, so that the form shows what holds. */
export function newRule(kind: OwnRule['kind'], before: readonly OwnRule[]): OwnRule {
  const parts: Omit<SqlRule, 'kind' | 'query' | 'everySeconds'> = {
    name: freeRuleName(firstNames[kind], before),
    title: '',
    enabled: true,
    severity: 'medium',
    cooldownMinutes: 15,
    forMinutes: 0,
    unit: 'none',
    runbookUrl: '',
    condition: { kind: 'above', limit: 0 },
  };
  return kind === 'metric'
    ? { ...parts, kind, metric: '', component: '' }
    : { ...parts, kind, query: '', everySeconds: 60 };
}

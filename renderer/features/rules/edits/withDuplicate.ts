import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import { freeRuleName } from './freeRuleName.ts';

const longestTitle = 100;
const mark = ' (copy)';

/** The rules with a copy of one right behind it. */
export function withDuplicate(rules: readonly OwnRule[], index: number): OwnRule[] {
  const rule = rules[index];
  if (!rule) return [...rules];
  const title = rule.title === '' ? '' : `${rule.title.slice(0, longestTitle - mark.length)}${mark}`;
  return rules.toSpliced(index + 1, 0, { ...rule, name: freeRuleName(rule.name, rules), title });
}

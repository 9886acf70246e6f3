import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import { freeRuleName } from './freeRuleName.ts';
import { isFirstName } from './newRule.ts';

const longest = 60;

/** The name of a rule that gets another title: it follows the title until somebody gives it one. */
export function nameFollowing(
  rule: Pick<OwnRule, 'name' | 'title'>,
  title: string,
  others: readonly Pick<OwnRule, 'name'>[],
): string {
  const { name } = rule;
  const follows = isFirstName(name) || name.replace(/_\d+$/, '') === nameOf(rule.title);
  const wanted = nameOf(title);
  return follows && wanted !== '' ? freeRuleName(wanted, others) : name;
}

/** `Few purchases (EU)` → `few_purchases_eu`; empty: nothing of it can stand in a name. */
function nameOf(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, longest);
}

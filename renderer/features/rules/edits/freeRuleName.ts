import type { OwnRule } from '../../../../shared/signals/ownRule.ts';

const longest = 60;

/** `lag`, `lag_2` …: the first that no rule has. */
export function freeRuleName(wanted: string, rules: readonly Pick<OwnRule, 'name'>[]): string {
  const taken = new Set(rules.map(({ name }) => name));
  const stem = wanted.replace(/_\d+$/, '') || wanted;
  if (!taken.has(wanted)) return wanted;
  let count = 2;
  const name = () => `${stem.slice(0, longest - 1 - String(count).length)}_${count}`;
  while (taken.has(name())) count++;
  return name();
}

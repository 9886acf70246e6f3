import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { InhibitionRule } from '../../../shared/delivery/deliverySettings.ts';
import type { Matcher } from '../../../shared/delivery/matcher.ts';
import { matchersInWords } from '../../../shared/delivery/matcherWords.ts';

/** `While Source unreachable fires, Data stale is not told, if both have the same region.` */
export function inhibitionWords({
  source,
  target,
  equal,
}: Pick<InhibitionRule, 'source' | 'target' | 'equal'>): string {
  const same = equal.length === 0 ? '' : `, if both have the same ${listed(equal)}`;
  return `While ${alertWords(source)} fires, ${alertWords(target)} is not told${same}.`;
}

/** One kind by its title; anything else as an alert with conditions. */
function alertWords(matchers: readonly Matcher[]): string {
  const kind = matchers.find(({ name, op, value }) => name === 'type' && op === '=' && value !== '');
  const conditions = matchers.filter((matcher) => matcher !== kind && matcher.name.trim() !== '');
  const what = kind ? titleOf(kind.value) : conditions.length === 0 ? '…' : 'an alert';
  if (conditions.length === 0) return what;
  return `${what} whose ${listed(conditions.map((matcher) => matchersInWords([matcher])))}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

import type { MatchSubject } from '../../shared/delivery/matcher.ts';
import { subjectValue } from './routing/subjectValue.ts';

/** What alerts of one group have in common, e.g. `type = revenue_drop, region = eu`; null where nothing makes them one. */
export function groupOf(subject: MatchSubject, groupBy: readonly string[]): string | null {
  if (groupBy.length === 0) return null;
  const parts = groupBy.map((name) => ({ name, value: subjectValue(subject, name) }));
  // What none of them has need not be said, unless there is nothing else to say.
  const given = parts.filter(({ value }) => value !== '');
  return (given.length > 0 ? given : parts).map(({ name, value }) => `${name} = ${value}`).join(', ');
}

import type { MatchSubject } from '../../shared/delivery/matcher.ts';
import { subjectValue } from './routing/subjectValue.ts';

/** What alerts of one group have in common, e.g. `type = revenue_drop, region = eu`; null where nothing makes them one. */
export function groupOf(subject: MatchSubject, groupBy: readonly string[]): string | null {
  if (groupBy.length === 0) return null;
  return groupBy.map((name) => `${name} = ${subjectValue(subject, name)}`).join(', ');
}

import { matchersInWords } from '../../../shared/delivery/matcherWords.ts';
import type { Route } from '../../../shared/delivery/route.ts';

/** What a route asks of an alert. */
export function conditionOf({ matchers }: Route, isRoot: boolean): string {
  if (matchers.length > 0) return matchersInWords(matchers);
  return isRoot ? 'every alert' : 'whatever its parent matches';
}

/** `slack-critical, else slack`: in line, the next ones stand in for those before. */
export const lineInWords = (receivers: readonly string[]): string => receivers.join(', else ');

/** Everything else that it says, each in a few words; what it takes from its parent is left out. */
export function furtherWords(route: Route): string[] {
  const { groupBy, resolved, activeTimes, muteTimes, escalation } = route;
  return [
    ...(route.continue ? ['the routes below are asked too'] : []),
    ...(groupBy === null ? [] : [groupBy.length === 0 ? 'one group' : `grouped by ${groupBy.join(', ')}`]),
    ...(resolved === null ? [] : [resolved ? 'also tells the end' : 'never tells the end']),
    ...(activeTimes.length === 0 ? [] : [`only during ${activeTimes.join(', ')}`]),
    ...(muteTimes.length === 0 ? [] : [`not during ${muteTimes.join(', ')}`]),
    ...(escalation === null ? [] : [escalation === '' ? 'never escalates' : `escalates by “${escalation}”`]),
  ];
}

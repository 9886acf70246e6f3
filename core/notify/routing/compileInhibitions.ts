import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { InhibitionRule } from '../../../shared/delivery/deliverySettings.ts';
import type { MatchSubject } from '../../../shared/delivery/matcher.ts';
import { compileMatchers } from './compileMatchers.ts';
import { subjectValue } from './subjectValue.ts';

type Identified = MatchSubject & { id: string };

/**
 * Makes rules ready: first for the alerts that fire, then for each alert the ids of those that inhibit it. An alert that a
 * rule's source matches as well is never inhibited by that rule, so that two do not silence each other.
 */
export function compileInhibitions(
  rules: readonly InhibitionRule[],
): (firing: readonly Identified[]) => (subject: Identified) => string[] {
  const compiled = rules.map(({ source, target, equal }) => ({
    isSource: compileMatchers(source),
    isTarget: compileMatchers(target),
    keyOf: (subject: MatchSubject) => equal.map((name) => subjectValue(subject, name)).join('\u0000'),
  }));
  return (firing) => {
    const ready = compiled.map((rule) => {
      const byKey = new Map<string, string[]>();
      for (const alert of firing) {
        if (!rule.isSource(alert)) continue;
        const key = rule.keyOf(alert);
        byKey.set(key, [...(byKey.get(key) ?? []), alert.id]);
      }
      return { ...rule, byKey };
    });
    return (subject) => {
      const ids = new Set<string>();
      for (const { isSource, isTarget, keyOf, byKey } of ready) {
        if (byKey.size === 0 || !isTarget(subject) || isSource(subject)) continue;
        for (const id of byKey.get(keyOf(subject)) ?? []) ids.add(id);
      }
      ids.delete(subject.id);
      return [...ids];
    };
  };
}

/** Why an alert is held back by another one. */
export const explainedSentence = ({ type }: { type: string }): string => `${titleOf(type)} fires, which explains it.`;

import type { Matcher, MatchSubject } from '../../../shared/delivery/matcher.ts';
import { severities } from '../../../shared/severity.ts';
import { compileMatchers, type Matches } from './compileMatchers.ts';
import { subjectValue } from './subjectValue.ts';

/** Alerts whose answer is remembered. */
const remembered = 20_000;

interface Compiled {
  id: string;
  order: number;
  matches: Matches;
}

/**
 * Finds the silences that match an alert. Thousands of them cost little: each is kept under one value that it asks for, so
 * that only those are tried that could match.
 */
export function compileSilences(silences: readonly { id: string; matchers: readonly Matcher[] }[]): {
  /** Ids in the order in which they were given. */
  mutedBy(subject: MatchSubject): string[];
} {
  const byName = new Map<string, Map<string, Compiled[]>>();
  const others: Compiled[] = [];
  silences.forEach(({ id, matchers }, order) => {
    const compiled = { id, order, matches: compileMatchers(matchers) };
    const key = keyOf(matchers);
    if (key === null) others.push(compiled);
    else {
      const byValue = byName.get(key.name) ?? new Map<string, Compiled[]>();
      byName.set(key.name, byValue);
      byValue.set(key.value, [...(byValue.get(key.value) ?? []), compiled]);
    }
  });
  const asksFor = [...new Set(silences.flatMap(({ matchers }) => matchers.map(({ name }) => name)))];
  const known = new Map<string, string[]>();
  return {
    mutedBy(subject) {
      // The same alerts are asked about cycle after cycle.
      const kind = asksFor.map((name) => subjectValue(subject, name)).join('\u0000');
      let ids = known.get(kind);
      if (!ids) {
        ids = find(subject);
        if (known.size >= remembered) known.clear();
        known.set(kind, ids);
      }
      return ids;
    },
  };

  function find(subject: MatchSubject): string[] {
    const found: Compiled[] = others.filter(({ matches }) => matches(subject));
    for (const [name, byValue] of byName) {
      for (const candidate of byValue.get(subjectValue(subject, name)) ?? []) {
        if (candidate.matches(subject)) found.push(candidate);
      }
    }
    return found.sort((one, other) => one.order - other.order).map(({ id }) => id);
  }
}

/** The value that tells most: a label has more of them than a type, a type more than a severity. */
function keyOf(matchers: readonly Matcher[]): Matcher | null {
  const equal = matchers.filter(({ op }) => op === '=');
  const rank = ({ name }: Matcher) => ['severity', 'source', 'type'].indexOf(name);
  return (
    equal.find((matcher) => rank(matcher) === -1) ?? equal.sort((one, other) => rank(other) - rank(one))[0] ?? null
  );
}

/** Texts that nobody would think of: what matches them, and nothing at all, matches everything there can be. */
const unthoughtOf = ['', 'zq7-unheard-of', '0', 'Ä ß\n漢'];

/** Whether matchers leave no alert out, whatever its severity, type, source and labels. */
export function matchesEverything(matchers: readonly Matcher[]): boolean {
  const matches = compileMatchers(matchers);
  const labels = matchers.map(({ name }) => name);
  return severities.every((severity) =>
    unthoughtOf.every((text) =>
      matches({ severity, type: text, source: text, labels: Object.fromEntries(labels.map((name) => [name, text])) }),
    ),
  );
}

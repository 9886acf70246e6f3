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

type Matched = { id: string; matchers: readonly Matcher[] };

/** What was found so far; plain data, so that what is compiled later can go on from it without keeping it all. */
interface Findings {
  ids: ReadonlySet<string>;
  /** The names that any of the silences asks for: alerts that agree in them are of one kind. */
  asksFor: readonly string[];
  byKind: Map<string, string[]>;
}

export interface CompiledSilences {
  /** Ids in the order in which they were given. */
  mutedBy(subject: MatchSubject): string[];
  findings: Findings;
}

/**
 * Finds the silences that match an alert. Thousands of them cost little: each is kept under one value that it asks for, so
 * that only those are tried that could match; and of alerts that were asked about `before`, only those that came since. An
 * id stands for the same matchers always.
 */
export function compileSilences(
  silences: readonly Matched[],
  before: CompiledSilences | null = null,
): CompiledSilences {
  const earlier = before?.findings ?? null;
  const order = new Map(silences.map(({ id }, index) => [id, index]));
  const findAmongAll = finder(silences);
  const findAmongNew = earlier === null ? null : finder(silences.filter(({ id }) => !earlier.ids.has(id)));
  const asksFor = [...new Set(silences.flatMap(({ matchers }) => matchers.map(({ name }) => name)))];
  const findings: Findings = { ids: new Set(order.keys()), asksFor, byKind: new Map() };

  function find(subject: MatchSubject): string[] {
    const known = earlier?.byKind.get(kindOf(subject, earlier.asksFor));
    if (!known || !findAmongNew) return findAmongAll(subject);
    const found = [...known.filter((id) => order.has(id)), ...findAmongNew(subject)];
    return found.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  }

  return {
    findings,
    mutedBy(subject) {
      // The same alerts are asked about cycle after cycle.
      const kind = kindOf(subject, asksFor);
      let ids = findings.byKind.get(kind);
      if (!ids) {
        ids = find(subject);
        if (findings.byKind.size >= remembered) findings.byKind.clear();
        findings.byKind.set(kind, ids);
      }
      return ids;
    },
  };
}

const kindOf = (subject: MatchSubject, names: readonly string[]): string =>
  names.map((name) => subjectValue(subject, name)).join('\u0000');

function finder(silences: readonly Matched[]): (subject: MatchSubject) => string[] {
  const byName = new Map<string, Map<string, Compiled[]>>();
  const others: Compiled[] = [];
  silences.forEach(({ id, matchers }, order) => {
    const compiled = { id, order, matches: compileMatchers(matchers) };
    const key = keyOf(matchers);
    if (key === null) others.push(compiled);
    else {
      const byValue = byName.get(key.name) ?? new Map<string, Compiled[]>();
      byName.set(key.name, byValue);
      const same = byValue.get(key.value);
      if (same) same.push(compiled);
      else byValue.set(key.value, [compiled]);
    }
  });
  return (subject) => {
    const found: Compiled[] = others.filter(({ matches }) => matches(subject));
    for (const [name, byValue] of byName) {
      for (const candidate of byValue.get(subjectValue(subject, name)) ?? []) {
        if (candidate.matches(subject)) found.push(candidate);
      }
    }
    return found.sort((one, other) => one.order - other.order).map(({ id }) => id);
  };
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

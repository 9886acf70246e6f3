import { RE2JS } from 're2js';
import type { Matcher, MatchSubject } from '../../../shared/delivery/matcher.ts';
import { subjectValue } from './subjectValue.ts';

export type Matches = (subject: MatchSubject) => boolean;

/** Values of a matcher whose verdict is remembered; labels with ids in them could fill any memory. */
const remembered = 2000;
/** Nested counted repetitions multiply; a pattern that grows beyond this is refused. */
const largestProgram = 20_000;

/** All of the matchers hold; none matches everything. A pattern that cannot be read matches nothing. */
export function compileMatchers(matchers: readonly Matcher[]): Matches {
  const compiled = matchers.map(compileMatcher);
  return (subject) => compiled.every((matches) => matches(subject));
}

/** Why a matcher cannot be used, as the rest of a sentence that begins with its place; null: it can. */
export function matcherProblem({ op, value }: Matcher): string | null {
  if (op === '=' || op === '!=') return null;
  return compilePattern(value) === null
    ? `must be a regular expression that Watchkeeper knows; “${shortened(value)}” is none (look-around and back references are not supported)`
    : null;
}

function compileMatcher({ name, op, value }: Matcher): Matches {
  if (op === '=') return (subject) => subjectValue(subject, name) === value;
  if (op === '!=') return (subject) => subjectValue(subject, name) !== value;
  const pattern = compilePattern(value);
  if (pattern === null) return () => false;
  const known = new Map<string, boolean>();
  const wanted = op === '=~';
  return (subject) => {
    const text = subjectValue(subject, name);
    let matches = known.get(text);
    if (matches === undefined) {
      matches = pattern.testExact(text);
      if (known.size >= remembered) known.clear();
      known.set(text, matches);
    }
    return matches === wanted;
  };
}

/** Linear in the length of the text, whatever the pattern; null when it is none or too big. */
function compilePattern(source: string): RE2JS | null {
  try {
    const pattern = RE2JS.compile(source, RE2JS.DOTALL);
    return pattern.programSize() > largestProgram ? null : pattern;
  } catch {
    return null;
  }
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Matcher, MatchSubject } from '../../../shared/delivery/matcher.ts';
import { plainPart } from './plainPattern.ts';
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
  const read = readPattern(value);
  return 'pattern' in read
    ? null
    : `must be a regular expression that Watchkeeper knows; “${shortened(value)}” is none: ${read.why}`;
}

function compileMatcher({ name, op, value }: Matcher): Matches {
  if (op === '=') return (subject) => subjectValue(subject, name) === value;
  if (op === '!=') return (subject) => subjectValue(subject, name) !== value;
  const pattern = compilePattern(value);
  if (pattern === null) return () => false;
  const wanted = op === '=~';
  const plain = plainPart(value);
  if ('values' in plain) return (subject) => plain.values.has(subjectValue(subject, name)) === wanted;
  const known = new Map<string, boolean>();
  return (subject) => {
    const text = subjectValue(subject, name);
    if (!text.startsWith(plain.prefix)) return !wanted;
    let matches = known.get(text);
    if (matches === undefined) {
      matches = pattern.testExact(text);
      if (known.size >= remembered) known.clear();
      known.set(text, matches);
    }
    return matches === wanted;
  };
}

function compilePattern(source: string): RE2JS | null {
  const read = readPattern(source);
  return 'pattern' in read ? read.pattern : null;
}

/** Linear in the length of the text, whatever the pattern; or why it cannot be used. */
function readPattern(source: string): { pattern: RE2JS } | { why: string } {
  try {
    const pattern = RE2JS.compile(source, RE2JS.DOTALL);
    return pattern.programSize() > largestProgram ? { why: repeatsTooMuch } : { pattern };
  } catch (error) {
    const says = error instanceof RE2JSSyntaxException ? error.error : null;
    return { why: says === null ? 'it is too much to read' : (whys.get(says) ?? says) };
  }
}

const repeatsTooMuch = 'it repeats too much';
const beyondRe2 = 'look-around and back references are not supported';
/** In place of the library's words, where others say more. */
const whys = new Map([
  ['invalid repeat count', repeatsTooMuch],
  ['invalid or unsupported Perl syntax', beyondRe2],
  ['invalid named capture', beyondRe2],
  ['invalid escape sequence', `a \\ stands before a sign that it cannot stand before; ${beyondRe2}`],
]);

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

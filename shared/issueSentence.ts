import type { z } from 'zod';

/** What is wrong with one value: where (dotted path, empty for the whole) and what would be right. */
export interface InputProblem {
  path: string;
  message: string;
}

/** zod's issues as problems a person understands; `message` continues a sentence that begins with the path. */
export function inputProblems(issues: readonly z.core.$ZodIssue[]): InputProblem[] {
  return issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issueSentence(issue) }));
}

/** E.g. "must be at least 5", "must be one of critical, high, medium, low". */
function issueSentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'is missing' : `must be ${article(issue.expected)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must ${size(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${size(issue.origin, 'at most', issue.maximum)}`;
    case 'invalid_format':
      if (issue.format === 'datetime') return 'must be a time such as 2026-03-10T12:00:00.000Z';
      return issue.format === 'regex' ? ownWords(issue.message) : `must be a valid ${issue.format}`;
    case 'unrecognized_keys':
      return `does not know ${issue.keys.join(', ')}`;
    case 'custom':
      return ownWords(issue.message);
    default:
      return 'is not valid';
  }
}

function article(expected: string): string {
  if (expected === 'int') return 'a whole number';
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function size(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${bound} ${limit} characters`;
  if (origin === 'array') return `have ${bound} ${limit} entries`;
  return `be ${bound} ${limit}`;
}

/** Rules of ours say what to do ("use letters, digits and underscores"); zod's own words say nothing more. */
function ownWords(message: string): string {
  return message.startsWith('Invalid') ? 'is not valid' : `is not valid: ${message}`;
}

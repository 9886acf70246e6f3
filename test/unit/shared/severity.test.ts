import { expect, it } from 'vitest';
import { parseSeverity, type Severity } from '../../../shared/severity.ts';

it.each<[string, Severity | null]>([
  ['critical', 'critical'],
  [' Fatal ', 'critical'],
  ['ERROR', 'high'],
  ['warning', 'medium'],
  ['info', 'low'],
  ['catastrophic', null],
  ['', null],
  // Names that every object answers to.
  ['constructor', null],
  ['__proto__', null],
  ['toString', null],
])('the word %j stands for %s', (word, severity) => {
  expect(parseSeverity(word)).toBe(severity);
});

import { expect, it } from 'vitest';
import { AlertQuery } from '../../../shared/alertQuery.ts';

it.each<[string, unknown, string[] | undefined]>([
  ['one word', 'critical', ['critical']],
  ['words with commas between', 'critical,high', ['critical', 'high']],
  ['words with blanks and empty parts between', ' critical,, high ', ['critical', 'high']],
  ['repeated words', ['critical', 'high'], ['critical', 'high']],
  ['repeated words, some with commas between', ['critical,high', 'low'], ['critical', 'high', 'low']],
  ['nothing, which is no wish', '', []],
  ['none', undefined, undefined],
])('takes %s', (_, severity, expected) => {
  expect(AlertQuery.parse({ severity }).severity).toEqual(expected);
});

it('takes a name that others gave as it is when it is one of several', () => {
  expect(AlertQuery.parse({ type: 'a,b' }).type).toEqual(['a', 'b']);
  expect(AlertQuery.parse({ type: ['lag, p99', 'b'] }).type).toEqual(['lag, p99', 'b']);
});

it('refuses a word that is none of ours', () => {
  expect(AlertQuery.safeParse({ severity: ['critical,worst'] }).success).toBe(false);
});

it.each([
  ['true', true],
  ['false', false],
  [true, true],
  [undefined, undefined],
])('takes %j for whether a silence holds it back', (silenced, expected) => {
  expect(AlertQuery.parse({ silenced }).silenced).toBe(expected);
});

it('refuses anything else for it', () => {
  expect(AlertQuery.safeParse({ silenced: 'perhaps' }).success).toBe(false);
});

it('takes labels of feedback, and none for what nobody labelled', () => {
  expect(AlertQuery.parse({ feedback: 'falseAlarm,none' }).feedback).toEqual(['falseAlarm', 'none']);
  expect(AlertQuery.safeParse({ feedback: 'harmless' }).success).toBe(false);
});

import { expect, it } from 'vitest';
import { passphraseProblem } from '../../../../renderer/features/setup/passphraseProblem.ts';

it.each([
  ['open sesame', null, null],
  ['open sesame', 'open sesame', null],
  ['seven77', null, 'The passphrase has at least 8 characters.'],
  ['seven77', 'seven77', 'The passphrase has at least 8 characters.'],
  ['open sesame', 'open sesam', 'The two are not the same.'],
  ['open sesame', '', 'The two are not the same.'],
])('judges "%s", repeated as "%s"', (passphrase, repeated, problem) => {
  expect(passphraseProblem(passphrase, repeated)).toBe(problem);
});

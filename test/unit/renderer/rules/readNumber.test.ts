import { expect, it } from 'vitest';
import { readNumber } from '../../../../renderer/features/rules/readNumber.ts';

it.each([
  ['90', 90],
  [' 1.5 ', 1.5],
  ['1,5', 1.5],
  ['0,500', 0.5],
  ['1,', 1],
  ['.5', 0.5],
  ['-3', -3],
  ['−3', -3],
  ['1500', 1500],
])('reads “%s” as %d', (text, number) => {
  expect(readNumber(text)).toBe(number);
});

it.each(['', 'ten', '10 %', '0x10', '1e3', 'Infinity', '1.2.3', '1,500', '12,000'])(
  'takes “%s” for no number',
  (text) => {
    expect(readNumber(text)).toBeNaN();
  },
);

import { expect, it } from 'vitest';
import { matchersInWords } from '../../../shared/delivery/matcherWords.ts';

it('conditions are said in words, kinds by their titles', () => {
  expect(
    matchersInWords([
      { name: 'type', op: '=', value: 'revenue_drop' },
      { name: 'region', op: '!~', value: 'eu|us' },
      { name: 'team', op: '=', value: '' },
    ]),
  ).toBe('type is Revenue drop, region does not match eu|us, team is empty');
});

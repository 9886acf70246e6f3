import { expect, it } from 'vitest';
import { extendChoices } from '../../../../renderer/features/silences/extendChoices.ts';

const now = new Date(2026, 2, 10, 14, 30);
const choices = (endsAt: Date) => extendChoices(endsAt, now).map(({ label, until }) => [label, until]);

it('a silence lasts longer counted from its end, or until tomorrow morning', () => {
  expect(choices(new Date(2026, 2, 10, 16, 0))).toEqual([
    ['1 h more', new Date(2026, 2, 10, 17, 0)],
    ['4 h more', new Date(2026, 2, 10, 20, 0)],
    ['Until tomorrow 09:00', new Date(2026, 2, 11, 9, 0)],
    ['1 week more', new Date(2026, 2, 17, 16, 0)],
  ]);
});

it('tomorrow morning is no choice for one that lasts longer', () => {
  expect(choices(new Date(2026, 2, 11, 9, 0)).map(([label]) => label)).toEqual(['1 h more', '4 h more', '1 week more']);
});

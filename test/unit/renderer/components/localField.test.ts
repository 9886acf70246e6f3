import { expect, it } from 'vitest';
import { toLocalField } from '../../../../renderer/components/localField.ts';

it('an instant is written as the field of a date and time wants it', () => {
  expect(toLocalField(new Date(2026, 2, 8, 4, 5))).toBe('2026-03-08T04:05');
});

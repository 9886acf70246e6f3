import { expect, it } from 'vitest';
import { nextSort } from '../../../../renderer/features/alerts/nextSort.ts';

it('goes from the natural order to its reverse and back to urgency', () => {
  const urgency = { sort: 'urgency', direction: 'desc' } as const;
  const newest = nextSort(urgency, 'startsAt');
  expect(newest).toEqual({ sort: 'startsAt', direction: 'desc' });
  const oldest = nextSort(newest, 'startsAt');
  expect(oldest).toEqual({ sort: 'startsAt', direction: 'asc' });
  expect(nextSort(oldest, 'startsAt')).toEqual(urgency);
});

it('reads texts from A, and starts anew on another column', () => {
  expect(nextSort({ sort: 'startsAt', direction: 'asc' }, 'title')).toEqual({ sort: 'title', direction: 'asc' });
});

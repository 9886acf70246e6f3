import { describe, expect, it } from 'vitest';
import { indexOf, pagesOf, rowAt } from '../../../../renderer/features/alerts/pageWindow.ts';
import type { AlertPage } from '../../../../shared/alertQuery.ts';
import { aListedAlert } from '../../../support/builders.ts';

const page = (number: number): [number, AlertPage] => [
  number,
  {
    items: Array.from({ length: 100 }, (_, index) => aListedAlert({ id: `a${number * 100 + index}` })),
    nextCursor: null,
    total: 100_000,
  },
];

describe('pages behind the rows in sight', () => {
  it.each([
    [0, 30, [0]],
    [90, 130, [0, 1]],
    [99_980, 99_999, [999]],
    [0, -1, [0]],
  ])('rows %i to %i lie on %j', (first, last, pages) => expect(pagesOf(first, last)).toEqual(pages));

  it('finds a row by its place, and none where its page is missing', () => {
    const pages = new Map([page(3)]);
    expect(rowAt(pages, 342)?.id).toBe('a342');
    expect(rowAt(pages, 42)).toBeUndefined();
  });

  it('finds where an alert went when rows moved', () => {
    const pages = new Map([page(3), page(4)]);
    expect(indexOf(pages, 'a342', 342)).toBe(342);
    expect(indexOf(pages, 'a417', 342)).toBe(417);
    expect(indexOf(pages, 'a7', 342)).toBeNull();
  });
});

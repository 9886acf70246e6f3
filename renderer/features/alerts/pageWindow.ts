import type { AlertPage, ListedAlert } from '../../../shared/alertQuery.ts';

/** Rows per request: a few screens, so that slow scrolling rarely waits, and small enough to arrive at once. */
export const pageSize = 100;

/** The pages that hold rows `first` to `last` (inclusive), ascending; at least the first one. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.max(0, Math.floor(first / pageSize));
  const to = Math.max(from, Math.floor(last / pageSize));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** A row by its place among all rows, or undefined while its page is not there. */
export function rowAt(pages: ReadonlyMap<number, AlertPage>, index: number): ListedAlert | undefined {
  return pages.get(Math.floor(index / pageSize))?.items[index % pageSize];
}

/** Where an alert stands now among the loaded rows; `near` is looked at first. Null when it is not among them. */
export function indexOf(pages: ReadonlyMap<number, AlertPage>, id: string, near: number): number | null {
  if (rowAt(pages, near)?.id === id) return near;
  for (const [page, { items }] of pages) {
    const index = items.findIndex((alert) => alert.id === id);
    if (index !== -1) return page * pageSize + index;
  }
  return null;
}

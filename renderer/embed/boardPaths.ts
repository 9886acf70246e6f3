import { parseRoute } from '../routing/route.ts';
import type { BoardView } from './boardOptions.ts';

/** What a view shows first. */
export const startOf = (view: BoardView): string => (view === 'table' ? '/alerts' : '/');

/**
 * Where a path of Watchkeeper is shown inside the element; null: not at all. Rows can be seen in every view, so that
 * numbers lead to what they count; what narrows rows leads to rows, since none lie below the panels here.
 */
export function insideBoard(view: BoardView, to: string): string | null {
  const { pathname, search } = new URL(to, 'http://inside');
  const { page } = parseRoute(pathname);
  if (page === 'alerts') return pathname + search;
  if (page !== 'board') return null;
  const params = new URLSearchParams(search);
  const narrowsRows = params.has('severity') || params.has('type');
  return (view === 'table' || narrowsRows ? '/alerts' : '/') + search;
}

import { alertPath } from './route.ts';

/** An address of the alert for others: the desktop's pages have none outside its window, so there it is the deep link. */
export function alertAddress(id: string, page: Pick<Window, 'watchkeeper'> & { location: { origin: string } }): string {
  if (page.watchkeeper) return `watchkeeper://alert/${encodeURIComponent(id)}`;
  return new URL(alertPath(id), page.location.origin).href;
}

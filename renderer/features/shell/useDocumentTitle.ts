import { useEffect } from 'react';
import { useLive } from '../../services.tsx';
import { documentTitle } from './documentTitle.ts';
import { favicon } from './favicon.ts';
import type { FreshnessView } from './freshnessView.ts';

/** Keeps the tab's title and icon true; touched only when they change, since some browsers flicker at each assignment. */
export function useDocumentTitle({ watch }: FreshnessView, page: string | null): void {
  const unacknowledged = useLive((state) => state.overview?.open.unacknowledged ?? null);
  const { title, icon, count } = documentTitle(watch, unacknowledged, page);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    // Drawn here and not fetched: the icon that says "no connection" could not be had without one.
    if (link) link.href = favicon(icon, count);
  }, [icon, count]);
}

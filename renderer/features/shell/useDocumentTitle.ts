import { useEffect } from 'react';
import { useLive } from '../../services.tsx';
import { documentTitle } from './documentTitle.ts';
import type { FreshnessView } from './freshnessView.ts';

/** Keeps the tab's title and icon true. */
export function useDocumentTitle({ watch }: FreshnessView): void {
  const unacknowledged = useLive((state) => state.overview?.open.unacknowledged ?? null);
  const { title, icon } = documentTitle(watch, unacknowledged);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link) link.href = `/favicons/${icon}.svg`;
  }, [icon]);
}

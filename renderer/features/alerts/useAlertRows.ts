import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AlertPage } from '../../../shared/alertQuery.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import { type AlertFilter, toQuery, writeFilter } from './alertFilter.ts';
import { pageSize, pagesOf } from './pageWindow.ts';

export interface AlertRows {
  /** Null until the first answer. */
  total: number | null;
  /** Loaded pages near the screen, by number. */
  pages: ReadonlyMap<number, AlertPage>;
  /** These are still the rows of the filter before, while the new ones are fetched. */
  outdated: boolean;
  error: unknown;
  retry(): void;
}

/** A fling passes hundreds of pages; only where it comes to rest is worth a request. */
const settleMs = 60;

/** The rows of a filter that are near `first`..`last`, fetched by page as they come into sight. */
export function useAlertRows(filter: AlertFilter, first: number, last: number): AlertRows {
  const { api } = useServices();
  const key = writeFilter(filter);
  const wanted = useSettled(`${Math.floor(first / pageSize)}-${Math.floor(last / pageSize)}`, key);
  const [from = 0, to = 0] = wanted.split('-').map(Number);
  const numbers = pagesOf(from * pageSize, to * pageSize);

  const results = useQueries({
    queries: numbers.map((page) => ({
      queryKey: queryKeys.alertPage(key, page),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.alerts.list({ ...toQuery(filter, Date.now()), limit: pageSize, offset: page * pageSize }, { signal }),
      gcTime: 60_000,
    })),
  });

  const pages = new Map<number, AlertPage>();
  let newest = -1;
  let total: number | null = null;
  for (const [index, { data, dataUpdatedAt }] of results.entries()) {
    if (data === undefined) continue;
    pages.set(numbers[index] ?? 0, data);
    if (dataUpdatedAt > newest) {
      newest = dataUpdatedAt;
      total = data.total;
    }
  }

  // Rows stay on screen until there is something to put in their place: typing in search must not flash.
  const shown = useRef<{ key: string; total: number; pages: ReadonlyMap<number, AlertPage> } | null>(null);
  const known = shown.current;
  const error = results.find((result) => result.isError)?.error ?? null;
  const retry = () => {
    for (const result of results) if (result.isError) result.refetch();
  };
  useEffect(() => {
    if (total !== null) shown.current = { key, total, pages };
  });
  if (total !== null) return { total, pages, outdated: false, error, retry };
  if (known && error === null) {
    return {
      total: known.total,
      pages: known.key === key ? pages : known.pages,
      outdated: known.key !== key,
      error,
      retry,
    };
  }
  return { total: null, pages, outdated: false, error, retry };
}

/** The value once it has rested for a moment; at once when `scope` changes. */
function useSettled(value: string, scope: string): string {
  const [settled, setSettled] = useState({ value, scope });
  useEffect(() => {
    if (settled.value === value && settled.scope === scope) return;
    const timer = setTimeout(() => setSettled({ value, scope }), settleMs);
    return () => clearTimeout(timer);
  }, [value, scope, settled]);
  return settled.scope === scope ? settled.value : value;
}

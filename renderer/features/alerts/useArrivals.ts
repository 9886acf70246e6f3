import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import { type AlertFilter, isSliding } from './alertFilter.ts';
import { matchesFilter } from './matchesFilter.ts';

export interface Arrivals {
  /** New alerts of this filter that wait while somebody is at work in the rows, newest first. */
  waiting: readonly Alert[];
  /** Ids that have just come onto the screen, to be faded in. */
  fresh: ReadonlySet<string>;
  /** Brings the rows up to date now. */
  show(): void;
}

const none: readonly Alert[] = [];
const nobody: ReadonlySet<string> = new Set();
/** A burst of changes is one fetch. */
const gatherMs = 250;
const freshMs = 2000;
/** How far behind the clock rows of the last hours may be. */
const slideMs = 60_000;

/** Keeps the rows as new as they may be: at once when nobody is at work in them, otherwise when asked or left alone. */
export function useArrivals(filter: AlertFilter, held: boolean): Arrivals {
  const { liveStore } = useServices();
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState(none);
  const [fresh, setFresh] = useState(nobody);
  const behind = useRef(false);
  const state = useRef({ filter, held });
  state.current = { filter, held };

  const renew = useCallback(() => {
    behind.current = false;
    setWaiting(none);
    queryClient.refetchQueries({ queryKey: queryKeys.alertPages, type: 'active', stale: true });
  }, [queryClient]);

  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const stop = liveStore.subscribe((now, before) => {
      if (now.revision === before.revision) return;
      behind.current = true;
      const change = now.lastAlerts;
      const arrived =
        change?.alerts.filter(
          (alert) => change.newIds.includes(alert.id) && matchesFilter(alert, state.current.filter, Date.now()),
        ) ?? none;
      if (arrived.length > 0) setFresh((old) => new Set([...old, ...arrived.map(({ id }) => id)]));
      if (state.current.held) {
        if (arrived.length > 0) setWaiting((old) => [...arrived, ...old]);
        return;
      }
      gathering ??= setTimeout(() => {
        gathering = undefined;
        if (!state.current.held) renew();
      }, gatherMs);
    });
    return () => {
      stop();
      clearTimeout(gathering);
    };
  }, [liveStore, renew]);

  useEffect(() => {
    if (!held && behind.current) renew();
  }, [held, renew]);

  useEffect(() => {
    if (held || fresh.size === 0) return;
    const timer = setTimeout(() => setFresh(nobody), freshMs);
    return () => clearTimeout(timer);
  }, [held, fresh]);

  // What was seen in the last hour is not in it any more after an hour, though nothing tells of that.
  const slides = isSliding(filter);
  useEffect(() => {
    if (!slides || held) return;
    const pages = { queryKey: queryKeys.alertPages, type: 'active' } as const;
    const timer = setInterval(() => void queryClient.refetchQueries(pages), slideMs);
    return () => clearInterval(timer);
  }, [slides, held, queryClient]);

  // Rows of another filter are fetched anew anyway.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits belongs to the filter
  useEffect(() => setWaiting(none), [filter]);

  return { waiting, fresh, show: renew };
}

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import type { AlertFilter } from './alertFilter.ts';
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
    let fading: ReturnType<typeof setTimeout> | undefined;
    const stop = liveStore.subscribe((now, before) => {
      if (now.revision === before.revision) return;
      behind.current = true;
      const change = now.lastAlerts;
      const arrived =
        change?.alerts.filter(
          (alert) => change.newIds.includes(alert.id) && matchesFilter(alert, state.current.filter, Date.now()),
        ) ?? none;
      if (arrived.length > 0) {
        setFresh((old) => new Set([...old, ...arrived.map(({ id }) => id)]));
        clearTimeout(fading);
        if (!state.current.held) fading = setTimeout(() => setFresh(nobody), freshMs);
      }
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
      clearTimeout(fading);
    };
  }, [liveStore, renew]);

  useEffect(() => {
    if (held || !behind.current) return;
    renew();
    const timer = setTimeout(() => setFresh(nobody), freshMs);
    return () => clearTimeout(timer);
  }, [held, renew]);

  // Rows of another filter are fetched anew anyway.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits belongs to the filter
  useEffect(() => setWaiting(none), [filter]);

  return { waiting, fresh, show: renew };
}

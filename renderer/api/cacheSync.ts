import type { QueryClient } from '@tanstack/react-query';
import type { Alert } from '../../shared/alert.ts';
import type { AlertPage } from '../../shared/alertQuery.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { queryKeys } from './queryKeys.ts';

/**
 * Carries what the stream tells into the query cache: rows that are there change in place at once, and everything that
 * may have gained, lost or moved rows is marked old. When to fetch them anew is the table's to choose, because rows
 * must not move under a pointer. Returns how to stop.
 */
export function syncCache(liveStore: LiveStore, queryClient: QueryClient): () => void {
  return liveStore.subscribe((state, before) => {
    // A host that came back may be another version, run the demo or not, or have its secrets locked.
    if (before.health && state.health && before.health.startedAt !== state.health.startedAt) {
      for (const queryKey of ofThisRun) queryClient.invalidateQueries({ queryKey });
    }
    if (state.revision === before.revision) return;
    const change = state.lastAlerts;
    // The stream starts anew: what was asked while the host was gone is asked again.
    if (!change) queryClient.invalidateQueries({ predicate: ({ state: { status } }) => status === 'error' });
    if (change && change.alerts.length > 0) {
      const byId = new Map(change.alerts.map((alert) => [alert.id, alert]));
      queryClient.setQueriesData<AlertPage>({ queryKey: queryKeys.alertPages }, (page) => patchPage(page, byId));
    }
    queryClient.invalidateQueries({ queryKey: queryKeys.alertPages, refetchType: 'none' });
    queryClient.invalidateQueries({ queryKey: queryKeys.lastAlert });
    // How many each one mutes.
    queryClient.invalidateQueries({ queryKey: queryKeys.silences });
    if (!change || change.more) queryClient.invalidateQueries({ queryKey: queryKeys.alertDetails });
    else for (const { id } of change.alerts) queryClient.invalidateQueries({ queryKey: queryKeys.alertDetail(id) });
  });
}

const ofThisRun = [queryKeys.settings, queryKeys.host, queryKeys.diagnostics];

/** The page with the changed alerts exchanged, or the same page when none of them is on it. */
export function patchPage(page: AlertPage | undefined, changed: ReadonlyMap<string, Alert>): AlertPage | undefined {
  if (!page?.items.some(({ id }) => changed.has(id))) return page;
  return { ...page, items: page.items.map((alert) => changed.get(alert.id) ?? alert) };
}

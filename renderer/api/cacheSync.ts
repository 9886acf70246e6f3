import type { Query, QueryClient } from '@tanstack/react-query';
import type { Alert, AlertDetail } from '../../shared/alert.ts';
import type { AlertPage, ListedAlert } from '../../shared/alertQuery.ts';
import type { LiveStore } from '../store/liveStore.ts';
import { queryKeys } from './queryKeys.ts';

/**
 * Carries what the stream tells into the query cache: rows that are there change in place at once, and everything that
 * may have gained, lost or moved rows is marked old. When to fetch them anew is the table's to choose, because rows
 * must not move under a pointer. Returns how to stop.
 */
export function syncCache(liveStore: LiveStore, queryClient: QueryClient): () => void {
  const stopAnswers = followAnswers(liveStore, queryClient);
  const stopStream = liveStore.subscribe((state, before) => {
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
  return () => {
    stopAnswers();
    stopStream();
  };
}

/** An answer that was on its way while the stream told of something may be from before that: it is asked for again. */
function followAnswers(liveStore: LiveStore, queryClient: QueryClient): () => void {
  const askedAt = new WeakMap<object, number>();
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || !ofTheStream.has(event.query.queryKey[0])) return;
    const { query, action } = event;
    const { revision } = liveStore.getState();
    if (action.type === 'fetch') askedAt.set(query, revision);
    if (action.type !== 'success' || action.manual || (askedAt.get(query) ?? revision) === revision) return;
    askedAt.set(query, revision);
    queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
  });
}

/** Names of what the stream tells of. */
const ofTheStream = new Set<unknown>(
  [queryKeys.alertPages, queryKeys.alertDetails, queryKeys.lastAlert, queryKeys.silences].map(([name]) => name),
);

/** Carries alerts that an operation has answered with into the cache; what waits to be fetched goes on waiting. */
export function keepAlerts(queryClient: QueryClient, alerts: readonly Alert[]): void {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  queryClient.setQueriesData<AlertPage>({ queryKey: queryKeys.alertPages }, (page) => patchPage(page, byId));
  // Whatever is put into a page makes it count as new.
  queryClient.invalidateQueries({ queryKey: queryKeys.alertPages, refetchType: 'none' });
  for (const [id, alert] of byId) {
    const queryKey = queryKeys.alertDetail(id);
    queryClient.setQueryData<AlertDetail>(queryKey, (detail) => detail && { ...detail, ...alert });
    queryClient.invalidateQueries({ queryKey });
  }
}

/** The alerts that are in the cache as they stand now, by id; details that are known to be old are left out. */
export function knownAlerts(queryClient: QueryClient): Map<string, Alert> {
  const known = new Map<string, Alert>();
  for (const [, page] of queryClient.getQueriesData<AlertPage>({ queryKey: queryKeys.alertPages })) {
    for (const alert of page?.items ?? []) known.set(alert.id, alert);
  }
  const isNew = ({ state }: Query) => !state.isInvalidated;
  const details = { queryKey: queryKeys.alertDetails, predicate: isNew };
  for (const [, alert] of queryClient.getQueriesData<Alert>(details)) if (alert) known.set(alert.id, alert);
  return known;
}

const ofThisRun = [queryKeys.settings, queryKeys.host, queryKeys.diagnostics];

/** The page with the changed alerts exchanged, or the same page when none of them is on it. */
export function patchPage(page: AlertPage | undefined, changed: ReadonlyMap<string, Alert>): AlertPage | undefined {
  if (!page?.items.some(({ id }) => changed.has(id))) return page;
  return {
    ...page,
    items: page.items.map((alert) => {
      const now = changed.get(alert.id);
      return now === undefined ? alert : { ...now, incidentSize: sizeAfter(alert, now) };
    }),
  };
}

/** The stream does not tell how many belong to an incident: of another one than before it is not known until the page is asked. */
function sizeAfter(before: ListedAlert, { incidentId }: Alert): number | null {
  return incidentId === before.incidentId ? before.incidentSize : null;
}

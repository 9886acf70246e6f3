import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Alert } from '../../shared/alert.ts';

export type AlertPatch = Partial<Pick<Alert, 'status' | 'acknowledgedAt' | 'acknowledgedBy' | 'note' | 'snoozedUntil'>>;

interface PendingState {
  /** What somebody has just asked for and the host has not yet confirmed, by alert id. */
  pending: ReadonlyMap<string, AlertPatch>;
  /** Why it could not be kept, by alert id; shown in the row until it is tried again or dismissed. */
  failed: ReadonlyMap<string, string>;
}

export interface PendingStore extends StoreApi<PendingState> {
  begin(ids: readonly string[], patch: AlertPatch): void;
  succeed(ids: readonly string[]): void;
  fail(ids: readonly string[], reason: string): void;
}

/**
 * Changes shown before they are kept. They lie over the rows instead of in them: whatever the stream or a fetch brings
 * meanwhile, taking a change back is only taking it off again.
 */
export function createPendingStore(): PendingStore {
  const store = createStore<PendingState>(() => ({ pending: new Map(), failed: new Map() }));
  const without = <T>(map: ReadonlyMap<string, T>, ids: readonly string[]) => {
    const rest = new Map(map);
    for (const id of ids) rest.delete(id);
    return rest;
  };
  return {
    ...store,
    begin: (ids, patch) =>
      store.setState((state) => {
        const pending = new Map(state.pending);
        for (const id of ids) pending.set(id, { ...pending.get(id), ...patch });
        return { pending, failed: without(state.failed, ids) };
      }),
    succeed: (ids) => store.setState((state) => ({ pending: without(state.pending, ids) })),
    fail: (ids, reason) =>
      store.setState((state) => {
        const failed = new Map(state.failed);
        for (const id of ids) failed.set(id, reason);
        return { pending: without(state.pending, ids), failed };
      }),
  };
}

/** The alert as the reader sees it: with what was just asked for laid over it. */
export function withPending<T extends Alert>(alert: T, patch: AlertPatch | undefined): T {
  return patch === undefined ? alert : { ...alert, ...patch };
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Alert } from '../../shared/alert.ts';

export type AlertPatch = Partial<
  Pick<Alert, 'status' | 'acknowledgedAt' | 'acknowledgedBy' | 'note' | 'snoozedUntil' | 'feedback'>
>;

interface PendingState {
  /** What somebody has just asked for and the host has not yet confirmed, by alert id. */
  pending: ReadonlyMap<string, AlertPatch>;
  /** Why it could not be kept, by alert id; shown in the row until it is tried again or dismissed. */
  failed: ReadonlyMap<string, string>;
}

export interface PendingStore extends StoreApi<PendingState> {
  begin(ids: readonly string[], patch: AlertPatch): void;
  /** `patch` as it was begun with: what was asked for since then stays. */
  succeed(ids: readonly string[], patch: AlertPatch): void;
  fail(ids: readonly string[], patch: AlertPatch, reason: string): void;
  /** Somebody has seen why it could not be kept. */
  dismiss(ids: readonly string[]): void;
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
    succeed: (ids, patch) => store.setState((state) => ({ pending: takenOff(state.pending, ids, patch) })),
    fail: (ids, patch, reason) =>
      store.setState((state) => {
        const failed = new Map(state.failed);
        for (const id of ids) failed.set(id, reason);
        return { pending: takenOff(state.pending, ids, patch), failed };
      }),
    dismiss: (ids) => store.setState((state) => ({ failed: without(state.failed, ids) })),
  };
}

function takenOff(
  pending: PendingState['pending'],
  ids: readonly string[],
  patch: AlertPatch,
): ReadonlyMap<string, AlertPatch> {
  const rest = new Map(pending);
  const answered = (name: string, value: unknown) => patch[name as keyof AlertPatch] === value;
  for (const id of ids) {
    const left = Object.entries(rest.get(id) ?? {}).filter(([name, value]) => !answered(name, value));
    if (left.length === 0) rest.delete(id);
    else rest.set(id, Object.fromEntries(left));
  }
  return rest;
}

/** The alert as the reader sees it: with what was just asked for laid over it. */
export function withPending<T extends Alert>(alert: T, patch: AlertPatch | undefined): T {
  return patch === undefined ? alert : { ...alert, ...patch };
}

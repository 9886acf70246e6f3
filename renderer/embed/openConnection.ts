import type { QueryClient } from '@tanstack/react-query';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { syncCache } from '../api/cacheSync.ts';
import { type Api, createApi } from '../api/client.ts';
import { followStream, type Live } from '../api/live.ts';
import { createQueryClient } from '../api/queryClient.ts';
import { browserTimers } from '../api/timers.ts';
import { createTicker, type Ticker } from '../components/useNow.tsx';
import { createLiveStore, type LiveStore } from '../store/liveStore.ts';
import { createPendingStore, type PendingStore } from '../store/pendingStore.ts';
import type { BoardAddress } from './boardOptions.ts';
import { isThere } from './isThere.ts';

/** What all elements of one page that show the same Watchkeeper have in common. */
export interface BoardConnection {
  host: string;
  api: Api;
  live: Live;
  liveStore: LiveStore;
  pendingStore: PendingStore;
  queryClient: QueryClient;
  ticker: Ticker;
  /** Something answers at the host's address, but nothing that this page may read. */
  refused: StoreApi<boolean>;
  /** True for the first who asks with this object: what is read out shall be read out once, not by every element. */
  claim(change: object): boolean;
  close(): void;
}

export function openConnection({ host, token }: BoardAddress): BoardConnection {
  const closing = new AbortController();
  const { signal } = closing;
  const liveStore = createLiveStore(Date.now());
  const queryClient = createQueryClient();
  const refused = createStore(() => false);
  const claimed = new WeakSet<object>();
  const api = createApi({ url: new URL('/api', host).href, token, onSignedOut: () => live.probe() });

  const askWhy = async () => {
    const there = await isThere(host, signal);
    if (!signal.aborted) refused.setState(there && liveStore.getState().connection.state === 'disconnected', true);
  };
  const live = followStream({
    api,
    timers: browserTimers,
    onChange: (change) => liveStore.apply(change, Date.now()),
    onConnection: (connection) => {
      liveStore.setConnection(connection);
      if (connection.state === 'disconnected') void askWhy();
      else refused.setState(false, true);
    },
  });
  // A sleeping machine and a lost network break the stream silently; both tell when they are over.
  window.addEventListener('online', () => live.probe(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') live.probe();
    },
    { signal },
  );
  const stopSync = syncCache(liveStore, queryClient);

  return {
    host,
    api,
    live,
    liveStore,
    pendingStore: createPendingStore(),
    queryClient,
    ticker: createTicker(),
    refused,
    claim(change) {
      if (claimed.has(change)) return false;
      claimed.add(change);
      return true;
    },
    close() {
      closing.abort();
      live.stop();
      stopSync();
      queryClient.clear();
    },
  };
}

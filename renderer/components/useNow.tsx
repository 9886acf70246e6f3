import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';

export interface Ticker {
  now(): number;
  subscribe(listener: () => void): () => void;
}

/** One heartbeat for every relative time on the page; it beats only while something is shown that needs it. */
export function createTicker(stepMs = 1000): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    now: () => Date.now(),
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const each of listeners) each();
      }, stepMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
}

const TickerContext = createContext<Ticker | null>(null);

export function TickerProvider({ ticker, children }: { ticker: Ticker; children: ReactNode }) {
  return <TickerContext value={ticker}>{children}</TickerContext>;
}

/** The present in epoch ms, rounded down to `stepMs`, so that the component renders again only once a step. */
export function useNow(stepMs = 1000): number {
  const ticker = useContext(TickerContext);
  if (!ticker) throw new Error('useNow needs a TickerProvider above it.');
  return useSyncExternalStore(ticker.subscribe, () => Math.floor(ticker.now() / stepMs) * stepMs);
}

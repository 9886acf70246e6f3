import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Change } from '../../shared/change.ts';
import type { DemoState } from '../../shared/demo.ts';
import type { Health } from '../../shared/health.ts';
import type { Overview } from '../../shared/overview.ts';
import type { PopUp } from '../../shared/popUp.ts';
import type { Connection } from '../api/live.ts';

export type AlertsChange = Extract<Change, { kind: 'alerts' }>;
type PopUpsChange = Extract<Change, { kind: 'popUps' }>;

export interface LiveState {
  connection: Connection;
  health: Health | null;
  /** Epoch ms at which the host last told its health: what the page knows of the watch is as old as this. */
  healthAt: number | null;
  overview: Overview | null;
  demo: DemoState | null;
  /** What the host asked pages to show; the newest last. */
  popUps: readonly PopUp[];
  /** The last change of them, which may close what this page has never seen; null after a snapshot. */
  lastPopUps: PopUpsChange | null;
  /** Grows with everything that may change which alerts there are; tables ask again when it moves. */
  revision: number;
  /** The last change of alerts, for rows to be patched in place; null after a snapshot. */
  lastAlerts: AlertsChange | null;
}

export interface LiveStore extends StoreApi<LiveState> {
  apply(change: Change, now: number): void;
  setConnection(connection: Connection): void;
}

/** What the stream has told, and how well it is connected. Rows of tables live in the query cache, not here. */
export function createLiveStore(now: number): LiveStore {
  const store = createStore<LiveState>(() => ({
    connection: { state: 'connecting', since: now, retryAt: null },
    health: null,
    healthAt: null,
    overview: null,
    demo: null,
    popUps: [],
    lastPopUps: null,
    revision: 0,
    lastAlerts: null,
  }));
  return {
    ...store,
    apply: (change, at) => store.setState((state) => reduce(state, change, at)),
    setConnection: (connection) => store.setState({ connection }),
  };
}

function reduce(state: LiveState, change: Change, at: number): Partial<LiveState> {
  switch (change.kind) {
    case 'snapshot':
      return {
        health: change.health,
        healthAt: at,
        overview: change.overview,
        demo: change.demo,
        popUps: change.popUps,
        lastPopUps: null,
        revision: state.revision + 1,
        lastAlerts: null,
      };
    case 'alerts':
      return { revision: state.revision + 1, lastAlerts: change };
    case 'overview':
      return { overview: change.overview };
    case 'health':
      return { health: change.health, healthAt: at };
    case 'demo':
      return { demo: change.demo };
    case 'popUps': {
      const over = new Set([...change.close, ...change.show.map(({ id }) => id)]);
      return { popUps: [...state.popUps.filter(({ id }) => !over.has(id)), ...change.show], lastPopUps: change };
    }
  }
}

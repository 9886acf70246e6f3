import { AsyncIteratorClass, withEventMeta } from '@orpc/server';
import type { Alert } from '../../shared/alert.ts';
import type { Change } from '../../shared/change.ts';
import type { DemoState } from '../../shared/demo.ts';
import type { Health } from '../../shared/health.ts';
import type { Overview } from '../../shared/overview.ts';
import type { PopUp } from '../../shared/popUp.ts';
import type { Clock } from '../clock.ts';
import { ChangeLog } from './changeLog.ts';
import { paced } from './paced.ts';

export interface ChangeFeedOptions {
  /** Tells this process's ids from those of an earlier one, whose numbers mean nothing here; letters and digits. */
  epoch: string;
  health: () => Health;
  overview: () => Overview;
  demo: () => DemoState | null;
  /** What pages show in the system's place right now. */
  popUps: () => PopUp[];
  clock: Clock;
  /** A change could not be put together, e.g. because the disk refuses; the stream goes on without it. */
  onFault: (error: unknown) => void;
  changes?: ChangeLog;
}

/** What the stream says, to any number of listeners. */
export interface ChangeFeed {
  alertsChanged(alerts: Alert[], newIds: string[]): void;
  /** After each check, too. */
  healthChanged(): void;
  demoChanged(state: DemoState): void;
  /** For pages to show, and the ids of those that are over. */
  popUpsChanged(show: PopUp[], close: string[]): void;
  /**
   * A snapshot and then every change; with the id of the last event that a listener got, what followed that instead.
   * A listener that falls too far behind gets a snapshot in place of what it missed. Ends with `signal` or `close`.
   */
  listen(lastEventId: string | undefined, signal: AbortSignal | undefined): AsyncIteratorClass<Change, void, void>;
  listeners(): number;
  /** Ends every listener's stream. */
  close(): void;
}

/** A bigger change is told as "more": clients then ask for the page they show. */
const maxAlertsInChange = 200;
/** The overview is several queries over the book: once a second is as often as anybody can read it. */
const overviewEveryMs = 1000;
/** Time alone moves alerts out of its hours: however quiet it is, it is no older than this and a check. */
const oldestOverviewMs = 60_000;
/** A cycle changes the health several times within a breath. */
const healthEveryMs = 100;

export function createChangeFeed(options: ChangeFeedOptions): ChangeFeed {
  const { epoch, clock, changes = new ChangeLog() } = options;
  const listeners = new Set<{ wake: () => void }>();
  let closed = false;
  let overviewAt = 0;

  const wakeAll = () => {
    for (const listener of [...listeners]) listener.wake();
  };
  const publish = (change: Change) => {
    changes.append(change);
    wakeAll();
  };
  const somebodyListens = () => listeners.size > 0 && !closed;
  // Runs off a timer, where whatever is thrown would end the process.
  const publishMade = (make: () => Change) => () => {
    try {
      publish(make());
    } catch (error) {
      options.onFault(error);
    }
  };
  const overview = paced(
    clock,
    overviewEveryMs,
    somebodyListens,
    publishMade(() => {
      overviewAt = clock.now();
      return { kind: 'overview', overview: options.overview() };
    }),
  );
  const health = paced(
    clock,
    healthEveryMs,
    somebodyListens,
    publishMade(() => ({ kind: 'health', health: options.health() })),
  );

  /** Taken in one step, so that it holds everything up to the number it carries. */
  function snapshot(): { number: number; change: Change } {
    overviewAt = clock.now();
    const change: Change = {
      kind: 'snapshot',
      health: options.health(),
      overview: options.overview(),
      demo: options.demo(),
      popUps: options.popUps(),
    };
    return { number: changes.last, change };
  }

  function listen(lastEventId: string | undefined, signal: AbortSignal | undefined) {
    let position = positionOf(lastEventId, epoch);
    let ended = false;
    const listener = { wake: () => {} };

    const end = () => {
      ended = true;
      signal?.removeEventListener('abort', end);
      listeners.delete(listener);
      if (listeners.size === 0) {
        health.rest();
        overview.rest();
      }
      listener.wake();
    };
    const begin = () => {
      if (listeners.has(listener)) return;
      listeners.add(listener);
      signal?.addEventListener('abort', end, { once: true });
      health.resume();
      overview.resume();
    };

    return new AsyncIteratorClass<Change, void, void>(
      async () => {
        if (signal?.aborted) ended = true;
        if (!ended) begin();
        while (!ended && !closed) {
          const next = position === null ? 'gone' : changes.next(position);
          if (next !== null) {
            const { number, change } = next === 'gone' ? snapshot() : next;
            position = number;
            return { done: false, value: withEventMeta({ ...change }, { id: `${epoch}-${number}` }) };
          }
          await new Promise<void>((resolve) => {
            listener.wake = resolve;
          });
        }
        return { done: true, value: undefined };
      },
      async () => end(),
    );
  }

  return {
    alertsChanged(alerts, newIds) {
      if (alerts.length === 0) return;
      const more = alerts.length > maxAlertsInChange;
      publish({ kind: 'alerts', alerts: more ? [] : alerts, newIds: newIds.slice(0, maxAlertsInChange), more });
      overview.mark();
    },
    healthChanged() {
      health.mark();
      if (Math.abs(clock.now() - overviewAt) >= oldestOverviewMs) overview.mark();
    },
    demoChanged: (state) => publish({ kind: 'demo', demo: state }),
    popUpsChanged: (show, close) => publish({ kind: 'popUps', show, close }),
    listen,
    listeners: () => listeners.size,
    close() {
      closed = true;
      health.rest();
      overview.rest();
      wakeAll();
    },
  };
}

/** The number in an id of this process; null for anything else, which means: begin with a snapshot. */
function positionOf(lastEventId: string | undefined, epoch: string): number | null {
  const match = /^([A-Za-z0-9]+)-(\d{1,15})$/.exec(lastEventId ?? '');
  return match?.[1] === epoch ? Number(match[2]) : null;
}

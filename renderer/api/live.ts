import { getEventMeta } from '@orpc/client';
import type { Change } from '../../shared/change.ts';
import type { Health } from '../../shared/health.ts';
import { isSignedOut } from './explainError.ts';
import type { Timers } from './timers.ts';

export interface Connection {
  /** `connecting`: the first time; `disconnected`: it was lost or never stood; `signedOut`: the host asks who we are. */
  state: 'connecting' | 'connected' | 'disconnected' | 'signedOut';
  /** Epoch ms since when. */
  since: number;
  /** Epoch ms of the next attempt while disconnected. */
  retryAt: number | null;
}

/** The two operations that the stream needs; `Api` has them. */
export interface StreamApi {
  stream(input: undefined, options: { signal: AbortSignal; lastEventId?: string }): Promise<AsyncIterable<Change>>;
  health(input: undefined, options: { signal: AbortSignal }): Promise<Health>;
}

interface FollowOptions {
  api: StreamApi;
  timers: Timers;
  onChange: (change: Change) => void;
  onConnection: (connection: Connection) => void;
  /** 0..1, spreads reconnects of many pages. */
  random?: () => number;
}

export interface Live {
  /** Looks at once whether the host still answers: on wake-up, network return, or by hand. */
  probe(): void;
  stop(): void;
}

const firstEventMs = 10_000;
const probeMs = 10_000;
const resumedMs = 2000;
/** Longer than a default cycle: every cycle sends health, so silence for this long deserves a question. */
const silenceMs = 45_000;
const retryMs = [500, 1000, 2000, 4000, 8000, 10_000];

/**
 * Follows the host's stream for as long as the page lives: resumes after the last event, tries again with growing
 * pauses, and does not trust a silent connection: a half-open socket looks alive for hours, so after a silence the
 * host is asked directly, and if it knows of a cycle that the stream did not tell, the stream is opened anew.
 */
export function followStream({ api, timers, onChange, onConnection, random = Math.random }: FollowOptions): Live {
  let stopped = false;
  let failures = 0;
  let lastEventId: string | undefined;
  let lastCycleAt: string | undefined;
  let current: AbortController | undefined;
  let wake: (() => void) | undefined;
  let watchdog: { cancel(): void } | undefined;
  let state: Connection['state'] = 'connecting';
  let since = timers.now();

  const tell = (next: Connection['state'], retryAt: number | null = null) => {
    if (next !== state) since = timers.now();
    state = next;
    onConnection({ state, since, retryAt });
  };
  const expectWithin = (ms: number, otherwise: () => void) => {
    watchdog?.cancel();
    watchdog = timers.after(ms, otherwise);
  };

  const take = (change: Change) => {
    lastEventId = getEventMeta(change)?.id ?? lastEventId;
    if (change.kind === 'snapshot' || change.kind === 'health') lastCycleAt = change.health.lastCycle?.startedAt;
    failures = 0;
    if (state !== 'connected') tell('connected');
    expectWithin(silenceMs, askDirectly);
    onChange(change);
  };

  const askDirectly = async () => {
    const stream = current;
    if (!stream) return;
    const timeout = new AbortController();
    const timer = timers.after(probeMs, () => timeout.abort());
    try {
      const health = await api.health(undefined, { signal: timeout.signal });
      if (stopped || stream !== current) return;
      const known = lastCycleAt;
      take({ kind: 'health', health });
      if (known !== undefined && health.lastCycle && health.lastCycle.startedAt !== known) stream.abort();
    } catch {
      stream.abort();
    } finally {
      timer.cancel();
    }
  };

  const followOnce = async (): Promise<unknown> => {
    const controller = new AbortController();
    current = controller;
    const untilAborted = abortable(controller.signal);
    expectWithin(firstEventMs, () => controller.abort());
    try {
      const options = { signal: controller.signal, ...(lastEventId === undefined ? {} : { lastEventId }) };
      const changes = await untilAborted(api.stream(undefined, options));
      // A stream that resumes where it broke off may have nothing to tell: its answer is the sign of life.
      if (lastEventId !== undefined) {
        failures = 0;
        tell('connected');
        expectWithin(resumedMs, askDirectly);
      }
      const iterator = changes[Symbol.asyncIterator]();
      for (;;) {
        const next = await untilAborted(iterator.next());
        if (next.done || stopped) return undefined;
        take(next.value);
      }
    } catch (error) {
      return error;
    } finally {
      controller.abort();
      current = undefined;
      watchdog?.cancel();
    }
  };

  const run = async () => {
    tell('connecting');
    while (!stopped) {
      const error = await followOnce();
      if (stopped) return;
      const step = retryMs[Math.min(failures, retryMs.length - 1)] ?? 10_000;
      const waitMs = isSignedOut(error) ? 10_000 : Math.round(step * (0.75 + random() / 2));
      failures++;
      tell(isSignedOut(error) ? 'signedOut' : 'disconnected', timers.now() + waitMs);
      await new Promise<void>((resolve) => {
        const timer = timers.after(waitMs, resolve);
        wake = () => {
          timer.cancel();
          resolve();
        };
      });
      wake = undefined;
    }
  };
  run();

  return {
    probe() {
      if (wake) wake();
      else if (state === 'connected') askDirectly();
    },
    stop() {
      stopped = true;
      wake?.();
      watchdog?.cancel();
      current?.abort();
    },
  };
}

/**
 * Waits for one thing after the other, and for none of them any more after the abort, even where a transport ignores the
 * signal. A race with the abort would keep every change of a stream for as long as that lives.
 */
function abortable(signal: AbortSignal): <T>(work: Promise<T>) => Promise<T> {
  let giveUp = () => {};
  signal.addEventListener('abort', () => giveUp());
  return (work) =>
    new Promise((resolve, reject) => {
      giveUp = () => reject(new DOMException('Stream given up', 'AbortError'));
      work.then(resolve, reject);
      if (signal.aborted) giveUp();
    });
}

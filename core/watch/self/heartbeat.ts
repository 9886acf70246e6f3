import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Monitor } from '../../monitor/monitor.ts';

/** Tells others that the watch lives; null: told, else why not, in one sentence. Never rejects. */
export type TellAlive = (signal: AbortSignal) => Promise<string | null>;

interface HeartbeatOptions {
  monitor: Pick<Monitor, 'subscribe' | 'health'>;
  /** Each for itself: one that fails keeps none of the others from being told. */
  tell: readonly TellAlive[];
  everyMs: number;
  clock: Clock;
  log: Log;
}

export interface Heartbeat {
  /** Why it could not be told the last time; null: it could. */
  problem(): string | null;
  stop(): Promise<void>;
}

/**
 * A sign of life after a check that could read everything it needs: when the client dies, sleeps or is blind, it stays away,
 * and who expects it notices.
 */
export function startHeartbeat({ monitor, tell, everyMs, clock, log }: HeartbeatOptions): Heartbeat {
  const stopping = new AbortController();
  let toldAt: number | null = null;
  let toldCycle: string | null = null;
  let problem: string | null = null;
  let running: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    const problems = await Promise.all(tell.map((each) => each(stopping.signal)));
    const found = problems.find((each) => each !== null) ?? null;
    if (stopping.signal.aborted) return;
    if (found !== null && found !== problem) log.warn(found);
    problem = found;
  }

  const unsubscribe = monitor.subscribe((change) => {
    if (change.kind !== 'health' || tell.length === 0) return;
    const now = clock.now();
    // A little early is better than a whole cycle late.
    if (toldAt !== null && now >= toldAt && now - toldAt < everyMs * 0.9) return;
    const { status, lastCycle } = monitor.health();
    if (status !== 'live' || lastCycle === null || lastCycle.startedAt === toldCycle) return;
    toldAt = now;
    toldCycle = lastCycle.startedAt;
    running = running.then(beat);
  });

  return {
    problem: () => problem,
    async stop() {
      unsubscribe();
      stopping.abort();
      await running;
    },
  };
}

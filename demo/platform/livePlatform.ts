import type { Connection } from '../../core/adapters/clickhouse/connection.ts';
import type { Clock, Timer } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { TimedChange } from '../storefront/changes.ts';
import { writePlatform } from './writePlatform.ts';

interface LivePlatformOptions {
  connection: Connection;
  /** Everything before is written already, ms UTC. */
  from: number;
  changes: () => readonly TimedChange[];
  clock: Clock;
  log: Log;
}

export interface LivePlatform {
  start(): void;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

const tickMs = 10_000;
/** What is older than a day is not caught up. */
const longestPauseMs = 86_400_000;
const deadlineMs = 30_000;

/** Lets the platform go on from the end of its history. A slice that cannot be written is written later. */
export function createLivePlatform({ connection, from, changes, clock, log }: LivePlatformOptions): LivePlatform {
  const stopping = new AbortController();
  let written = from;
  let timer: Timer | null = null;
  let running: Promise<void> = Promise.resolve();
  let away = false;

  async function tick(): Promise<void> {
    const now = clock.now();
    const slice = { from: Math.max(written, now - longestPauseMs), to: now, changes: changes() };
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(deadlineMs)]);
    const result = await writePlatform(connection, slice, signal);
    if (stopping.signal.aborted) return;
    // A table may have its rows although a later one failed: what is written twice is alike and counts once.
    if (result.ok) written = Math.max(written, now);
    else if (!away) log.warn('The simulated platform waits for ClickHouse.', { code: result.error.code });
    away = !result.ok;
  }

  function run(): void {
    timer = null;
    running = tick().then(() => {
      if (!stopping.signal.aborted) timer = clock.after(tickMs, run);
    });
  }

  return {
    start: run,
    async stop() {
      stopping.abort(new Error('The simulated platform was closed.'));
      timer?.cancel();
      await running;
    },
  };
}

import type { Connection } from '../../core/adapters/clickhouse/connection.ts';
import type { Row } from '../../core/adapters/clickhouse/readAnswer.ts';
import type { Clock, Timer } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { ok, type Result } from '../../shared/problem.ts';
import type { TimedChange } from './changes.ts';
import { createEventsSql } from './eventsSql.ts';
import { newestEventAt } from './newestEventAt.ts';
import type { Shop } from './shop.ts';
import { eventColumns, writeHistory } from './writeHistory.ts';

export interface LiveShopOptions {
  connection: Connection;
  shop: Shop;
  /** Everything before is written already, ms UTC. */
  from: number;
  /** The changes as they are now: another list whenever one was begun or ended, so that what was made ahead is made anew. */
  changes: () => readonly TimedChange[];
  clock: Clock;
  log: Log;
}

export interface LiveShop {
  start(): void;
  /** Catches up now instead of at the next tick, as soon as ClickHouse is back and before anybody judges the gap. */
  wake(): void;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

const tickMs = 2000;
/** Events are made this far ahead and then only let go, so that the generator runs once a minute and costs next to nothing. */
const aheadMs = 60_000;
/** After a longer pause (a sleeping machine, ClickHouse away) ClickHouse writes what was missed by itself. */
const longPauseMs = 90_000;
/** What is older than a day is not caught up. */
const longestPauseMs = 86_400_000;
const deadlineMs = 30_000;

/** Lets the shop go on from the end of its history, a slice every two seconds. A slice that cannot be written is kept for later. */
export function createLiveShop(options: LiveShopOptions): LiveShop {
  const { connection, shop, clock, log } = options;
  const eventsSql = createEventsSql(shop);
  const stopping = new AbortController();
  let written = options.from;
  let prepared: Prepared | null = null;
  let timer: Timer | null = null;
  let running: Promise<void> = Promise.resolve();
  let away = false;

  async function prepare(from: number, signal: AbortSignal): Promise<Result<Prepared>> {
    const changes = options.changes();
    const to = from + aheadMs;
    const made = await connection.select({ sql: `${eventsSql({ from, to, changes })}\nORDER BY event_time` }, signal);
    if (!made.ok) return made;
    const events = made.value.map((row) => ({ at: Date.parse(`${String(row.event_time).replace(' ', 'T')}Z`), row }));
    return ok({ changes, to, events });
  }

  /** Writes [written, now). */
  async function writeSlice(now: number, signal: AbortSignal): Promise<Result<null>> {
    if (now - written > longPauseMs) {
      const from = Math.max(written, now - longestPauseMs);
      const missed = { from, to: now, changes: options.changes(), inOrder: true };
      const caughtUp = await writeHistory(connection, shop, missed, signal);
      if (caughtUp.ok) written = now;
      return caughtUp;
    }
    while (written < now) {
      if (prepared === null || prepared.to <= written || prepared.changes !== options.changes()) {
        const made = await prepare(written, signal);
        if (!made.ok) return made;
        prepared = made.value;
      }
      const { events, to } = prepared;
      const until = Math.min(now, to);
      const rows = events.filter(({ at }) => written <= at && at < until).map(({ row }) => row);
      const inserted = await connection.insert(connection.tables.events, eventColumns, rows, signal);
      if (!inserted.ok) return inserted;
      written = until;
    }
    return ok(null);
  }

  async function tick(): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(deadlineMs)]);
    // A write that seemed to fail may have been done: only the table knows where to go on.
    const newest = away ? await newestEventAt(connection, signal) : ok(null);
    if (newest.ok && newest.value !== null) written = Math.max(written, newest.value + 1);
    const result = newest.ok ? await writeSlice(clock.now(), signal) : newest;
    if (stopping.signal.aborted) return;
    if (!result.ok && !away) log.warn('The simulated shop waits for ClickHouse.', { code: result.error.code });
    if (result.ok && away) log.info('The simulated shop goes on.');
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
    wake() {
      if (timer === null) return;
      timer.cancel();
      run();
    },
    async stop() {
      stopping.abort(new Error('The simulated shop was closed.'));
      timer?.cancel();
      await running;
    },
  };
}

interface Prepared {
  changes: readonly TimedChange[];
  /** Exclusive end of what is prepared, ms UTC. */
  to: number;
  events: { at: number; row: Row }[];
}

import type { Clock, Timer } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { DemoState } from '../shared/demo.ts';
import type { ClickHouseProcess, Exit } from './clickhouse/startClickHouse.ts';

export interface SuperviseOptions {
  /** Starts the process on that port; 0 is any. */
  launch: (port: number) => Promise<ClickHouseProcess>;
  clock: Clock;
  log: Log;
  onChange: (state: SupervisedState) => void;
}

export type SupervisedState = Pick<DemoState, 'clickhouse' | 'message'>;

export interface SupervisedClickHouse {
  url: string;
  state(): SupervisedState;
  /** Ends the process for good. Never rejects. */
  close(): Promise<void>;
}

const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A process that lived this long has not failed at its start: the delays begin anew. */
const stableMs = 60_000;
/** How long the state says that there was a restart. */
const mentionedMs = 5 * 60_000;

/** Starts the embedded ClickHouse and restarts it on the same port whenever it ends unasked. Rejects when the first start fails. */
export async function superviseClickHouse(options: SuperviseOptions): Promise<SupervisedClickHouse> {
  const { launch, clock, log } = options;
  let state: SupervisedState = { clickhouse: 'starting', message: null };
  let timer: Timer | null = null;
  let closing = false;
  let delayMs = firstDelayMs;

  function become(clickhouse: SupervisedState['clickhouse'], message: string | null): void {
    state = { clickhouse, message };
    options.onChange(state);
  }

  let process = await launch(0);
  const { url } = process;
  const port = Number(new URL(url).port);
  let starting: Promise<void> = Promise.resolve();
  become('running', null);
  watch(process);

  function watch(started: ClickHouseProcess): void {
    const startedAt = clock.now();
    void started.exited.then((exit) => {
      if (closing) return;
      timer?.cancel();
      if (clock.now() - startedAt >= stableMs) delayMs = firstDelayMs;
      const why = reasonOf(exit);
      log.warn('The embedded ClickHouse ended unasked and is restarted.', { why, delayMs });
      become(
        'restarting',
        `ClickHouse ended by itself (${why}). Nothing is checked until it is back; it is being restarted.`,
      );
      restartLater(why);
    });
  }

  function restartLater(why: string): void {
    timer = clock.after(delayMs, () => {
      delayMs = Math.min(longestDelayMs, delayMs * 2);
      starting = restart(why);
    });
  }

  async function restart(why: string): Promise<void> {
    try {
      process = await launch(port);
    } catch (error) {
      if (closing) return;
      const reason = error instanceof Error ? error.message : String(error);
      log.error('The embedded ClickHouse could not be restarted.', { reason });
      become(
        'restarting',
        `ClickHouse cannot be restarted: ${reason} Nothing is checked; it is tried again and again.`,
      );
      return restartLater(why);
    }
    if (closing) return;
    log.info('The embedded ClickHouse is back.');
    become('running', `ClickHouse had ended by itself (${why}) and was restarted.`);
    timer = clock.after(mentionedMs, () => become('running', null));
    watch(process);
  }

  return {
    url,
    state: () => state,
    async close() {
      closing = true;
      timer?.cancel();
      await starting;
      await process.stop();
      become('stopped', null);
    },
  };
}

function reasonOf({ code, signal }: Exit): string {
  return signal === null ? `code ${code}` : `signal ${signal}`;
}

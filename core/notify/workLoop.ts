import type { Clock, Timer } from '../clock.ts';
import type { Log } from '../log.ts';

/** Work on what waits, one run at a time. */
export interface WorkLoop {
  /** Something may have to be done; woken in a run, it runs once more after it. */
  wake(): void;
  /** Wakes by itself after so long. */
  sleep(ms: number): void;
  isRunning(): boolean;
  /** From the moment on at which `stop` was called. */
  isStopped(): boolean;
  /** Cuts off what a run waits for, some time after `stop`. */
  readonly signal: AbortSignal;
  /** Lets a run under way end for a moment, then cuts it off. */
  stop(): Promise<void>;
}

const stopGraceMs = 2000;
/** After a fault, or a disk that refused. */
export const tryAgainAfterMs = 2000;

/** `work` ends early once the loop is stopped. `fault`: what is said in the log when it throws. */
export function createWorkLoop(options: { work(): Promise<void>; fault: string; clock: Clock; log: Log }): WorkLoop {
  const { work, fault, clock, log } = options;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let wokenMeanwhile = false;
  let stopped = false;
  let timer: Timer | null = null;

  function wake(): void {
    if (stopped) return;
    if (running) {
      wokenMeanwhile = true;
      return;
    }
    timer?.cancel();
    timer = null;
    running = work()
      .catch((error: unknown) => {
        log.error(fault, { error });
        sleep(tryAgainAfterMs);
      })
      .finally(() => {
        running = null;
        if (!wokenMeanwhile) return;
        wokenMeanwhile = false;
        wake();
      });
  }

  function sleep(ms: number): void {
    if (stopped) return;
    timer?.cancel();
    timer = clock.after(ms, wake);
  }

  return {
    wake,
    sleep,
    isRunning: () => running !== null,
    isStopped: () => stopped,
    signal: stopping.signal,
    async stop() {
      stopped = true;
      timer?.cancel();
      if (running) {
        const grace = clock.after(stopGraceMs, () => stopping.abort());
        await running;
        grace.cancel();
      }
      stopping.abort();
    },
  };
}

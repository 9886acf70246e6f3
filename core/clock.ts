/** Handle of a pending timer. */
export interface Timer {
  cancel(): void;
}

/** Time as the core sees it: milliseconds since the epoch, UTC. Tests drive it by hand. */
export interface Clock {
  now(): number;
  /** Calls back once after `delayMs`; never early. */
  after(delayMs: number, callback: () => void): Timer;
}

/** Waits on `clock`; rejects with the signal's reason when aborted. */
export function delay(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

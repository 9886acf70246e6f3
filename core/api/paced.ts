import type { Clock, Timer } from '../clock.ts';

export interface Paced {
  /** Something changed: `run` soon, or once it is wanted again. */
  mark(): void;
  /** It is wanted again: what was marked meanwhile runs soon. */
  resume(): void;
  /** It is not wanted for now: no timer stays behind. */
  rest(): void;
}

/** Gathers many marks into one run, at most once every `everyMs` and only while `wanted`. */
export function paced(clock: Clock, everyMs: number, wanted: () => boolean, run: () => void): Paced {
  let stale = false;
  let timer: Timer | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;

  function due(): void {
    timer = null;
    if (!stale || !wanted()) return;
    stale = false;
    lastAt = clock.now();
    run();
  }

  function resume(): void {
    if (!stale || timer !== null || !wanted()) return;
    // Bounded above too: a clock that was set back must not make anybody wait.
    const delayMs = Math.max(0, Math.min(everyMs, lastAt + everyMs - clock.now()));
    timer = clock.after(delayMs, due);
  }

  return {
    mark() {
      stale = true;
      resume();
    },
    resume,
    rest() {
      timer?.cancel();
      timer = null;
    },
  };
}

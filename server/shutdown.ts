import type { Clock } from '../core/clock.ts';

export interface Shutdown {
  /** Registers how to undo one step of the start; undone in reverse. */
  onStop(stop: () => unknown): void;
  /** Undoes everything once, then calls `exit`; a second call while that is under way exits at once. */
  now(exitCode: number): void;
}

/** A step that hangs must not keep a person from leaving. */
const patienceMs = 10_000;

export function createShutdown(
  clock: Clock,
  exit: (code: number) => void,
  onError: (error: unknown) => void,
): Shutdown {
  const stops: (() => unknown)[] = [];
  let leaving = false;

  async function undoAll(): Promise<void> {
    for (const stop of stops.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    onStop: (stop) => stops.push(stop),
    now(exitCode) {
      if (leaving) return exit(exitCode);
      leaving = true;
      const patience = clock.after(patienceMs, () => exit(1));
      void undoAll().then(() => {
        patience.cancel();
        exit(exitCode);
      });
    },
  };
}

import type { Clock } from '../clock.ts';

export interface Shutdown {
  /** Registers how to undo one step of the start; undone in reverse. */
  onStop(stop: () => unknown): void;
  /**
   * Undoes everything once, then calls `exit`; a second call while that is under way exits at once. Calls within a second
   * count as one: Ctrl-C reaches this process from the terminal and again from the one that started it.
   */
  now(exitCode: number): void;
}

/** A step that hangs must not keep a person from leaving. */
const patienceMs = 10_000;
const sameRequestMs = 1000;

export function createShutdown(
  clock: Clock,
  exit: (code: number) => void,
  onError: (error: unknown) => void,
): Shutdown {
  const stops: (() => unknown)[] = [];
  let leavingSince: number | null = null;

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
      if (leavingSince !== null) {
        if (clock.now() - leavingSince > sameRequestMs) exit(exitCode);
        return;
      }
      leavingSince = clock.now();
      const patience = clock.after(patienceMs, () => exit(1));
      void undoAll().then(() => {
        patience.cancel();
        exit(exitCode);
      });
    },
  };
}

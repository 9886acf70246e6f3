import { app, type BrowserWindow, powerMonitor } from 'electron';
import type { Clock } from '../../core/clock.ts';

/** Systems kill what has not ended by itself: Windows after five seconds, Linux likewise by its default. */
const patienceMs = 3000;

/**
 * Ends in good order when the person logs out or the machine shuts down. Nothing is lost when it comes to nothing, for all
 * state is written as it changes. Windows tells only windows, and tells them whether hidden or not: pass each to
 * `attach`, once or more often. After `ready`.
 */
export function watchSessionEnd(clock: Clock, stop: () => void): { attach(window: BrowserWindow): void } {
  let ending = false;

  function end(): void {
    if (ending) return;
    ending = true;
    clock.after(patienceMs, () => app.exit(0));
    stop();
  }

  const monitor: NodeJS.EventEmitter = powerMonitor;
  monitor.on('shutdown', (event?: { preventDefault?: () => void }) => {
    // Asks the system to wait for us, which it does for a moment.
    event?.preventDefault?.();
    end();
  });
  return {
    attach(window) {
      window.off('session-end', end);
      window.on('session-end', end);
    },
  };
}

import type { AlertBook, Glance } from '../../core/alerts/alertBook.ts';
import { paced } from '../../core/api/paced.ts';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import type { Health } from '../../shared/health.ts';
import type { TrayFacts } from './trayFacts.ts';

interface KeepTrayOptions {
  monitor: Pick<Monitor, 'subscribe'>;
  book: Pick<AlertBook, 'glance'>;
  health: () => Health;
  /** ISO 4217. */
  currency: () => string;
  show(facts: TrayFacts): void;
  clock: Clock;
  log: Log;
}

/** As often as anybody can look; a cycle changes several things within a breath. */
const everyMs = 250;
/** As many as the menu has room for. */
const newestShown = 5;
const nothingOpen: Glance = { unacknowledged: { critical: 0, high: 0, medium: 0, low: 0 }, newest: [] };

/** Keeps tray and badges true to the watch. Returns how to end it. */
export function keepTray(options: KeepTrayOptions): () => void {
  const { monitor, clock, log } = options;
  let glance: Glance = nothingOpen;

  function draw(): void {
    try {
      glance = options.book.glance(newestShown);
    } catch (error) {
      // How far the picture can be trusted is told whatever the disk says; it does not read as live then.
      log.error('The tray could not count the open alerts', { error });
    }
    options.show({ health: options.health(), ...glance, currency: options.currency() });
  }

  const drawing = paced(clock, everyMs, () => true, draw);
  drawing.mark();
  const unsubscribe = monitor.subscribe(() => drawing.mark());
  return () => {
    unsubscribe();
    drawing.rest();
  };
}

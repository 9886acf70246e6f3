import type { AlertBook } from '../alerts/alertBook.ts';
import type { Clock } from '../clock.ts';
import type { Monitor } from '../monitor/monitor.ts';

interface Parts {
  book: AlertBook;
  monitor: Pick<Monitor, 'alertsChanged'>;
  clock: Clock;
}

const longestName = 100;

/**
 * Somebody says “I have it” beyond our own pages. Null: it is noted, and told like any other acknowledgement; else a sentence
 * for that person. Throws what the book throws.
 */
export function acknowledgeFromElsewhere({ book, monitor, clock }: Parts, alertId: string, by: string): string | null {
  const alert = book.detail(alertId);
  if (alert === null) return 'Watchkeeper does not know this alert any more.';
  if (alert.status === 'resolved') return 'This alert is over already: nobody needs to take it.';
  if (alert.status === 'acknowledged') return `${alert.acknowledgedBy ?? 'Somebody'} has this alert already.`;
  monitor.alertsChanged(book.acknowledge([alertId], by.slice(0, longestName), null, clock.now()));
  return null;
}

import type { AlertBook } from '../core/alerts/alertBook.ts';
import { StorageError } from '../core/alerts/storageError.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Monitor } from '../core/monitor/monitor.ts';
import type { Alert } from '../shared/alert.ts';

export interface PersonActionsOptions {
  book: AlertBook;
  monitor: Pick<Monitor, 'alertsChanged' | 'pausePopUps' | 'runCycle'>;
  /** Who does it. */
  person: string;
  /** A sentence for the person when it could not be kept. */
  tell(sentence: string): void;
  clock: Clock;
  log: Log;
}

/** What people do outside of the window, in the tray and on notifications. None of it throws. */
export interface PersonActions {
  acknowledge(ids: readonly string[]): void;
  /** `all`: whatever nobody has at that moment. `until`: ms UTC. */
  snooze(ids: readonly string[] | 'all', until: number): void;
  /** Null: they come again. */
  pause(until: number | null): void;
  checkNow(): void;
}

/** One page of unacknowledged alerts; snoozing all goes on until none is left over. */
const pageSize = 1000;

export function createPersonActions(options: PersonActionsOptions): PersonActions {
  const { book, monitor, person, clock, log } = options;

  function change(what: string, work: () => Alert[]): void {
    try {
      const alerts = work();
      if (alerts.length > 0) monitor.alertsChanged(alerts);
    } catch (error) {
      log.error(`${what} failed`, { error });
      const why = error instanceof StorageError ? error.problem.message : 'The log says more.';
      options.tell(`${what} was not kept. ${why}`);
    }
  }

  function unacknowledged(): string[] {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page = book.list({ status: ['active'], limit: pageSize, ...(cursor === null ? {} : { cursor }) });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return ids;
  }

  return {
    acknowledge: (ids) => change('The acknowledgement', () => book.acknowledge(ids, person, null, clock.now())),
    snooze: (ids, until) =>
      change('The snooze', () => book.snoozeMany(ids === 'all' ? unacknowledged() : ids, until, person, clock.now())),
    pause(until) {
      const paused = monitor.pausePopUps(until);
      if (!paused.ok) options.tell(paused.error.message);
    },
    checkNow: () => void monitor.runCycle('manual'),
  };
}

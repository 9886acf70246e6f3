import type { Alert } from '../../shared/alert.ts';
import type { Log } from '../log.ts';
import { isAboutAlert, type OutboxEntry } from '../notify/outbox.ts';
import type { MonitorChange } from './monitor.ts';

/** Tells whoever listens what came of the watch; a listener that fails keeps nothing from the others. */
export interface Announcements {
  /** Returns how to stop. */
  subscribe(listener: (change: MonitorChange) => void): () => void;
  /** Says nothing where nothing changed, as `decided` does. */
  alerts(alerts: Alert[], newIds: string[]): void;
  /** The notification logs of these alerts changed. */
  decided(alertIds: string[]): void;
  delivered(entries: readonly OutboxEntry[]): void;
  health(): void;
  end(): void;
}

export function createAnnouncements(log: Log): Announcements {
  const listeners = new Set<(change: MonitorChange) => void>();

  function emit(change: MonitorChange): void {
    for (const listener of [...listeners]) {
      try {
        listener(change);
      } catch (error) {
        log.error('A listener of the watch failed.', { error });
      }
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    alerts(alerts, newIds) {
      if (alerts.length > 0) emit({ kind: 'alerts', alerts, newIds });
    },
    decided(alertIds) {
      if (alertIds.length > 0) emit({ kind: 'notifications', alertIds });
    },
    delivered(entries) {
      const alertIds = new Set(entries.filter(isAboutAlert).map(({ alertId }) => alertId));
      emit({ kind: 'notifications', alertIds: [...alertIds] });
      emit({ kind: 'health' });
    },
    health: () => emit({ kind: 'health' }),
    end: () => listeners.clear(),
  };
}

import type { NotificationMessage } from '../../core/notify/notifier.ts';
import { anAlert } from './builders.ts';

/** What a receiver is told of an alert that has just begun, unless told otherwise. */
export function aMessage(overrides: Partial<NotificationMessage> = {}): NotificationMessage {
  return {
    ...{ key: 'k1', reason: 'firing', alert: anAlert(), currency: 'USD', delayedMs: 0, suppressed: 0, ref: null },
    ...{ dashboardUrl: 'https://watch.example.com/alerts/a1', acknowledgeUrl: null },
    ...overrides,
  };
}

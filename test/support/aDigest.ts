import type { DigestMessage, NotificationMessage } from '../../core/notify/notifier.ts';

/** Messages that came at once and are in time, unless told otherwise. */
export function aDigest(messages: NotificationMessage[], overrides: Partial<DigestMessage> = {}): DigestMessage {
  const place = { group: null, dashboardUrl: null, currency: 'USD', lostRevenue: null };
  return { messages, ...place, delayedMs: 0, outageMs: null, ...overrides };
}

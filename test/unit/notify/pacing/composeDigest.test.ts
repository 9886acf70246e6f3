import { expect, it } from 'vitest';
import type { AlertOutboxEntry } from '../../../../core/notify/outbox.ts';
import { composeDigest } from '../../../../core/notify/pacing/composeDigest.ts';
import type { NotificationReason } from '../../../../shared/alert.ts';
import type { Severity } from '../../../../shared/severity.ts';
import { anAlert } from '../../../support/builders.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');

function entry(
  seq: number,
  id: string,
  severity: Severity,
  reason: NotificationReason,
  group: string | null,
): AlertOutboxEntry {
  const alert = anAlert({ id, severity });
  const links = { dashboardUrl: `https://watch.example.com/alerts/${id}`, acknowledgeUrl: null };
  const message = { key: `${seq}`, reason, alert, group, currency: 'USD', ...links };
  return { seq, alertId: id, message, receiver: 'slack', via: 'slack', createdAt: now - seq * 1000, attempts: 0 };
}
const atSending = {
  complete: ({ message }: AlertOutboxEntry) => ({ ...message, delayedMs: 0, suppressed: 0, ref: null }),
  lostRevenueOf: (alertIds: readonly string[]) => alertIds.length * 100,
};

it('names every alert once, as its newest message says it, the worst first and what is over last', () => {
  const entries = [
    entry(1, 'a', 'high', 'firing', 'g'),
    entry(2, 'b', 'critical', 'firing', 'g'),
    entry(3, 'a', 'high', 'resolved', 'g'),
    entry(4, 'c', 'high', 'firing', 'g'),
  ];
  const digest = composeDigest(entries, now, atSending);
  expect(digest.messages.map(({ alert, reason }) => `${alert.id} ${reason}`)).toEqual([
    'b firing',
    'c firing',
    'a resolved',
  ]);
  expect(digest).toMatchObject({ group: 'g', currency: 'USD', lostRevenue: 300, delayedMs: 4000 });
  expect(digest.dashboardUrl).toBe('https://watch.example.com/alerts');
});

it('says that nothing got through only where they were tried in vain for more than five minutes', () => {
  const waited = (minutes: number, attempts: number) => ({
    ...{ ...entry(1, `a${minutes}`, 'high', 'firing', null), attempts },
    createdAt: now - minutes * 60_000,
  });
  const outageOf = (...entries: AlertOutboxEntry[]) => composeDigest(entries, now, atSending).outageMs;
  expect(outageOf(waited(42, 9), waited(3, 1))).toBe(42 * 60_000);
  // Held to a limit for an hour, while others were tried in vain.
  expect(outageOf(waited(60, 0), waited(12, 3))).toBe(12 * 60_000);
  expect(outageOf(waited(60, 0), waited(4, 3))).toBeNull();
  expect(outageOf(waited(60, 0), waited(5, 0))).toBeNull();
});

it('says what alerts have in common only where all of them do', () => {
  const entries = [entry(1, 'a', 'high', 'firing', 'g'), entry(2, 'b', 'high', 'firing', 'other')];
  expect(composeDigest(entries, now, atSending).group).toBeNull();
});

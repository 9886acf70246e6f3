import { isAboutAlert, isUpdate, type Outbox, type OutboxEntry } from './outbox.ts';

/**
 * Who was told in place of another knows of the alert from then on, and hears who has it and that it is over: a service that
 * pages people would go on to do so.
 */
export function noteStandIn(outbox: Outbox, entry: OutboxEntry, name: string, at: number): void {
  if (!isAboutAlert(entry) || entry.receiver === name || isUpdate(entry.message.reason)) return;
  const { alert, reason } = entry.message;
  const before = outbox.told(alert.fingerprint, name);
  outbox.remember(alert.fingerprint, name, {
    ...{ alertId: alert.id, at, severity: alert.severity, reason, how: 'sent', owesRise: false },
    count: before?.alertId === alert.id ? before.count : 0,
    acknowledged: alert.acknowledgedAt !== null,
  });
}

/** Whether the receiver is told of the end by a message of its own, and needs none that was meant for another. */
export function hearsTheEndItself(outbox: Outbox, entry: OutboxEntry, name: string): boolean {
  if (!isAboutAlert(entry) || entry.message.reason !== 'resolved') return false;
  const told = outbox.told(entry.message.alert.fingerprint, name);
  return told?.alertId === entry.alertId && told.reason === 'resolved' && told.at >= entry.createdAt;
}

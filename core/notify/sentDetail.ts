import type { OutboxEntry } from './outbox.ts';

/** What the log says of a message that got through otherwise than planned; null: nothing. `warning`: of its notifier. */
export function sentDetail(entry: OutboxEntry, alerts: number, warning: string | undefined): string | null {
  const { via, receiver } = entry;
  const parts = [
    ...(via === receiver ? [] : [`Sent through ${via} in place of ${receiver}.`]),
    ...(alerts === 1 ? [] : [`In one message with ${alerts - 1} ${alerts === 2 ? 'other' : 'others'}.`]),
    ...(warning === undefined ? [] : [warning]),
  ];
  return parts.join(' ') || null;
}

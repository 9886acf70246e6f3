import { severityRank } from '../../../shared/severity.ts';
import type { DigestMessage, NotificationMessage } from '../notifier.ts';
import type { AlertOutboxEntry } from '../outbox.ts';

/**
 * Many waiting messages as one: each alert once, as its newest message says it, the worst first. `complete` adds what only
 * the moment of sending knows.
 */
export function composeDigest(
  entries: readonly AlertOutboxEntry[],
  now: number,
  complete: (entry: AlertOutboxEntry) => NotificationMessage,
): DigestMessage {
  const newest = new Map<string, AlertOutboxEntry>();
  for (const entry of [...entries].sort((one, other) => one.seq - other.seq)) newest.set(entry.alertId, entry);
  const messages = [...newest.values()].map(complete).sort(worstFirst);
  const groups = new Set(entries.map(({ message }) => message.group ?? null));
  const [group = null] = groups;
  const oldest = Math.min(...entries.map(({ createdAt }) => createdAt));
  return {
    messages,
    group: groups.size === 1 ? group : null,
    dashboardUrl: boardOf(messages[0]?.dashboardUrl ?? null),
    currency: messages[0]?.currency ?? '',
    delayedMs: Math.max(0, now - oldest),
  };
}

/** What is over comes last among equals, and what began first comes first. */
function worstFirst(one: NotificationMessage, other: NotificationMessage): number {
  const rank = ({ alert, reason }: NotificationMessage) =>
    severityRank(alert.severity) - (reason === 'resolved' ? 0.5 : 0);
  return rank(other) - rank(one) || one.alert.startsAt.localeCompare(other.alert.startsAt);
}

/** The alerts' page, from the page of one of them. */
function boardOf(dashboardUrl: string | null): string | null {
  return dashboardUrl === null ? null : dashboardUrl.replace(/\/[^/]*$/, '');
}

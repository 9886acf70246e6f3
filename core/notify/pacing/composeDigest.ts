import { severityRank } from '../../../shared/severity.ts';
import type { DigestMessage, NotificationMessage } from '../notifier.ts';
import type { AlertOutboxEntry } from '../outbox.ts';

/** What got through on a later try soon after is as good as in time. */
const outageFromMs = 5 * 60_000;

/** What only the moment of sending knows. */
interface AtSending {
  complete(entry: AlertOutboxEntry): NotificationMessage;
  /** See `AlertRecords`. */
  lostRevenueOf(alertIds: readonly string[]): number | null;
}

/** Many waiting messages as one: each alert once, as its newest message says it, the worst first. */
export function composeDigest(
  entries: readonly AlertOutboxEntry[],
  now: number,
  { complete, lostRevenueOf }: AtSending,
): DigestMessage {
  const newest = new Map<string, AlertOutboxEntry>();
  for (const entry of [...entries].sort((one, other) => one.seq - other.seq)) newest.set(entry.alertId, entry);
  const messages = [...newest.values()].map((entry) => complete(entry)).sort(worstFirst);
  const groups = new Set(entries.map(({ message }) => message.group ?? null));
  const [group = null] = groups;
  const oldest = Math.min(...entries.map(({ createdAt }) => createdAt));
  return {
    messages,
    group: groups.size === 1 ? group : null,
    dashboardUrl: boardOf(messages[0]?.dashboardUrl ?? null),
    currency: messages[0]?.currency ?? '',
    lostRevenue: lostRevenueOf([...newest.keys()]),
    delayedMs: Math.max(0, now - oldest),
    outageMs: outageOf(entries, now),
  };
}

function outageOf(entries: readonly AlertOutboxEntry[], now: number): number | null {
  const waitedMs = entries.filter(({ attempts }) => attempts > 0).map(({ createdAt }) => now - createdAt);
  const longestMs = Math.max(0, ...waitedMs);
  return longestMs > outageFromMs ? longestMs : null;
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

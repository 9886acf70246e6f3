import type { Health } from '../../../shared/health.ts';
import type { Connection } from '../../api/live.ts';

export type Watch = 'starting' | 'live' | 'late' | 'blind' | 'disconnected' | 'signedOut';

export interface FreshnessView {
  watch: Watch;
  /** One word for the status line. */
  word: string;
  /** Why it is not live; null when it is. */
  reason: string | null;
  /** Epoch ms since when; null while nothing is known. */
  since: number | null;
}

/** Slack for a cycle that runs long, so that a host that is a little late is not called late twice. */
const graceMs = 5000;

/**
 * How far the picture on this page can be trusted: the host's own word, unless the page cannot hear the host. A host
 * that is connected but stopped telling of cycles is late, whatever it said last: silence never looks like health.
 */
export function freshnessView(
  { health, healthAt, connection }: { health: Health | null; healthAt: number | null; connection: Connection },
  now: number,
): FreshnessView {
  if (connection.state === 'signedOut') {
    return {
      watch: 'signedOut',
      word: 'Signed out',
      reason: 'Watchkeeper does not know this page. Open the link that it printed when it started.',
      since: connection.since,
    };
  }
  if (connection.state === 'disconnected') {
    return {
      watch: 'disconnected',
      word: 'No connection',
      reason: 'It may have stopped, or the network is down. What happens now is not shown here.',
      since: connection.since,
    };
  }
  if (health === null || healthAt === null) {
    return { watch: 'starting', word: 'Connecting', reason: 'Waiting for the first answer.', since: null };
  }
  const silentMs = now - healthAt;
  if (health.status === 'live' && silentMs > 2 * health.cycleIntervalMs + graceMs) {
    return {
      watch: 'late',
      word: 'Late',
      reason: 'Watchkeeper is connected but has not told of a check for two cycles.',
      since: healthAt,
    };
  }
  const words = { starting: 'Starting', live: 'Live', late: 'Late', blind: 'Blind' } as const;
  return {
    watch: health.status,
    word: words[health.status],
    reason: health.statusReason,
    since: Date.parse(health.statusSince),
  };
}

import { formatDuration } from '../../shared/formatDuration.ts';
import type { DeliveryFailure } from './notifier.ts';
import { isAboutAlert, type OutboxEntry, type OutboxOutcome } from './outbox.ts';
import { type RetryPolicy, retryDelayMs } from './retryPolicy.ts';

interface Retry {
  error: DeliveryFailure;
  /** Until anything is sent to this receiver again, ms. */
  pauseMs: number;
  /** All that went in the one message: they wait together, so that they go as one again. */
  entries: readonly OutboxEntry[];
  policy: RetryPolicy;
  random(): number;
}

/** A machine that slept, or was off, has no network in the first seconds: that is no hour without the service. */
const fewestTries = 8;

/** After so many attempts together one goes ahead, each time another: the many may be what the service stumbles over. */
const triesTogether = 8;
const aheadMs = 15_000;

/** What becomes of a message that did not get through: it waits, or is given up at last. */
export function triedAgain(
  entry: OutboxEntry,
  { error, pauseMs, entries, policy, random }: Retry,
  now: number,
): OutboxOutcome {
  const giveUpMs = policy.giveUpAfterMs(isAboutAlert(entry) ? entry.message.alert.severity : 'low');
  if (now - entry.createdAt >= giveUpMs && entry.attempts + 1 >= fewestTries) {
    const detail = `Given up after ${formatDuration(giveUpMs)}: ${error.message} Nobody was told here; see the alert in Watchkeeper.`;
    return { kind: 'failed', at: now, cause: 'gaveUp', detail };
  }
  // Due a moment after the pause ends, so that another message is tried first: one that can never get through, however
  // severe, holds up nobody but itself.
  const ownMs =
    entries.length > 1
      ? behindMs(entry, entries, pauseMs)
      : retryDelayMs(policy, entry.attempts + 1, error.retryAfterMs, random);
  return { kind: 'retry', at: now, nextAttemptAt: now + Math.max(pauseMs, ownMs) + 1, detail: error.message };
}

function behindMs(entry: OutboxEntry, entries: readonly OutboxEntry[], pauseMs: number): number {
  const tries = Math.max(...entries.map(({ attempts }) => attempts)) + 1;
  const goesAhead = tries % triesTogether === 0 ? entries[(tries / triesTogether - 1) % entries.length] : entry;
  return entry === goesAhead ? 0 : pauseMs + aheadMs;
}

import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { DeliveryResult } from './notifier.ts';

/** What an attempt is about: nothing of the message itself, which names what only its readers should know. */
interface Attempt {
  receiver: string;
  /** `alert/receiver/number-reason` of each message that goes in it; empty: a test. */
  keys: readonly string[];
  reason: string;
}

/** Sends, and says what came of it and how long that took. */
export type AttemptLog = (
  attempt: Attempt,
  send: () => Promise<DeliveryResult | null>,
) => Promise<DeliveryResult | null>;

/** `loud`: said at info, so that it is in the log of every day; otherwise at debug. */
export function createAttemptLog({ clock, log, loud }: { clock: Clock; log: Log; loud: boolean }): AttemptLog {
  return async (attempt, send) => {
    const startedAt = clock.now();
    const result = await send();
    const fields = { ...attempt, ...outcomeOf(result), durationMs: clock.now() - startedAt };
    if (loud) log.info('Tried to send.', fields);
    else log.debug('Tried to send.', fields);
    return result;
  };
}

function outcomeOf(result: DeliveryResult | null): { outcome: string; code?: string } {
  if (result === null) return { outcome: 'stopped' };
  return result.ok ? { outcome: 'sent' } : { outcome: result.error.kind, code: result.error.code };
}

import { formatDuration } from '../../shared/formatDuration.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { DeliveryFailure, DeliveryResult } from './notifier.ts';

/** Time a service has to answer; below 10 s a slow but working one is given up too early. */
const sendDeadlineMs = 10_000;

/** Sends once, and never throws; null: stopped meanwhile. */
export async function deliverInTime(
  send: (signal: AbortSignal) => Promise<DeliveryResult>,
  { name, clock, signal, log }: { name: string; clock: Clock; signal: AbortSignal; log: Log },
): Promise<DeliveryResult | null> {
  try {
    const answer = await withDeadline(clock, sendDeadlineMs, signal, send);
    if (answer.kind === 'done') return signal.aborted && !answer.value.ok ? null : answer.value;
    if (answer.kind === 'aborted') return null;
    const message = `${name} did not answer within ${formatDuration(sendDeadlineMs)}. The message waits and is tried again.`;
    return { ok: false, error: transient('timeout', message) };
  } catch (error) {
    log.error('A fault in Watchkeeper kept a message from being sent.', { error });
    return {
      ok: false,
      error: transient('unknown', 'A fault in Watchkeeper kept this message from being sent; the log says more.'),
    };
  }
}

export const stoppedMeanwhile: DeliveryResult = {
  ok: false,
  error: transient('aborted', 'The watch was stopped before the test message was answered.'),
};

function transient(code: DeliveryFailure['code'], message: string): DeliveryFailure {
  return { code, retryable: true, message, kind: 'transient', retryAfterMs: null };
}

import { formatDuration } from '../../shared/formatDuration.ts';
import { failed, type Result } from '../../shared/problem.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { PollRequest, Source, SourceReport } from './source.ts';

/**
 * Asks one source within its deadline. Never rejects and never waits longer, even for a source that throws or that pays no
 * heed to its signal: one must not hold up or hide another.
 */
export async function pollSource(
  source: Source,
  request: PollRequest,
  { clock, deadlineMs, signal, log }: { clock: Clock; deadlineMs: number; signal: AbortSignal; log: Log },
): Promise<Result<SourceReport>> {
  try {
    const answer = await withDeadline(clock, deadlineMs, signal, (deadline) => source.poll(request, deadline));
    if (answer.kind === 'done') return answer.value;
    if (answer.kind === 'aborted') return failed('aborted', `The check of ${source.name} was stopped.`);
    return failed(
      'timeout',
      `${source.name} did not answer within ${formatDuration(deadlineMs)}, so what happened since the last check is not known. It is asked again; if this stays, see what keeps ClickHouse busy.`,
    );
  } catch (error) {
    log.error('A source failed because of a fault in Watchkeeper.', { source: source.name, error });
    return failed('unknown', faultSentence(source.name, error));
  }
}

/** A bug of ours, told without its message: that may hold anything. */
export function faultSentence(source: string, error: unknown): string {
  const kind = error instanceof Error ? error.name : 'unknown';
  return `${source} could not be checked because of a fault in Watchkeeper (${kind}). Alerts of this source are missing. It is tried again; the log says more.`;
}

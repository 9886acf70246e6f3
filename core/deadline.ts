import type { Clock } from './clock.ts';

/**
 * Runs `work` with a signal that is aborted after `deadlineMs` or when `parent` is, and answers by then even when `work`
 * pays no heed to it: `late` then, with what the work would have said left unheard.
 */
export async function withDeadline<T>(
  clock: Clock,
  deadlineMs: number,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ kind: 'done'; value: T } | { kind: 'late' } | { kind: 'aborted' }> {
  if (parent.aborted) return { kind: 'aborted' };
  const controller = new AbortController();
  const { promise: cut, resolve: endWait } = Promise.withResolvers<{ kind: 'late' } | { kind: 'aborted' }>();
  const end = (kind: 'late' | 'aborted') => {
    controller.abort(new DOMException(kind === 'late' ? 'deadline' : 'stopped', 'AbortError'));
    endWait({ kind });
  };
  const onAbort = () => end('aborted');
  parent.addEventListener('abort', onAbort, { once: true });
  const timer = clock.after(deadlineMs, () => end('late'));
  try {
    const done = work(controller.signal).then((value) => ({ kind: 'done' as const, value }));
    // Whoever loses the race may still reject; that was heard as a deadline already.
    done.catch(() => {});
    return await Promise.race([done, cut]);
  } finally {
    timer.cancel();
    parent.removeEventListener('abort', onAbort);
  }
}

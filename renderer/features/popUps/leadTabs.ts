/**
 * Of the tabs of one browser, one speaks for all: the one that holds the lock. When it closes, the next has it at once.
 * Without locks (plain http beyond this machine) each tab stands for itself. Returns how to stand back.
 */
export function leadTabs(locks: Pick<LockManager, 'request'> | undefined, onLeading: () => void): () => void {
  if (!locks) {
    onLeading();
    return () => {};
  }
  const end = new AbortController();
  const held = locks.request('watchkeeper.popUps', { signal: end.signal }, () => {
    if (end.signal.aborted) return;
    onLeading();
    return new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()));
  });
  // Stood back before its turn came.
  Promise.resolve(held).catch(() => {});
  return () => end.abort();
}

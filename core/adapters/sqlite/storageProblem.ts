import type { Problem } from '../../../shared/problem.ts';

/** SQLite's primary result codes that speak of the disk or the file, not of a mistake of ours (sqlite.org/rescode.html). */
const conditions: Record<number, { what: string; next: string; retryable: boolean }> = {
  5: {
    what: 'is in use by another program',
    next: 'Close the other Watchkeeper that uses this folder.',
    retryable: true,
  },
  8: {
    what: 'may not be written',
    next: 'Give the account that runs Watchkeeper write access to it.',
    retryable: true,
  },
  10: { what: 'could not be read or written', next: 'Check the disk.', retryable: true },
  11: { what: 'is damaged', next: 'Restart Watchkeeper: it keeps the damaged file aside.', retryable: false },
  13: { what: 'has no room left on its disk', next: 'Free some space.', retryable: true },
  14: { what: 'could not be opened', next: 'Check that its folder exists and may be written.', retryable: true },
  26: { what: 'is not a database', next: 'Restart Watchkeeper: it keeps the file aside.', retryable: false },
};

const effect = 'New alerts are not being kept or sent.';

/** The failure as a value when the disk or the file is the cause; null for a bug, which is thrown on. */
export function storageProblem(error: unknown, path: string): Problem | null {
  const condition = conditions[primaryCode(error) ?? -1];
  if (!condition) return null;
  const message = `The database ${path} ${condition.what}. ${effect} ${condition.next}`;
  return { code: 'storage', retryable: condition.retryable, message };
}

/** The low byte of SQLite's extended result code; null when the error is not SQLite's. */
export function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

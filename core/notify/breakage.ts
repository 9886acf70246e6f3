/** A receiver that takes nothing until something is mended. Times: ms UTC. */
export interface Breakage {
  since: number;
  pauseMs: number;
  /** From when on the next message for it is tried there once more: what was wrong may have been mended elsewhere. */
  retryAt: number;
}

const firstPauseMs = 15 * 60_000;
/** A service that is asked too often for nothing may ban the one who asks. */
const longestPauseMs = 6 * 3_600_000;

/** After it was refused once more, or for the first time: each pause is twice as long as the one before. */
export function brokenAgain(before: Breakage | null, now: number): Breakage {
  const pauseMs = before === null ? firstPauseMs : Math.min(before.pauseMs * 2, longestPauseMs);
  return { since: before?.since ?? now, pauseMs, retryAt: now + pauseMs };
}

/** A time further ahead than the pause was noted before the clock was set back. */
export function mayTryAgain({ pauseMs, retryAt }: Breakage, now: number): boolean {
  return now >= retryAt || retryAt - now > pauseMs;
}

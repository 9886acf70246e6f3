/** After a failure of its own accord, ms; doubles up to the longest. */
const firstPauseMs = 20_000;
const longestPauseMs = 300_000;
/** A wait that is asked for is kept, but a broken header must not silence Sentry for ever. */
const longestWishMs = 24 * 3_600_000;

/** When to try again, ms UTC. `failures`: running ones, this one included; `wishedUntil`: as Sentry asked, 0: not at all. */
export function pauseUntil(now: number, failures: number, wishedUntil: number): number {
  if (wishedUntil > now) return Math.min(wishedUntil, now + longestWishMs);
  return now + Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(10, failures - 1));
}

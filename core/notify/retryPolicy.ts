import type { Severity } from '../../shared/severity.ts';

/** When a message that did not get through is tried again, and when it is given up. */
export interface RetryPolicy {
  baseMs: number;
  maxMs: number;
  /** Longest time that a service's own `Retry-After` is obeyed. */
  maxRetryAfterMs: number;
  /** After this long a message is given up, and said to be. */
  giveUpAfterMs(severity: Severity): number;
}

const hourMs = 3_600_000;

export const defaultRetryPolicy: RetryPolicy = {
  baseMs: 1000,
  maxMs: 60_000,
  maxRetryAfterMs: hourMs,
  giveUpAfterMs: (severity) => (severity === 'critical' ? 24 * hourMs : hourMs),
};

/**
 * Delay before the next attempt, ms: full jitter (uniform between 0 and 1, 2, 4 … 60 s), so that many clients that lost
 * the same service do not come back in step. What the service asked for is a floor, with jitter on top.
 * `failures`: attempts so far, from 1. `random`: uniform in [0, 1).
 */
export function retryDelayMs(
  policy: RetryPolicy,
  failures: number,
  retryAfterMs: number | null,
  random: () => number,
): number {
  const ceilingMs = Math.min(policy.maxMs, policy.baseMs * 2 ** Math.min(failures - 1, 30));
  if (retryAfterMs === null) return Math.round(random() * ceilingMs);
  const askedMs = Math.min(Math.max(0, retryAfterMs), policy.maxRetryAfterMs);
  return Math.round(askedMs + random() * Math.min(policy.baseMs, ceilingMs));
}

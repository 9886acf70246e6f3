import type { TimedChange } from '../storefront/changes.ts';

/** The changes that are on at a moment, ms UTC. */
export const activeAt = (changes: readonly TimedChange[], at: number): TimedChange[] =>
  changes.filter(({ from, to }) => from <= at && at < to);

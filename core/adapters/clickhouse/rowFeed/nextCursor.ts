import type { FeedCursor } from './feedCursor.ts';

export interface IndexEntry {
  /** Of everything that is read of the row, in base 36. */
  hash: string;
  placedMs: number;
  /** Equal for rows that are alike; of its own for each row where nothing says which are. */
  kind: string;
  /** How often the row stands in the table. */
  copies: number;
}

/** Rows looked at in one cycle; only their hashes travel. */
export const indexLimit = 20_000;
/** Rows that are written this long after the newest are still found. */
const overlapMs = 15 * 60_000;
/** No clock is that far ahead: rows placed later have a wrong time, and must not lead the feed away from all others. */
const farAheadMs = 24 * 3_600_000;

/** Where to go on once all of `index` but `left` is dealt with. Both oldest first. */
export function nextCursor(
  before: FeedCursor,
  index: readonly IndexEntry[],
  left: readonly IndexEntry[],
  now: number,
): FeedCursor {
  const newest = index.findLast(({ placedMs }) => placedMs <= now + farAheadMs) ?? null;
  const newestAt = newest === null ? before.newestAt : Math.max(before.newestAt ?? newest.placedMs, newest.placedMs);
  // More rows than the index holds, and all of them dealt with: the overlap is given up, or nothing newer would be seen.
  if (index.length >= indexLimit && left.length === 0 && newest !== null) {
    const from = newest.placedMs;
    const seen = index.filter(({ placedMs }) => placedMs > from).map(({ hash }) => hash);
    return { from, through: newest.hash, seen: new Set(seen), newestAt };
  }
  const from = Math.max(before.from, Math.min(overlapStart(newestAt, now) ?? before.from, left[0]?.placedMs ?? now));
  const waiting = new Set(left.map(({ hash }) => hash));
  return {
    from,
    through: from === before.from ? before.through : null,
    seen: new Set(index.filter(({ hash, placedMs }) => placedMs >= from && !waiting.has(hash)).map(({ hash }) => hash)),
    newestAt,
  };
}

/**
 * Counted from the newest row and not from the clock alone: one that was ahead for a while, and is set right, must not
 * have led the feed past rows that are still to come. A whole minute, so that quiet cycles leave the cursor as it is.
 */
function overlapStart(newestAt: number | null, now: number): number | null {
  return newestAt === null ? null : Math.floor((Math.min(now, newestAt) - overlapMs) / 60_000) * 60_000;
}

/** A first start with a clock far ahead that was set right since: no row was ever told from there. */
export function isAstray(cursor: FeedCursor, now: number): boolean {
  return cursor.newestAt === null && cursor.from > now;
}

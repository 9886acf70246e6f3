import type { IndexEntry } from './nextCursor.ts';

export interface ThinOptions {
  /** Rows to choose at most. */
  mostRows: number;
  /** Of rows that are alike. */
  mostAlike: number;
  /** By its hash, whether a row may be chosen. */
  keeps(hash: string): boolean;
}

/**
 * Chooses so few of rows that are alike that all of `fresh` is dealt with at once, if need be one of each kind; where there
 * are more kinds than rows to choose, the later ones are `left` for another time.
 */
export function thinOut(
  fresh: readonly IndexEntry[],
  { mostRows, mostAlike, keeps }: ThinOptions,
): { chosen: IndexEntry[]; left: IndexEntry[] } {
  const kept = new Map<string, number>();
  for (const { hash, kind } of fresh) if (keeps(hash)) kept.set(kind, (kept.get(kind) ?? 0) + 1);
  const counts = [...kept.values()];
  let share = mostAlike;
  while (share > 1 && counts.reduce((sum, count) => sum + Math.min(count, share), 0) > mostRows) share--;

  const chosen: IndexEntry[] = [];
  const chosenOf = new Map<string, number>();
  for (const [position, entry] of fresh.entries()) {
    const already = chosenOf.get(entry.kind) ?? 0;
    if (already >= share || !keeps(entry.hash)) continue;
    if (chosen.length >= mostRows) return { chosen, left: fresh.slice(position) };
    chosen.push(entry);
    chosenOf.set(entry.kind, already + 1);
  }
  return { chosen, left: [] };
}

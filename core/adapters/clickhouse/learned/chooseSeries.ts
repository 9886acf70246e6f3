import type { FedSeries } from './seriesFeed.ts';

interface Known {
  key: string;
  learnedUntil: number;
}

export interface Chosen {
  /** Learned from now on, or further. */
  keep: FedSeries[];
  /** Known ones that are not written any more, and that there is room for. */
  stopped: string[];
  /** There are, and there is no room for them. */
  left: FedSeries[];
}

/**
 * Which series there is room for: first those that are known and still written, so that they do not take turns; then new ones,
 * those heard of last first; then known ones that stopped. Pure.
 */
export function chooseSeries(found: readonly FedSeries[], known: readonly Known[], room: number): Chosen {
  const isKnown = new Set(known.map(({ key }) => key));
  const isFound = new Set(found.map(({ key }) => key));
  const ordered = [...found.filter(({ key }) => isKnown.has(key)), ...found.filter(({ key }) => !isKnown.has(key))];
  const keep = ordered.slice(0, room);
  const stopped = known
    .filter(({ key }) => !isFound.has(key))
    .toSorted((one, other) => other.learnedUntil - one.learnedUntil)
    .slice(0, Math.max(0, room - keep.length))
    .map(({ key }) => key);
  return { keep, stopped, left: ordered.slice(room) };
}

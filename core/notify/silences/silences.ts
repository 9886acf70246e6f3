import type { Matcher } from '../../../shared/delivery/matcher.ts';

/** Times: ms UTC; it holds from `startsAt` until before `endsAt`. */
export interface SilenceRecord {
  id: string;
  matchers: Matcher[];
  startsAt: number;
  endsAt: number;
  createdBy: string;
  comment: string;
  createdAt: number;
}

/** The silences on disk, inside one transaction of the store. */
export interface Silences {
  /** Those that end after `after`, in the order of their ends. */
  endingAfter(after: number): SilenceRecord[];
  /** How many end after `after`. */
  countEndingAfter(after: number): number;
  byId(id: string): SilenceRecord | null;
  /** Makes it, or changes when it begins and ends and why it is. */
  save(silence: SilenceRecord): void;
  /** Removes those that ended before. */
  prune(before: number): void;
}

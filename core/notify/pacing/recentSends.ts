import type { OutboxEntry, SentMessage } from '../outbox.ts';
import { sentAsOne } from './sentAsOne.ts';

/** What a receiver was sent lately: limits ask for each message, and the log need not be counted through every time. */
export interface RecentSends {
  /** Oldest first; `read` is asked once, for what was sent before this run. */
  since(from: number, read: () => readonly SentMessage[]): readonly SentMessage[];
  /** These went out as one. */
  add(entries: readonly OutboxEntry[], at: number): void;
}

export function createRecentSends(): RecentSends {
  let known: SentMessage[] | null = null;
  return {
    since(from, read) {
      known = (known ?? read()).filter(({ at }) => at >= from);
      return known;
    },
    add(entries, at) {
      known?.push(sentAsOne(entries, at));
      // The clock may have been set back.
      known?.sort((one, other) => one.at - other.at);
    },
  };
}

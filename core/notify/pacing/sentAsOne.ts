import { isCalm, type SentMessage } from '../outbox.ts';
import type { PacedEntry } from './planNext.ts';

/** What limits know of one message that told of all these. */
export function sentAsOne(entries: readonly PacedEntry[], at: number): SentMessage {
  const groups = new Set(entries.map(({ message }) => message.group ?? null));
  const [group = null] = groups;
  return {
    at,
    group: groups.size === 1 ? group : null,
    isUpdate: entries.every(({ message }) => isCalm(message.reason)),
  };
}

import type { AlertRecord } from './alertRecord.ts';

/** `late`: it belongs to a time in which the alert was open, told after it was over. */
interface Found {
  record: AlertRecord;
  how: 'open' | 'late' | 'again';
}

/**
 * The alert that something new belongs to: an open one of its own, else an open one that is about the same thing, else one
 * that was over so lately that it flickers. Null: it is the first of an alert. `others`: the most fitting first.
 */
export function findAlert(
  seenAt: number,
  reopensWithinMs: number,
  { own, others }: { own: AlertRecord | null; others: () => readonly AlertRecord[] },
): Found | null {
  if (own !== null && own.resolvedAt === null) return { record: own, how: 'open' };
  const all = own === null ? others() : [own, ...others()];
  const open = all.find((record) => wasOpen(record, seenAt));
  if (open) return { record: open, how: open.resolvedAt === null ? 'open' : 'late' };
  // Before its beginning as well: what its own rows tell late is about the episode that is known.
  if (own !== null && own.resolvedAt !== null && seenAt <= own.resolvedAt) return { record: own, how: 'late' };
  const lately = all.find(
    ({ resolvedAt }) => resolvedAt !== null && seenAt > resolvedAt && seenAt - resolvedAt <= reopensWithinMs,
  );
  return lately ? { record: lately, how: 'again' } : null;
}

function wasOpen({ startsAt, resolvedAt }: AlertRecord, at: number): boolean {
  return resolvedAt === null || (startsAt <= at && at <= resolvedAt);
}

import { type AlertFilter, boardAlerts, writeFilter } from '../alerts/alertFilter.ts';
import type { TimeRange } from './timelineBars.ts';

/**
 * Address of the Board with a part of its filter changed. The panels count 24 h, so the rows they lead to are those of
 * 24 h too, unless a span was brushed; without a filter of theirs the Board shows its own span again.
 */
export function boardPath(filter: AlertFilter, part: Partial<AlertFilter>): string {
  const next = { ...filter, ...part };
  const range = next.severity.length + next.type.length > 0 ? '24h' : boardAlerts.range;
  return `/${writeFilter({ ...next, range }, boardAlerts)}`;
}

/** The list with exactly `words` in it, or empty where that is what it holds already: a second click takes the filter away. */
export function toggled<T extends string>(present: readonly T[], words: readonly T[]): T[] {
  return isSame(present, words) ? [] : [...words];
}

/** Whether two filters allow the same words, in whatever order. */
export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word));
}

/** A brushed span as the filter keeps it; null: no span. */
export function spanFilter(span: TimeRange | null): Pick<AlertFilter, 'from' | 'to'> {
  if (span === null) return { from: null, to: null };
  return { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
}

/** The span that the filter keeps, open where it has only one end; null without any. */
export function filteredSpan({ from, to }: Pick<AlertFilter, 'from' | 'to'>): TimeRange | null {
  if (from === null && to === null) return null;
  return {
    from: from === null ? Number.NEGATIVE_INFINITY : Date.parse(from),
    to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
  };
}

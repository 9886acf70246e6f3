import { z } from 'zod';
import { Alert, AlertStatus, Instant } from './alert.ts';
import { Severity } from './severity.ts';

/** Words of ours, in a URL repeated, comma-separated or both: `severity=critical,high`. */
const words = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value.flatMap(parts) : parts(value)), z.array(item).optional());

/** Names that others gave: repeated ones are taken as they are, because a comma may be part of one. */
const names = z.preprocess(parts, z.array(z.string().max(200)).optional());

function parts(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export const AlertSort = z.enum(['urgency', 'severity', 'startsAt', 'lastSeenAt', 'title', 'status', 'source']);
export type AlertSort = z.infer<typeof AlertSort>;

/** How a list is read unless asked otherwise: texts from A; severities and times from the worst and the newest. */
export const naturalDirection: Record<AlertSort, 'asc' | 'desc'> = {
  urgency: 'desc',
  severity: 'desc',
  startsAt: 'desc',
  lastSeenAt: 'desc',
  title: 'asc',
  status: 'asc',
  source: 'asc',
};

export const AlertQuery = z.object({
  status: words(AlertStatus),
  severity: words(Severity),
  type: names,
  source: names,
  /** Case-insensitive text in title, description, type or labels. */
  q: z.string().max(200).optional(),
  /** Seen at or after. */
  from: Instant.optional(),
  /** Seen before. */
  to: Instant.optional(),
  /** `urgency`: unacknowledged first, then severity, then newest. */
  sort: AlertSort.optional(),
  direction: z.enum(['asc', 'desc']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  /** From `nextCursor`; bound to the same filter and sort. */
  cursor: z.string().max(500).optional(),
  /** For virtual tables that jump: skip this many rows instead of following a cursor. */
  offset: z.coerce.number().int().min(0).optional(),
});
export type AlertQuery = z.infer<typeof AlertQuery>;

export const AlertPage = z.object({
  items: z.array(Alert),
  nextCursor: z.string().nullable(),
  total: z.int(),
});
export type AlertPage = z.infer<typeof AlertPage>;

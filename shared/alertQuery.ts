import { z } from 'zod';
import { Alert, AlertStatus, Instant } from './alert.ts';
import { Severity } from './severity.ts';

/** Repeated or comma-separated in a URL: `severity=critical,high`. */
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
    z.array(item).optional(),
  );

export const AlertSort = z.enum(['urgency', 'severity', 'startsAt', 'lastSeenAt', 'title', 'status', 'source']);
export type AlertSort = z.infer<typeof AlertSort>;

export const AlertQuery = z.object({
  status: list(AlertStatus),
  severity: list(Severity),
  type: list(z.string().max(200)),
  source: list(z.string().max(200)),
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

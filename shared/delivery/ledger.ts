import { z } from 'zod';
import { HeldBackReason, NotificationLogEntry, NotificationReason } from '../alert.ts';
import { Instant } from '../instant.ts';
import { Severity } from '../severity.ts';

const NotificationOutcome = NotificationLogEntry.shape.outcome;

/** Text from a query string or a list: `a,b` and `['a','b']` are the same. */
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(item).max(50),
  );

export const LedgerQuery = z.object({
  receiver: list(z.string().max(100)).optional(),
  outcome: list(NotificationOutcome).optional(),
  reason: list(NotificationReason).optional(),
  heldBack: list(HeldBackReason).optional(),
  severity: list(Severity).optional(),
  alertId: z.string().max(64).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  /** In the alert's title or in the detail. */
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  cursor: z.string().max(200).optional(),
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;

/** A line of the notification log beside the alert it is about; summaries are about none. */
export const LedgerEntry = NotificationLogEntry.extend({
  alert: z.object({ title: z.string(), type: z.string(), severity: Severity }).nullable(),
  /** What news is about, in a few words; null: an alert or a summary. */
  subject: z.string().nullable(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** Beyond this a total says only that there are more. */
export const mostCounted = 10_000;

/** Newest first; `total` counts up to `mostCounted`. */
export const LedgerPage = z.object({
  items: z.array(LedgerEntry),
  nextCursor: z.string().nullable(),
  total: z.int(),
});
export type LedgerPage = z.infer<typeof LedgerPage>;

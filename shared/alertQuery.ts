import { z } from 'zod';
import { Alert, AlertStatus } from './alert.ts';
import { Instant } from './instant.ts';
import { feedbackLabels } from './learning/feedback.ts';
import { Severity } from './severity.ts';

/** Words of ours, in a URL repeated, comma-separated or both: `severity=critical,high`. */
const words = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value.flatMap(parts) : parts(value)), z.array(item).optional());

/** Names that others gave: repeated ones are taken as they are, because a comma may be part of one. */
const names = z.preprocess(parts, z.array(z.string().max(200)).optional());

/** `true` or `false`, as a URL says it. */
const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean().optional(),
);

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
  /** Whether a silence holds it back now; what is over is held back by nothing. */
  silenced: flag,
  /** Id of a silence: what it holds back now. */
  silence: z.string().max(64).optional(),
  /** Id of an incident: the alerts that are part of it. */
  incident: z.string().max(64).optional(),
  /** What people said of it; `none`: nobody said anything. */
  feedback: words(z.enum([...feedbackLabels, 'none'])),
  /** Whether somebody put it off until a time that is still to come. */
  snoozed: flag,
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

export const ListedAlert = Alert.extend({
  /** How many alerts its incident has, itself included, whatever the list is of; null: it stands alone. */
  incidentSize: z.int().nullable(),
});
export type ListedAlert = z.infer<typeof ListedAlert>;

export const AlertPage = z.object({
  items: z.array(ListedAlert),
  nextCursor: z.string().nullable(),
  total: z.int(),
});
export type AlertPage = z.infer<typeof AlertPage>;

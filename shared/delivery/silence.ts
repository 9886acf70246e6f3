import { z } from 'zod';
import { Alert } from '../alert.ts';
import { Instant } from '../instant.ts';
import { Matchers } from './matcher.ts';

/** A person's word that matching alerts are not told for a while. */
export const Silence = z.object({
  id: z.string(),
  matchers: Matchers,
  startsAt: Instant,
  endsAt: Instant,
  createdBy: z.string(),
  comment: z.string(),
  createdAt: Instant,
  state: z.enum(['pending', 'active', 'expired']),
  /** How many open alerts it mutes at this moment. */
  muting: z.int(),
});
export type Silence = z.infer<typeof Silence>;

export const NewSilence = z.object({
  matchers: Matchers.min(1, 'give at least one matcher'),
  /** Left out: now. */
  startsAt: Instant.optional(),
  endsAt: Instant,
  createdBy: z.string().trim().min(1).max(100).optional(),
  comment: z.string().trim().max(2000).optional(),
  /** Said by a person who was asked: without it a silence that matches every alert there can be is refused. */
  everything: z.boolean().optional(),
});
export type NewSilence = z.infer<typeof NewSilence>;

export const SilenceQuery = z.object({
  /** Of those that are over: those that ended within a day (left out), or all that are kept. */
  expired: z.enum(['recent', 'all']).optional(),
  /** `live`: those that hold or will; `over`: those that ended; left out: both. */
  which: z.enum(['live', 'over']).optional(),
  /** These alone, however long ago they ended; in a URL with commas between. */
  id: z
    .preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(z.string().max(64)).max(50))
    .optional(),
  /** In the words of its conditions, its author or its comment. */
  q: z.string().max(200).optional(),
  /** Left out: all. */
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  offset: z.coerce.number().int().min(0).optional(),
});
export type SilenceQuery = z.infer<typeof SilenceQuery>;

/** Those that hold or will, the earliest end first, then those that are over, the latest end first. */
export const SilencePage = z.object({ items: z.array(Silence), total: z.int() });
export type SilencePage = z.infer<typeof SilencePage>;

/** What of a silence can be changed while it is not over. */
export const SilenceChange = z.object({
  endsAt: Instant.optional(),
  comment: z.string().trim().max(2000).optional(),
});
export type SilenceChange = z.infer<typeof SilenceChange>;

export const SilencePreview = z.object({
  /** Open alerts that the matchers match now. */
  matching: z.int(),
  /** The most urgent of them, at most 20. */
  alerts: z.array(Alert),
  /** It would match every alert there can be. */
  everything: z.boolean(),
});
export type SilencePreview = z.infer<typeof SilencePreview>;

import { z } from 'zod';
import { Alert, Instant } from '../alert.ts';
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

export const SilencePreview = z.object({
  /** Open alerts that the matchers match now. */
  matching: z.int(),
  /** The most urgent of them, at most 20. */
  alerts: z.array(Alert),
  /** It would match every alert there can be. */
  everything: z.boolean(),
});
export type SilencePreview = z.infer<typeof SilencePreview>;

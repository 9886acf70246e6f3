import { z } from 'zod';

/** A limit per severity, compared exclusively; null means that severity is never given. */
export const Limits = z.object({
  critical: z.number().nullable(),
  high: z.number().nullable(),
  medium: z.number().nullable(),
  low: z.number().nullable(),
});
export type Limits = z.infer<typeof Limits>;

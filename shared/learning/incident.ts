import { z } from 'zod';
import { Instant } from '../instant.ts';
import { Severity } from '../severity.ts';

/** Alerts of the same minutes that belong together. */
export const Incident = z.object({
  id: z.string(),
  startsAt: Instant,
  /** The probable cause first. */
  alerts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      type: z.string(),
      severity: Severity,
      status: z.enum(['active', 'acknowledged', 'resolved']),
      startsAt: Instant,
    }),
  ),
  /** E.g. "Probably begun by missing data; traffic and revenue followed." */
  sentence: z.string(),
});
export type Incident = z.infer<typeof Incident>;

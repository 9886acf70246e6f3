import { z } from 'zod';
import { Alert } from './alert.ts';
import { Instant } from './instant.ts';

const bySeverity = z.object({ critical: z.int(), high: z.int(), medium: z.int(), low: z.int() });
export type SeverityCounts = z.infer<typeof bySeverity>;

/** The six panels. Counts of 24 h are of alerts seen in that time, whatever their status now. */
export const Overview = z.object({
  generatedAt: Instant,
  /** Not resolved and seen within the last hour. */
  activeLastHour: z.object({ total: z.int(), unacknowledged: z.int(), bySeverity }),
  /** Open right now, by severity; `acknowledged` of all severities: the status line's counts. */
  open: z.object({ unacknowledged: bySeverity, acknowledged: z.int() }),
  critical24h: z.object({ total: z.int(), unacknowledged: z.int() }),
  bySeverity24h: bySeverity,
  byType24h: z.array(z.object({ type: z.string(), count: z.int() })),
  /** The newest of the last 6 h. */
  recent: z.array(Alert),
  timeline24h: z.object({
    bucketMs: z.int(),
    /** Every bucket of the 24 h, empty ones included, counted by startsAt. */
    buckets: z.array(bySeverity.extend({ start: Instant })),
  }),
});
export type Overview = z.infer<typeof Overview>;

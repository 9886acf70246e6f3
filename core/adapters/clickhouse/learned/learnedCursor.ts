import { z } from 'zod';

/** What must be known after a restart beside what was learned. Times ms UTC. */
const LearnedCursor = z.object({
  /** By a feed's prefix: samples before were judged. */
  judgedUntil: z.record(z.string(), z.number()),
  /** Series that are told of, by key. */
  open: z.record(z.string(), z.enum(['high', 'low'])),
  /** Keys of series with an open trend. */
  trends: z.array(z.string()),
  /** Those of them that people did not want to hear of, and that were not told. */
  quietTrends: z.array(z.string()).default([]),
});
export type LearnedCursor = z.infer<typeof LearnedCursor>;

export function readLearnedCursor(cursor: string | null): LearnedCursor {
  try {
    const read = LearnedCursor.safeParse(JSON.parse(cursor ?? ''));
    if (read.success) return read.data;
  } catch {
    // Another version's, or none: what comes from now on is judged.
  }
  return { judgedUntil: {}, open: {}, trends: [], quietTrends: [] };
}

import { z } from 'zod';

/** What rules that wait for rows remember over a restart. Times ms UTC. */
const RulesCursor = z.object({
  rules: z.record(
    z.string(),
    z.object({
      /** Stands for the query: what another one answered is not missed. */
      query: z.string(),
      /** When it was first asked. */
      since: z.number(),
      /** When a row last came, by labels. */
      seen: z.array(z.object({ labels: z.record(z.string(), z.string()), at: z.number() })),
    }),
  ),
});
export type RulesCursor = z.infer<typeof RulesCursor>;

export function readRulesCursor(cursor: string | null): RulesCursor {
  try {
    const read = RulesCursor.safeParse(JSON.parse(cursor ?? ''));
    if (read.success) return read.data;
  } catch {
    // Another version's, or none: rows are missed from now on.
  }
  return { rules: {} };
}

export const writeRulesCursor = (cursor: RulesCursor): string => JSON.stringify(cursor);

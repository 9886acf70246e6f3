import { z } from 'zod';

const MatcherOp = z.enum(['=', '!=', '=~', '!~']);

/**
 * One condition on an alert. `name`: `severity`, `type`, `source`, or else the name of a label; a label that an alert does not
 * have counts as empty. `=~` and `!~` take a regular expression (RE2) that must match the whole value.
 */
export const Matcher = z.object({
  name: z.string().trim().min(1).max(200),
  op: MatcherOp,
  value: z.string().max(2000),
});
export type Matcher = z.infer<typeof Matcher>;

export const Matchers = z.array(Matcher).max(50);

/** What matchers look at. */
export interface MatchSubject {
  severity: string;
  type: string;
  source: string;
  labels: Readonly<Record<string, string>>;
}

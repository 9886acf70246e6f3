import { ORPCError } from '@orpc/client';
import { z } from 'zod';

const BadInput = z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) });

/** What the host found wrong with the settings, by dotted path; null when the request failed for another reason. */
export function saveProblems(error: unknown): Record<string, string> | null {
  if (!(error instanceof ORPCError) || error.status !== 400) return null;
  const parsed = BadInput.safeParse(error.data);
  if (!parsed.success) return null;
  return Object.fromEntries(parsed.data.issues.map(({ path, message }) => [path, message]));
}

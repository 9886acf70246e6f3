import { z } from 'zod';

/** Ten thousand ids to acknowledge fit, as over HTTP. */
const longest = 1_000_000;
const abortSignal = 4;

const segments = z.array(z.union([z.string(), z.int()]));

/**
 * What oRPC's link puts on the port, as far as our contract needs it: a request without a file in it, or the end of one.
 * Anything else would be unpacked by code that expects no malice, in the process that keeps the watch.
 */
const Message = z.union([
  z.strictObject({
    i: z.string().min(1).max(64),
    p: z.strictObject({
      u: z.string().regex(/^(\/[A-Za-z]{1,40}){1,4}$/),
      b: z.strictObject({ json: z.unknown().optional(), meta: z.array(segments).optional() }).optional(),
      h: z.strictObject({ 'last-event-id': z.string().max(200).optional() }).optional(),
    }),
  }),
  z.strictObject({ i: z.string().min(1).max(64), t: z.literal(abortSignal) }),
]);

/** What is wrong with something that came over the port, or null. */
export function messageProblem(data: unknown): string | null {
  if (typeof data !== 'string') return 'not a text';
  if (data.length > longest) return 'longer than one megabyte';
  try {
    return Message.safeParse(JSON.parse(data)).success ? null : 'not a request';
  } catch {
    return 'not JSON';
  }
}

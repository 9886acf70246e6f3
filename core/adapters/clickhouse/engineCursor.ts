import { z } from 'zod';
import type { ShopMemory } from '../../detection/shop/shopMemory.ts';

const direction = z.enum(['low', 'high']);

const Memory = z.object({
  open: z.array(z.object({ key: z.string(), direction, since: z.number(), told: z.boolean() })),
  over: z.array(z.object({ key: z.string(), direction, until: z.number() })),
  recent: z.record(z.string(), z.array(z.object({ distance: z.number(), value: z.number(), expected: z.number() }))),
  silentSince: z.number().nullable(),
  accepted: z.array(z.object({ id: z.string(), series: z.string() })),
});

const Learned = z.object({ windowSeconds: z.number(), timeZone: z.string(), memory: Memory });

const Cursor = z.object({ judgedUntil: z.number(), learned: Learned.optional().catch(undefined) });

/** What the engine remembers between cycles. */
export interface EngineCursor {
  /** End of the newest window that was judged, ms UTC. */
  judgedUntil: number;
  /** What was learned is of windows of this length in this zone; left out: nothing was. */
  learned?: { windowSeconds: number; timeZone: string; memory: ShopMemory } | undefined;
}

export function writeEngineCursor({ judgedUntil, learned }: EngineCursor): string {
  return JSON.stringify(learned ? { judgedUntil, learned } : { judgedUntil });
}

/** Null for a cursor that is none, so that the engine begins anew. */
export function readEngineCursor(text: string | null): EngineCursor | null {
  if (text === null) return null;
  try {
    const read = Cursor.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

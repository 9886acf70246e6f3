import { z } from 'zod';

/** What the desktop app remembers of itself; what a person decides is in settings.json, which both hosts read. */
export const DesktopState = z.object({
  /** Where the window was, in the system's points; null: never opened. */
  window: z
    .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), maximised: z.boolean() })
    .nullable()
    .default(null),
  /** When updates were last looked for, ms UTC. */
  updateCheckedAt: z.number().nullable().default(null),
  /** The address of the settings from which the person lets updates be installed. Not in settings.json: pages write that. */
  updatesAllowedFrom: z.string().nullable().default(null),
});
export type DesktopState = z.infer<typeof DesktopState>;

export const desktopStateVersion = 1;

type Document = Record<string, unknown>;

/** What can be used of a document, and the names of what cannot; the usual holds in its place. */
export function readDesktopState(document: Document): { state: DesktopState; wrong: string[] } {
  const usable: Document = {};
  const wrong: string[] = [];
  for (const [key, schema] of Object.entries(DesktopState.shape)) {
    if (!Object.hasOwn(document, key)) continue;
    const parsed = schema.safeParse(document[key]);
    if (parsed.success) usable[key] = parsed.data;
    else wrong.push(key);
  }
  return { state: DesktopState.parse(usable), wrong };
}

/** True for what a later version wrote: it is read as far as it is known, and never written over. */
export function isNewer(document: Document): boolean {
  return typeof document.version === 'number' && document.version > desktopStateVersion;
}

import { z } from 'zod';

/** A thing the host can or cannot do here, and why not, in one sentence. */
const Ability = z.object({ possible: z.boolean(), explanation: z.string().nullable() });

/** What this host can do for the person beyond the watch; the settings page shows what is possible. */
export const HostView = z.object({
  kind: z.enum(['browser', 'desktop']),
  /** Node's names: linux, darwin, win32. */
  platform: z.string(),
  /** IANA zone of the machine the host runs on. */
  timeZone: z.string(),
  startAtLogin: Ability.extend({ enabled: z.boolean() }),
  openDataFolder: Ability,
  /** Starting anew by itself, e.g. into the demo. */
  restart: Ability,
  /** Whether the simulated shop can be had here. */
  demo: Ability,
  updates: Ability.extend({ version: z.string().nullable() }),
});
export type HostView = z.infer<typeof HostView>;

import { z } from 'zod';
import { Alert } from './alert.ts';
import { DemoState } from './demo.ts';
import { Health } from './health.ts';
import { Overview } from './overview.ts';
import { PopUp } from './popUp.ts';

/**
 * What the stream says: a snapshot first (or after a gap that cannot be filled), then changes.
 * Rows of tables are asked for with `alerts.list`; `alerts` tells which changed.
 */
export const Change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    health: Health,
    overview: Overview,
    demo: DemoState.nullable(),
    /** Shown by the page because the system would not show them, and not dismissed yet. */
    popUps: z.array(PopUp),
  }),
  z.object({
    kind: z.literal('alerts'),
    /** Changed alerts, whole; at most 200 (a bigger change sends none and sets `more`). */
    alerts: z.array(Alert),
    /** Ids that are new in this change and worth announcing. */
    newIds: z.array(z.string()),
    more: z.boolean(),
  }),
  z.object({ kind: z.literal('overview'), overview: Overview }),
  z.object({ kind: z.literal('health'), health: Health }),
  z.object({ kind: z.literal('demo'), demo: DemoState }),
  /** For the page to show, and the ids of those that are over. */
  z.object({ kind: z.literal('popUps'), show: z.array(PopUp), close: z.array(z.string()) }),
]);
export type Change = z.infer<typeof Change>;

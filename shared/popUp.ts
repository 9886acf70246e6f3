import { z } from 'zod';
import { Severity } from './severity.ts';

/** What a pop-up sounds like; the host or page plays it. */
export const Sound = z.enum(['none', 'chime', 'alarm']);
export type Sound = z.infer<typeof Sound>;

/** What the system (or the page, where the system will not) shows a person; decided by the core, drawn by a face. */
export const PopUp = z.object({
  /** At most 64 characters; a pop-up with the id of one that is shown takes its place. */
  id: z.string().min(1).max(64),
  /** `alert`: one; `summary`: several of one cycle; `digest`: what came while nobody was there; `test`: asked for. */
  kind: z.enum(['alert', 'summary', 'digest', 'test']),
  /** What a click leads to: the details of one, the list of several, the board where there is none. */
  alertIds: z.array(z.string()),
  /** The worst it tells of; null for a test. */
  severity: Severity.nullable(),
  title: z.string(),
  body: z.string(),
  sound: Sound,
  /** Until the person dismisses it. */
  stays: z.boolean(),
  /** Something of it can still be acknowledged or snoozed; not so for what is over, or for a test. */
  actionable: z.boolean(),
});
export type PopUp = z.infer<typeof PopUp>;

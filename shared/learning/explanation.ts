import { z } from 'zod';
import { Unit } from '../alert.ts';

/** A part of the shop that explains a change, e.g. `{ device: 'ios' }`. */
export const Segment = z.object({
  by: z.record(z.string(), z.string()),
  /** In the metric's unit; null: it has nothing any more that it could be a share of. */
  actual: z.number().nullable(),
  expected: z.number(),
  /** Of the whole change, 0..1 and beyond where others went the other way. */
  share: z.number(),
});
export type Segment = z.infer<typeof Segment>;

/** Where a change comes from. */
export const Explanation = z.object({
  /** Null where there is nothing to explain, e.g. another kind of alert. */
  metric: z.string().nullable(),
  /** Of the metric, here and in the segments; the alert may be about a share of what is counted here. */
  unit: Unit,
  /** Over all segments. */
  actual: z.number().nullable(),
  expected: z.number().nullable(),
  /** The most telling first; empty where the change is spread evenly. */
  segments: z.array(Segment),
  /** E.g. "91 % of the drop is device = ios". */
  sentence: z.string().nullable(),
  /** Why there is none, and the next step. */
  note: z.string().nullable(),
});
export type Explanation = z.infer<typeof Explanation>;

import { z } from 'zod';
import { commonThresholds } from './commonThresholds.ts';
import { detectors } from './registry.ts';
import { schemasOf, type ThresholdSchemas, type ThresholdSet } from './threshold.ts';

type Registered = (typeof detectors)[number]['thresholds'];
/** Of a union of sets the one set with everything that is in any of them. */
type Merged<Set> = (Set extends ThresholdSet ? (set: ThresholdSchemas<Set>) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

const registered = Object.assign({}, ...detectors.map(({ thresholds }) => schemasOf(thresholds))) as Merged<Registered>;

/** `engine.thresholds`: those of every type, side by side, and those that several share. */
export const Thresholds = z.object({ ...registered, ...schemasOf(commonThresholds) });
export type Thresholds = z.infer<typeof Thresholds>;

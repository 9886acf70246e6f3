import { z } from 'zod';
import { single, type ThresholdValues } from './threshold.ts';

/** What several types go by. */
export const commonThresholds = {
  minEvents: single(z.number().int().min(0).default(50), {
    label: 'Events a window needs',
    effect: 'Below this, revenue, traffic and category are not judged.',
    unit: 'events',
  }),
  minDenominator: single(z.number().int().min(0).default(20), {
    label: 'Carts, sessions or purchases needed',
    effect: 'Below this, rates are not judged.',
    unit: 'rows',
  }),
};
export type CommonThresholds = ThresholdValues<typeof commonThresholds>;

import type { SeriesSensitivity } from '../../../../shared/learning/sensitivity.ts';

export const sensitivityWords: Record<SeriesSensitivity, string> = {
  quiet: 'Quiet',
  normal: 'Normal',
  keen: 'Keen',
  off: 'Off',
};

/** What one gets for it. */
export const sensitivityEffects: Record<Exclude<SeriesSensitivity, 'off'>, string> = {
  quiet: 'Tells only what stands out by far. Small trouble may go unnoticed.',
  normal: 'Tells what clearly stands out.',
  keen: 'Tells what just about stands out. More of it turns out to be nothing.',
};

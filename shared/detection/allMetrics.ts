import { type Metric, missingCategories, missingPrices } from './metrics.ts';
import { detectors } from './registry.ts';

/** Every metric that is kept with its baseline: what the detectors judge, and the parts of it. */
export const allMetrics: readonly Metric[] = [
  ...new Set<Metric>([...detectors.map(({ metric }) => metric), missingPrices, missingCategories]),
];

import type { Verdict } from '../learning/learner.ts';
import type { ShopSeries } from './shopSeries.ts';

/** What was learned of one sample. */
export interface LearnedSample {
  series: ShopSeries;
  /** Start of its window, ms UTC. */
  at: number;
  value: number | null;
  verdict: Verdict;
}

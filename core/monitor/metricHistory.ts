import type { MetricSeries } from '../../shared/alert.ts';
import type { Result } from '../../shared/problem.ts';

/** A metric's windows with the baseline band of each, for the drawer's chart. */
export interface MetricHistory {
  /**
   * `metric` as named in `shared/anomalyTypes.ts`; `labels` narrow it (category). `learnedSeries`: key of the series of the
   * shop whose learned band is wanted; null or left out: the band that the rules go by. Times ms UTC.
   */
  series(
    query: {
      metric: string;
      labels: Record<string, string>;
      learnedSeries?: string | null;
      from: number;
      to: number;
    },
    signal: AbortSignal,
  ): Promise<Result<MetricSeries>>;
}

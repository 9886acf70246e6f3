import type { MetricSeries } from '../../shared/alert.ts';
import type { Result } from '../../shared/problem.ts';

/** A metric's windows with the baseline band of each, for the drawer's chart. */
export interface MetricHistory {
  /** `metric` as named in `shared/anomalyTypes.ts`; `labels` narrow it (category). Times ms UTC. */
  series(
    query: { metric: string; labels: Record<string, string>; from: number; to: number },
    signal: AbortSignal,
  ): Promise<Result<MetricSeries>>;
}

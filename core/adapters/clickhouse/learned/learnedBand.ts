import { setImmediate as breathe } from 'node:timers/promises';
import type { MetricSeries, SeriesPoint } from '../../../../shared/alert.ts';
import { ok, type Result } from '../../../../shared/problem.ts';
import { createLearner } from '../../../detection/learning/learner.ts';
import type { ShopHistory } from './shopHistory.ts';

/** Enough to know every hour of the week twice, little enough to be learned while somebody waits. */
const learnedMs = 14 * 24 * 3_600_000;
/** Learned at a time, before others may run. */
const samplesAtATime = 500;

/**
 * A series of the shop with the band that was expected of each window. It is learned anew from the last two weeks, so it is
 * near, and not quite, what the engine went by when it knew more or less.
 */
export async function learnedBand(
  history: ShopHistory,
  query: { key: string; metric: string; from: number; to: number; timeZone: string },
  signal: AbortSignal,
): Promise<Result<MetricSeries>> {
  const { key, metric, from, to, timeZone } = query;
  const read = await history.samples(key, { from: from - learnedMs, to }, signal);
  if (!read.ok) return read;
  const { series, stepMs, samples } = read.value;
  const learner = createLearner({ timeZone });
  const points: SeriesPoint[] = [];
  for (const [index, { at, value }] of samples.entries()) {
    const { expected, lower, upper, learning } = learner.learn({ at, value });
    const isKnown = learning === null;
    if (at >= from) {
      points.push({
        windowStart: new Date(at).toISOString(),
        value,
        mean: isKnown ? expected : null,
        lowerBound: isKnown ? lower : null,
        upperBound: isKnown ? upper : null,
      });
    }
    if (index % samplesAtATime === samplesAtATime - 1) await breathe();
    if (signal.aborted) break;
  }
  return ok({ metric, unit: series.metric.unit, windowMs: stepMs, band: 'learned', points });
}

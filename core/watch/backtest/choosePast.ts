import { thinnedMs, wholeMs } from '../../detection/series/seriesLearner.ts';
import type { PastSeries } from './pastSeries.ts';

const dayMs = 86_400_000;

/**
 * Which series are tried, by identity, when there is time for `mostSamples`: first those whose sensitivity the ways give
 * differently from the others', then those that alerts were told of, then as they are listed. Pure.
 */
export function choosePast(
  byWay: readonly (readonly PastSeries[])[],
  {
    judgedMs,
    mostSamples,
    told,
    named,
  }: {
    /** How much of the past is judged. */
    judgedMs: number;
    mostSamples: number;
    /** Keys of series with alerts in that time. */
    told: ReadonlySet<string>;
    /** Keys of series with a sensitivity of their own in one of the ways. */
    named: ReadonlySet<string>;
  },
): { chosen: ReadonlySet<string>; left: number } {
  const all = new Map(byWay.flat().map((each) => [each.identity, each]));
  const rank = ({ series: { key } }: PastSeries) => (named.has(key) ? 0 : told.has(key) ? 1 : 2);
  const chosen = new Set<string>();
  let samples = 0;
  for (const each of [...all.values()].toSorted((one, other) => rank(one) - rank(other))) {
    samples += samplesOf(each, judgedMs);
    // One is always tried.
    if (samples > mostSamples && chosen.size > 0) break;
    chosen.add(each.identity);
  }
  return { chosen, left: all.size - chosen.size };
}

/** About how many are learned. */
function samplesOf({ series: { stepMs }, historyDays }: PastSeries, judgedMs: number): number {
  const historyMs = historyDays * dayMs;
  const whole = judgedMs + Math.min(wholeMs, historyMs);
  return whole / stepMs + Math.max(0, historyMs - wholeMs) / Math.max(stepMs, thinnedMs);
}

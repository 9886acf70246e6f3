import type { SeriesSensitivity } from '../../../shared/learning/sensitivity.ts';
import type { Observation, ObservationBatch } from '../../alerts/observation.ts';
import { type ActiveAdjustment, alertBar } from '../../detection/feedback/adjustments.ts';
import { judgeSeries } from '../../detection/series/judgeSeries.ts';
import type { SeriesInfo } from '../../detection/series/seriesInfo.ts';
import { stoppedAfterMs } from '../../detection/series/seriesLearner.ts';
import { learningSourceName, seriesObservation } from '../../detection/series/seriesObservation.ts';
import type { ScoredSample } from './scoredSeries.ts';

export interface LearnedReplay {
  info: SeriesInfo;
  sensitivity: SeriesSensitivity;
  /** Those of this series alone. */
  adjustments: readonly ActiveAdjustment[];
  timeZone: string;
  currency: string;
  /** What would have been seen later is left out, ms UTC. */
  to: number;
}

const minuteMs = 60_000;
/** The watch asks for a minute once it is over and its late samples had their time. */
const seenAfterMs = 2 * minuteMs;

/**
 * What the watch would have said of a series: a batch for each minute with a sample, oldest first, of those minutes that
 * something may come of. `lastAt`: when its newest sample was taken, ms UTC. Pure.
 */
export function* learnedReplay(
  samples: readonly ScoredSample[],
  lastAt: number | null,
  { info, sensitivity, adjustments, timeZone, currency, to }: LearnedReplay,
): Generator<ObservationBatch> {
  if (sensitivity === 'off') return;
  const stopMs = stoppedAfterMs(info);
  let open: 'high' | 'low' | null = null;
  /** The newest minute with a sample. */
  let minute: { start: number; observation: Observation | null } | null = null;

  function judge(sample: Exclude<ScoredSample, { kind: 'stopped' }>): Observation | null {
    if (sensitivity === 'off' || sample.kind === 'clear') {
      open = null;
      return null;
    }
    const { at, value, verdict } = sample;
    const bar = alertBar(sensitivity, at, adjustments, timeZone);
    const finding = judgeSeries({ value, verdict, bar, worth: info.worth, open });
    open = finding?.direction ?? null;
    return finding && seriesObservation(finding, { info, isRate: false, values: [], at, windowMs: minuteMs, currency });
  }

  const batchOf = (at: number, observation: Observation | null): ObservationBatch => ({
    ...{ source: learningSourceName, at, completeness: 'window' },
    observations: observation === null ? [] : [observation],
  });
  function* told({ start, observation }: NonNullable<typeof minute>, nextStart: number) {
    const at = start + seenAfterMs;
    yield* until(to, [batchOf(at, observation)]);
    // Once a clear sample was read the next minute is clear, too, with a sample or without: other series are judged in it.
    const next = readAt(start, info) + minuteMs;
    if (observation === null && next < nextStart + seenAfterMs) yield* until(to, [batchOf(next, null)]);
  }
  /** It says nothing from now on: two minutes later nothing of it is open. */
  const stopped = (at: number) => {
    const first = minuteOf(at) + minuteMs;
    return [first, first + minuteMs].map((seenAt) => batchOf(seenAt, null));
  };

  const isOver = lastAt !== null && lastAt + stopMs < to;
  const all = isOver ? [...samples, { kind: 'stopped' as const, at: lastAt + stopMs }] : samples;
  for (const sample of all) {
    const start = minuteOf(sample.at);
    if (minute !== null && (sample.kind === 'stopped' || start !== minute.start)) {
      yield* told(minute, start);
      minute = null;
    }
    if (sample.kind === 'stopped') yield* until(to, stopped(sample.at));
    else minute = { start, observation: judge(sample) };
  }
  if (minute !== null) yield* told(minute, Number.POSITIVE_INFINITY);
}

/** When the watch reads the samples of a minute, by how late their feeds let them be. */
function readAt(start: number, { group, stepMs }: SeriesInfo): number {
  if (group === 'metric') return start + seenAfterMs;
  if (group === 'job') return start + seenAfterMs + minuteMs;
  return (Math.floor(start / stepMs) + 1) * stepMs + minuteMs;
}

const minuteOf = (at: number) => Math.floor(at / minuteMs) * minuteMs;
const until = (to: number, batches: readonly ObservationBatch[]) => batches.filter(({ at }) => at <= to);

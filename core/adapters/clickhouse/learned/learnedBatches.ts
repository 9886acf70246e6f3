import type { Observation, ObservationBatch, Unjudged } from '../../../alerts/observation.ts';
import type { SeriesLearner } from '../../../detection/series/seriesLearner.ts';
import { learningSourceName, seriesObservation } from '../../../detection/series/seriesObservation.ts';
import { learnedTypes } from '../../../detection/shop/shopVerdict.ts';
import { trendType } from '../../../detection/trend/trendObservation.ts';
import type { JudgedSeries } from './learnedFeed.ts';
import type { JudgedTrends } from './trendWatch.ts';

interface Told {
  judged: readonly JudgedSeries[];
  /** Those that were told of before these samples. */
  openBefore: ReadonlySet<SeriesLearner>;
  /** Every series, for what is open and says nothing. */
  all: readonly SeriesLearner[];
  /** Null: no trend could be looked at. */
  trends: JudgedTrends | null;
  now: number;
  currency: string;
}

const minuteMs = 60_000;

/**
 * What was found as it would have been seen live: a batch a minute, oldest first. What is open and has no sample in a minute
 * stays open; what stopped does not. Trends are looked at in the newest one alone. Pure.
 */
export function learnedBatches({ judged, openBefore, all, trends, now, currency }: Told): ObservationBatch[] {
  const byMinute = new Map<number, Map<SeriesLearner, Observation | null>>();
  const everOpen = new Set(openBefore);
  for (const { series, judged: samples } of judged) {
    for (const { at, finding, values, isRate } of samples) {
      const minute = Math.floor(at / minuteMs) * minuteMs;
      const told = finding && { info: series.info, isRate, values, at, windowMs: minuteMs, currency };
      if (finding) everOpen.add(series);
      const found = byMinute.get(minute) ?? new Map<SeriesLearner, Observation | null>();
      found.set(series, finding && told ? seriesObservation(finding, told) : null);
      byMinute.set(minute, found);
    }
  }
  for (const series of all) if (series.open !== null) everOpen.add(series);
  const newest = Math.floor(now / minuteMs) * minuteMs;
  if (byMinute.size === 0) byMinute.set(newest, new Map());
  const minutes = [...byMinute].sort(([one], [other]) => one - other);
  const standing = [...everOpen].filter((series) => !series.isStopped(now));
  return minutes.map(([minute, found], index): ObservationBatch => {
    const isLast = index === minutes.length - 1;
    const silent = standing.filter((series) => !found.has(series));
    const unjudged: Unjudged[] = silent.flatMap(({ info }) =>
      Object.values(learnedTypes).map((type) => ({ type, labels: info.labels })),
    );
    return {
      source: learningSourceName,
      at: isLast ? now : Math.min(now, minute + 2 * minuteMs),
      observations: [
        ...[...found.values()].filter((each) => each !== null),
        ...(isLast ? (trends?.observations ?? []) : []),
      ],
      completeness: 'window',
      unjudged:
        isLast && trends !== null
          ? [...unjudged, ...trends.unjudged]
          : [...unjudged, { type: trendType, labels: null }],
    };
  });
}

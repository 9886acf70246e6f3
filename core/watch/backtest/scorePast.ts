import { setImmediate as breathe } from 'node:timers/promises';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { FedSeries, SeriesFeed } from '../../adapters/clickhouse/learned/seriesFeed.ts';
import type { ActiveAdjustment } from '../../detection/feedback/adjustments.ts';
import type { ScoredSeries } from './scoredSeries.ts';

export interface ToScore {
  series: FedSeries;
  scored: ScoredSeries;
}

export interface ScoreOptions {
  feed: SeriesFeed;
  /** Of one series. */
  adjustmentsOf(key: string): readonly ActiveAdjustment[];
  /** ms UTC; exclusive. */
  to: number;
  /** Everything is known of it. */
  onDone(each: ToScore): void;
}

const minuteMs = 60_000;
/** Samples of one answer of ClickHouse, about: as many as the watch itself reads at once. */
const samplesAtOnce = 30_000;
/** So many samples are learned before others may run: some milliseconds. */
const breatheEvery = 250;

/**
 * Reads and scores what is not known yet of these series, which one feed knows: as many at once as one answer holds, slice by
 * slice, then the next. What it learned is kept when it is stopped.
 */
export async function scorePast(
  all: readonly ToScore[],
  { feed, adjustmentsOf, to, onDone }: ScoreOptions,
  signal: AbortSignal,
): Promise<Result<null>> {
  let { sliceMs: longestMs } = feed;
  const waiting = new Set(all);
  const done = (each: ToScore) => {
    waiting.delete(each);
    onDone(each);
  };
  for (const each of all) if (each.scored.readUntil >= to) done(each);
  for (let [first] = waiting; first !== undefined; [first] = waiting) {
    const from = first.scored.readUntil;
    const end = Math.min(to, from + longestMs);
    const most = Math.floor((samplesAtOnce * first.series.stepMs) / (end - from));
    const same = [...waiting].filter(({ scored }) => scored.readUntil === from);
    const cohort = same.slice(0, Math.max(1, most));
    const read = await feed.samples(
      cohort.map(({ series }) => series),
      { from, to: end },
      signal,
    );
    if (signal.aborted) return failed('aborted', 'It was stopped.');
    if (!read.ok) {
      // A slice that holds too much is asked for in smaller ones.
      if (read.error.retryable || longestMs <= feed.everyMs * 4) return read;
      longestMs = Math.floor(longestMs / 4);
      continue;
    }
    for (const each of cohort) {
      const { scored, series } = each;
      const samples = read.value.samples.get(series.key) ?? [];
      const adjustments = adjustmentsOf(series.key);
      for (let start = 0; start < samples.length; start += breatheEvery) {
        scored.learn(samples.slice(start, start + breatheEvery), adjustments);
        await breathe();
        if (signal.aborted) return failed('aborted', 'It was stopped.');
      }
      // Past the end of a slice there is more to read, however little of it was complete.
      scored.readUntil = Math.max(read.value.until, from + Math.min(end - from, minuteMs));
      if (end >= to || scored.readUntil >= to) done(each);
    }
  }
  return ok(null);
}

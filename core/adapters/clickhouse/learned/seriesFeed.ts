import type { Result } from '../../../../shared/problem.ts';
import type { Sample } from '../../../detection/learning/learner.ts';
import type { SeriesInfo } from '../../../detection/series/seriesInfo.ts';

/** A series with what its feed finds it by. */
export interface FedSeries extends SeriesInfo {
  /** Of the feed alone. */
  id: string;
  /** When it was last heard of, ms UTC. */
  seenAt: number;
}

export interface FoundSeries {
  /** Those heard of last come first. */
  series: FedSeries[];
  /** There are so many more that were not even listed. */
  more: number;
}

export interface ReadSamples {
  /** By key, oldest first; a series without any may be missing. */
  samples: ReadonlyMap<string, readonly Sample[]>;
  /** Everything before is told, ms UTC. */
  until: number;
  /** Rows that hold no number. */
  odd: number;
}

/** Where series of one kind are read from. Times ms UTC. */
export interface SeriesFeed {
  /** Prefix of its keys. */
  readonly prefix: string;
  /** For messages, as a sentence begins: "Component metrics". */
  readonly title: string;
  readonly group: SeriesInfo['group'];
  /** New samples are worth a question this often. */
  readonly everyMs: number;
  /** How much of the past one question asks for at most. */
  readonly sliceMs: number;
  list(now: number, signal: AbortSignal): Promise<Result<FoundSeries>>;
  /** Samples of [from, to); what is too new to be complete is left for later, and `until` says so. */
  samples(
    series: readonly FedSeries[],
    range: { from: number; to: number },
    signal: AbortSignal,
  ): Promise<Result<ReadSamples>>;
}

import type { LearningSettings } from '../../../../shared/learning/learningSettings.ts';
import type { Observation, Unjudged } from '../../../alerts/observation.ts';
import type { Sample } from '../../../detection/learning/learner.ts';
import type { SeriesLearner } from '../../../detection/series/seriesLearner.ts';
import { judgeTrend, trendReachMs } from '../../../detection/trend/judgeTrend.ts';
import { limitsOf, type SeriesLimit } from '../../../detection/trend/trendLimits.ts';
import { TrendMemory } from '../../../detection/trend/trendMemory.ts';
import { trendObservation, trendType } from '../../../detection/trend/trendObservation.ts';
import type { LearnedFeed } from './learnedFeed.ts';

interface TrendWatchOptions {
  limits: readonly SeriesLimit[];
  settings: LearningSettings['trends'];
  isTold(key: string): boolean;
  /** People said that this series need not be told of so readily then, ms UTC. */
  isLessEager(key: string, at: number): boolean;
  currency: string;
}

export interface JudgedTrends {
  observations: Observation[];
  unjudged: Unjudged[];
}

interface Watched {
  memory: TrendMemory;
  /** Past that is still to be read ends here, ms UTC; null: it is known. */
  pastUntil: number | null;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Days of minutes of more series would take more memory than their trends are worth. */
const mostWatched = 200;

/** Series with a limit, and which of them are on their way to it. */
export class TrendWatch {
  readonly #options: TrendWatchOptions;
  readonly #watched = new Map<string, Watched>();
  open = new Set<string>();
  /** Open, and not told: people said of the series that it need not be, and the limit is not near. */
  quiet = new Set<string>();
  isFull = false;

  constructor(options: TrendWatchOptions) {
    this.#options = options;
  }

  /** Hears of samples as they are learned. */
  note(series: SeriesLearner, samples: readonly Sample[]): void {
    const [first] = samples;
    if (first === undefined || this.#limitsOf(series).length === 0) return;
    const { key } = series.info;
    let watched = this.#watched.get(key);
    if (watched === undefined) {
      this.isFull = this.#watched.size >= mostWatched;
      if (this.isFull) return;
      // What was learned before the start is not known to it.
      watched = { memory: new TrendMemory(), pastUntil: first.at };
      this.#watched.set(key, watched);
    }
    watched.memory.add(samples);
  }

  /** Whether there is a past of its series that was not read yet. */
  lacksPast({ series }: LearnedFeed): boolean {
    return [...this.#watched].some(([key, { pastUntil }]) => pastUntil !== null && series.has(key));
  }

  /** Reads a day of what was before; false: nothing is missing, or it could not be read. */
  async readPast({ feed, series }: LearnedFeed, now: number, signal: AbortSignal): Promise<boolean> {
    const missing = [...this.#watched].flatMap(([key, { pastUntil }]) => {
      const learner = series.get(key);
      return learner && pastUntil !== null ? [{ key, learner, pastUntil }] : [];
    });
    const [first] = missing;
    if (first === undefined) return false;
    const to = first.pastUntil;
    const from = Math.max(to - dayMs, now - trendReachMs);
    const same = missing.filter(({ pastUntil }) => pastUntil === to);
    const known =
      from < to
        ? await feed.samples(
            same.map(({ learner }) => ({ ...learner.info, seenAt: now })),
            { from, to: to + dayMs / 24 },
            signal,
          )
        : null;
    if (known && !known.ok) return false;
    for (const { key } of same) {
      const watched = this.#watched.get(key);
      if (watched === undefined) continue;
      const samples = known?.value.samples.get(key) ?? [];
      watched.memory.addPast(samples.filter(({ at }) => at < to));
      watched.pastUntil = from <= now - trendReachMs ? null : from;
    }
    return true;
  }

  forget(keys: readonly string[]): void {
    for (const key of keys) this.#watched.delete(key);
  }

  /** What is on its way at `now`, of series with something new; `behind`: those that must catch up first, of any kind. */
  judge(series: readonly SeriesLearner[], behind: readonly SeriesLearner[], now: number): JudgedTrends {
    const { settings, currency } = this.#options;
    const horizonMs = settings.horizonHours * hourMs;
    const nearMs = settings.nearHours * hourMs;
    const observations: Observation[] = [];
    const unjudged: Unjudged[] = [];
    const open = new Set<string>();
    const quiet = new Set<string>();
    /** What was told before stands until it can be judged again. */
    const leave = ({ info: { key, labels } }: SeriesLearner) => {
      if (this.open.has(key)) open.add(key);
      if (this.quiet.has(key)) quiet.add(key);
      unjudged.push({ type: trendType, labels });
    };
    for (const each of behind) if (this.open.has(each.info.key)) leave(each);
    for (const each of series) {
      const { key, labels } = each.info;
      const watched = this.#watched.get(key);
      if (!this.#options.isTold(key)) continue;
      if (watched === undefined) {
        if (this.open.has(key) && this.#isAwaited(each, now)) leave(each);
        continue;
      }
      // After a restart its days are still to be read.
      if (watched.pastUntil !== null) {
        leave(each);
        continue;
      }
      const { metric = '', ...others } = labels;
      const minutes = watched.memory.minutes();
      const found = this.#limitsOf(each).flatMap((limit) => {
        const verdict = judgeTrend(minutes, now, { ...limit, horizonMs, isOpen: this.open.has(key) });
        return verdict ? [{ limit, verdict }] : [];
      });
      // Of several limits ahead the nearest is the one to act on.
      const [nearest] = found.toSorted((one, other) => one.verdict.reachesInMs - other.verdict.reachesInMs);
      if (nearest === undefined) continue;
      const isTold = this.open.has(key) && !this.quiet.has(key);
      const isFar = nearest.verdict.reachesInMs > nearMs;
      open.add(key);
      if (isFar && !isTold && this.#options.isLessEager(key, now)) {
        quiet.add(key);
        continue;
      }
      const told = { now, nearMs, currency };
      observations.push(
        trendObservation(nearest.verdict, nearest.limit, { key, metric, labels: others, minutes }, told),
      );
    }
    this.open = open;
    this.quiet = quiet;
    return { observations, unjudged };
  }

  /** After a start: it is still written, and will be watched with its next sample. */
  #isAwaited(series: SeriesLearner, now: number): boolean {
    return !this.isFull && series.lastAt !== null && !series.isStopped(now) && this.#limitsOf(series).length > 0;
  }

  #limitsOf({ info }: SeriesLearner): SeriesLimit[] {
    if (info.group !== 'metric') return [];
    return limitsOf(this.#options.limits, { metric: info.labels.metric ?? '', labels: info.labels });
  }
}

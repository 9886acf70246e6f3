import { setImmediate } from 'node:timers/promises';
import type { SeriesSensitivity } from '../../../../shared/learning/sensitivity.ts';
import type { Problem } from '../../../../shared/problem.ts';
import type { ActiveAdjustment } from '../../../detection/feedback/adjustments.ts';
import type { Sample } from '../../../detection/learning/learner.ts';
import { type JudgedSample, liveMs, SeriesLearner, wholeMs } from '../../../detection/series/seriesLearner.ts';
import type { LearnedState } from '../../../monitor/learnedStates.ts';
import { type Chosen, chooseSeries } from './chooseSeries.ts';
import type { FedSeries, SeriesFeed } from './seriesFeed.ts';

export interface FeedOptions {
  feed: SeriesFeed;
  timeZone: string;
  historyMs: number;
  sensitivityOf(key: string): SeriesSensitivity;
  /** Of one series. */
  adjustmentsOf(key: string): readonly ActiveAdjustment[];
  /** Hears of every sample that is learned. */
  onSamples?(series: SeriesLearner, samples: readonly Sample[]): void;
}

export interface JudgedSeries {
  series: SeriesLearner;
  judged: JudgedSample[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const listEveryMs = 10 * minuteMs;
/** Samples that are learned before others get a turn. */
const breatheEvery = 1000;
/** About how many samples one slice of history may have, so that it ends well within a poll. */
const samplesAtOnce = 30_000;
const earlyShare = 0.9;

/** The series of one feed with their learners: which there are, what is new of them, and their history slice by slice. */
export class LearnedFeed {
  readonly feed: SeriesFeed;
  readonly series = new Map<string, SeriesLearner>();
  /** Samples before were judged; null: nothing was yet. */
  judgedUntil: number | null = null;
  problem: Problem | null = null;
  /** Why this poll does not know what there is; why samples could not be read before is no reason not to ask for them again. */
  listProblem: Problem | null = null;
  isSetUp = true;
  left: FedSeries[] = [];
  /** Beyond what is listed. */
  more = 0;
  odd = 0;
  newestAt: number | null = null;
  /** Questions to ClickHouse so far. */
  asks = 0;
  #found: FedSeries[] | null = null;
  #listedAt: number | null = null;
  #askedAt: number | null = null;
  #sliceMs: number;
  readonly #options: FeedOptions;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.feed = options.feed;
    this.#sliceMs = options.feed.sliceMs;
  }

  restore(states: readonly LearnedState[]): string[] {
    return states.flatMap((state) => {
      const series = SeriesLearner.restore(state, this.#options.timeZone);
      if (series === null) return [state.key];
      this.series.set(state.key, series);
      return [];
    });
  }

  isDue(now: number): boolean {
    const { everyMs } = this.feed;
    return this.#askedAt === null || now < this.#askedAt || now - this.#askedAt >= everyMs * earlyShare;
  }

  /** Whether there was an answer of what there is. */
  get isListed(): boolean {
    return this.#found !== null;
  }

  async list(now: number, signal: AbortSignal): Promise<void> {
    this.listProblem = null;
    if (this.#listedAt !== null && Math.abs(now - this.#listedAt) < listEveryMs) return;
    this.asks++;
    const read = await this.feed.list(now, signal);
    // Who names a table that is not there in a query wants to know.
    this.isSetUp = read.ok || read.error.code !== 'missingTable' || this.feed.group === 'query';
    this.problem = read.ok ? null : read.error;
    this.listProblem = this.problem;
    if (!read.ok) return;
    this.#listedAt = now;
    this.#found = read.value.series;
    this.more = read.value.more;
  }

  /** Takes up what there is room for, and gives the keys of what is given up. */
  choose(room: number, now: number): string[] {
    if (this.#found === null) return [];
    const known = [...this.series.values()].map(({ info, learnedUntil }) => ({ key: info.key, learnedUntil }));
    const { historyMs, timeZone } = this.#options;
    const chosen: Chosen = chooseSeries(
      this.#found,
      known.filter(({ learnedUntil }) => now - learnedUntil <= historyMs),
      room,
    );
    this.left = chosen.left;
    const wanted = new Set([...chosen.keep.map(({ key }) => key), ...chosen.stopped]);
    const given = known.flatMap(({ key }) => (wanted.has(key) ? [] : [key]));
    for (const key of given) this.series.delete(key);
    const start = Math.floor((now - historyMs) / dayMs) * dayMs;
    for (const each of chosen.keep) {
      const series = this.series.get(each.key);
      if (series) series.info = each;
      else this.series.set(each.key, new SeriesLearner(each, timeZone, start));
    }
    return given;
  }

  /** Begins anew with what does not hold any more: a level that is no longer called normal, or samples of a time to come. */
  forgetOutdated(now: number): void {
    const { adjustmentsOf, timeZone, historyMs } = this.#options;
    for (const [key, series] of this.series) {
      const isOfFuture = series.learnedUntil > now + hourMs;
      if (!isOfFuture && !series.isOutdated(adjustmentsOf(key))) continue;
      const start = Math.floor((now - historyMs) / dayMs) * dayMs;
      const anew = new SeriesLearner(series.info, timeZone, start);
      anew.open = series.open;
      this.series.set(key, anew);
    }
    if (this.judgedUntil !== null && this.judgedUntil > now + hourMs) this.judgedUntil = now;
  }

  behind(now: number): SeriesLearner[] {
    return [...this.series.values()].filter((series) => series.isBehind(now));
  }

  /** Learns and judges what is new of the series that are up to date. */
  async learnNew(now: number, signal: AbortSignal): Promise<JudgedSeries[]> {
    const live = [...this.series.values()].filter((series) => !series.isBehind(now));
    if (live.length === 0) return [];
    const from = live.reduce((least, { learnedUntil }) => Math.min(least, learnedUntil), now);
    this.asks++;
    const read = await this.feed.samples(live.map(fedOf), { from, to: now }, signal);
    this.problem = read.ok ? null : read.error;
    if (!read.ok) return [];
    this.#askedAt = now;
    const { samples, until, odd } = read.value;
    this.odd += odd;
    const judgeFrom = Math.max(this.judgedUntil ?? until, now - liveMs);
    const judged: JudgedSeries[] = [];
    let learned = 0;
    for (const series of live) {
      const own = (samples.get(series.info.key) ?? []).filter(({ at }) => at >= series.learnedUntil);
      judged.push({ series, judged: this.#learn(series, own, judgeFrom) });
      series.learnedUntil = Math.max(series.learnedUntil, until);
      learned += own.length;
      if (learned >= breatheEvery) {
        learned = 0;
        await setImmediate();
      }
    }
    this.judgedUntil = Math.max(this.judgedUntil ?? until, until);
    return judged;
  }

  /** Learns one slice of what series that are behind have missed; false: nothing could be read. */
  async catchUp(now: number, signal: AbortSignal): Promise<boolean> {
    const behind = this.behind(now).toSorted((one, other) => one.learnedUntil - other.learnedUntil);
    const [first] = behind;
    if (first === undefined) return false;
    const from = first.learnedUntil;
    const sliceMs = Math.min(this.#sliceMs, now - from);
    const most = Math.max(1, Math.floor(samplesAtOnce / Math.max(1, sliceMs / first.info.stepMs)));
    const cohort = behind.filter(({ learnedUntil }) => learnedUntil === from).slice(0, most);
    this.asks++;
    const read = await this.feed.samples(cohort.map(fedOf), { from, to: from + sliceMs }, signal);
    if (!read.ok) {
      this.problem = read.error;
      // A slice that holds too much is asked for in smaller ones; what cannot be read at all is learned from now on.
      const isTooMuch = !read.error.retryable && this.#sliceMs > this.feed.everyMs * 4;
      if (isTooMuch) this.#sliceMs = Math.floor(this.#sliceMs / 4);
      else if (!read.error.retryable) for (const series of cohort) series.learnedUntil = now;
      return !read.error.retryable;
    }
    this.problem = null;
    const { samples, until } = read.value;
    for (const series of cohort) {
      const own = samples.get(series.info.key) ?? [];
      for (let start = 0; start < own.length; start += breatheEvery) {
        if (start > 0) await setImmediate();
        if (signal.aborted) return false;
        this.#learn(series, own.slice(start, start + breatheEvery), Number.POSITIVE_INFINITY, now - wholeMs);
      }
      // Past the end of a slice there is always more to read, however little of it was complete.
      series.learnedUntil = Math.max(until, from + Math.min(sliceMs, minuteMs));
      series.judgeFrom = series.learnedUntil;
    }
    await setImmediate();
    return true;
  }

  #learn(
    series: SeriesLearner,
    samples: readonly Sample[],
    judgeFrom: number,
    thinBefore = Number.NEGATIVE_INFINITY,
  ): JudgedSample[] {
    const { key } = series.info;
    const { timeZone, sensitivityOf, adjustmentsOf, onSamples } = this.#options;
    const newest = samples.at(-1)?.at;
    if (newest !== undefined) this.newestAt = Math.max(this.newestAt ?? newest, newest);
    onSamples?.(series, samples);
    return series.learn(samples, {
      ...{ timeZone, judgeFrom, thinBefore },
      ...{ sensitivity: sensitivityOf(key), adjustments: adjustmentsOf(key) },
    });
  }
}

const fedOf = ({ info, learnedUntil }: SeriesLearner): FedSeries => ({ ...info, seenAt: learnedUntil });

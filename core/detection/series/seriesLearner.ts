import type { LearnedSeries } from '../../../shared/learning/learnedSeries.ts';
import type { SeriesSensitivity } from '../../../shared/learning/sensitivity.ts';
import type { LearnedState } from '../../monitor/learnedStates.ts';
import { type ActiveAdjustment, alertBar } from '../feedback/adjustments.ts';
import {
  createLearner,
  type ForecastPoint,
  type Learner,
  restoreLearner,
  type Sample,
  type Verdict,
} from '../learning/learner.ts';
import { addEvidence, decidedAfter, isCounter, noEvidence, rateOf } from './counter.ts';
import { judgeSeries, type SeriesFinding } from './judgeSeries.ts';
import { type SeriesNotes, seal, unseal } from './seriesEnvelope.ts';
import type { SeriesInfo } from './seriesInfo.ts';

/** What was found of one sample. */
export interface JudgedSample {
  at: number;
  finding: SeriesFinding | null;
  /** The newest samples up to this one. */
  values: readonly (number | null)[];
  isRate: boolean;
  value: number | null;
  verdict: Verdict;
}

interface Context {
  timeZone: string;
  sensitivity: SeriesSensitivity;
  /** Those of this series alone. */
  adjustments: readonly ActiveAdjustment[];
  /** Samples before are learned and not judged, ms UTC. */
  judgeFrom: number;
  /** Of what is older only every so many minutes is learned, ms UTC; left out: everything is. */
  thinBefore?: number;
}

const shown = 13;
/** Of old history a sample this often, ms: it is learned in a third of the time. */
export const thinnedMs = 3 * 60_000;
/** What is newer is learned sample by sample, ms: the noise between them is learned of that. */
export const wholeMs = 2 * 24 * 3_600_000;
const hourMs = 3_600_000;
/** A new level is worth a word for so long. */
const newNormalMs = 7 * 24 * hourMs;
/** Further back than this, it catches up before it is judged, ms. */
export const liveMs = 3 * hourMs;
/** A series without samples for so many of its steps has stopped; at least this. */
const stoppedAfter = { steps: 12, leastMs: 30 * 60_000 };

/** A series that is silent for longer has stopped, ms. */
export const stoppedAfterMs = ({ stepMs }: Pick<SeriesInfo, 'stepMs'>): number =>
  Math.max(stoppedAfter.leastMs, stoppedAfter.steps * stepMs);

/** One series with its learner: counters by their rate, levels that people called normal, and what is told of it. */
export class SeriesLearner {
  info: SeriesInfo & { id: string };
  /** Samples before this were learned, ms UTC. */
  learnedUntil: number;
  /** Samples before this are not judged: they are its history. */
  judgeFrom = Number.NEGATIVE_INFINITY;
  /** What was told of it and is not over. */
  open: 'high' | 'low' | null = null;
  savedUntil = Number.NEGATIVE_INFINITY;
  #learner: Learner;
  #notes: Omit<SeriesNotes, 'info'>;
  #verdict: Verdict | null = null;
  #values: (number | null)[] = [];
  /** Samples of before it was decided what they are. */
  #undecided: Sample[] = [];
  #stateBytes: number | null = null;
  readonly #timeZone: string;

  constructor(info: SeriesInfo & { id: string }, timeZone: string, learnedUntil: number) {
    this.info = info;
    this.learnedUntil = learnedUntil;
    this.#timeZone = timeZone;
    this.#learner = createLearner({ timeZone });
    this.#notes = {
      isRate: info.mayCount ? null : false,
      evidence: noEvidence,
      last: null,
      learning: null,
      newNormal: null,
      accepted: [],
    };
  }

  /** Null: it must be learned anew. */
  static restore({ state, learnedUntil }: LearnedState, timeZone: string): SeriesLearner | null {
    const opened = unseal(state);
    const learner = opened && restoreLearner(opened.state, { timeZone });
    if (!opened || !learner) return null;
    const { info, ...notes } = opened.notes;
    const series = new SeriesLearner({ ...info, rules: { high: [], low: [] } }, timeZone, learnedUntil);
    series.#learner = learner;
    series.#notes = notes;
    series.savedUntil = learnedUntil;
    return series;
  }

  /** Learns samples, oldest first, and gives what is to be told of those from `judgeFrom` on. */
  learn(samples: readonly Sample[], context: Context): JudgedSample[] {
    return samples.flatMap((sample) => this.#learnOne(sample, context) ?? []);
  }

  #learnOne(sample: Sample, context: Context): JudgedSample | null {
    const { at } = sample;
    if (!Number.isFinite(at) || (this.#notes.last !== null && at <= this.#notes.last.at)) return null;
    this.#acceptLevels(at, context.adjustments);
    const value = this.#valueOf(sample);
    if (context.thinBefore !== undefined && at < context.thinBefore && !this.#isWorthLearning(at)) return null;
    const verdict = this.#learner.learn({ at, value });
    this.#verdict = verdict;
    this.#notes.learning = verdict.learning;
    if (verdict.newNormal) this.#notes.newNormal = verdict.newNormal;
    this.#values.push(value);
    if (this.#values.length > shown) this.#values.shift();
    if (at < context.judgeFrom || at < this.judgeFrom) return null;
    const finding = this.#judge(at, value, verdict, context);
    this.open = finding?.direction ?? null;
    return { at, finding, values: [...this.#values], isRate: this.isRate, value, verdict };
  }

  /** A quarter of an hour is one slot of the rhythm: five samples of it say as much as fifteen. */
  #isWorthLearning(at: number): boolean {
    const last = this.#learner.lastAt();
    return last === null || at - last >= thinnedMs;
  }

  #judge(at: number, value: number | null, verdict: Verdict, context: Context): SeriesFinding | null {
    const { sensitivity, adjustments, timeZone } = context;
    if (sensitivity === 'off') return null;
    const bar = alertBar(sensitivity, at, adjustments, timeZone);
    return judgeSeries({ value, verdict, bar, worth: this.info.worth, open: this.open });
  }

  /** The sample, or what a counter rose a minute by since the one before; null: it says nothing. */
  #valueOf({ at, value }: Sample): number | null {
    const notes = this.#notes;
    if (value === null || !Number.isFinite(value)) return null;
    const before = notes.last;
    notes.last = { at, value };
    if (notes.isRate === null) this.#decide({ at, value });
    if (notes.isRate !== true) return value;
    return before === null ? null : rateOf(before, { at, value });
  }

  /** What was taken for a level while nobody could know is learned again as a rate. */
  #decide(sample: { at: number; value: number }): void {
    const notes = this.#notes;
    notes.evidence = addEvidence(notes.evidence, sample.value);
    notes.isRate = isCounter(notes.evidence);
    if (notes.isRate === true) {
      this.#learner = createLearner({ timeZone: this.#timeZone });
      this.#values = [];
      let before: { at: number; value: number } | null = null;
      for (const { at, value } of this.#undecided) {
        if (value === null) continue;
        this.#learner.learn({ at, value: before && rateOf(before, { at, value }) });
        before = { at, value };
      }
    }
    if (notes.isRate === null && this.#undecided.length < decidedAfter) this.#undecided.push(sample);
    else this.#undecided = [];
  }

  #acceptLevels(at: number, adjustments: readonly ActiveAdjustment[]): void {
    for (const each of adjustments) {
      if (each.kind !== 'newNormal' || each.at > at || this.#notes.accepted.includes(each.id)) continue;
      this.#learner.acceptLevel(each.at);
      this.#notes.accepted.push(each.id);
    }
  }

  /** A level that was called normal no longer is: what was learned since does not hold. */
  isOutdated(adjustments: readonly ActiveAdjustment[]): boolean {
    return this.#notes.accepted.some((id) => !adjustments.some((each) => each.id === id));
  }

  /** What is learned of the time to come. */
  forecast(from: number, stepMs: number, steps: number): ForecastPoint[] {
    return this.#learner.forecast(from, stepMs, steps);
  }

  get isRate(): boolean {
    return this.#notes.isRate === true;
  }

  /** What its numbers are: of a counter it is the rate that is learned. */
  get title(): string {
    return this.isRate ? `${this.info.title} a minute` : this.info.title;
  }

  /** When its newest sample was taken, ms UTC; null: there is none. */
  get lastAt(): number | null {
    return this.#notes.last?.at ?? null;
  }

  /** Of what it has to catch up with nobody knows whether it was silent. */
  isStopped(now: number): boolean {
    return this.lastAt !== null && !this.isBehind(now) && now - this.lastAt > stoppedAfterMs(this.info);
  }

  /** It has to catch up with what it missed before its samples are judged. */
  isBehind(now: number): boolean {
    return now - this.learnedUntil > liveMs;
  }

  state(): LearnedState {
    const { rules: _, ...info } = this.info;
    const state = seal({ info, ...this.#notes }, this.#learner.state());
    return { key: info.key, state, learnedUntil: this.learnedUntil };
  }

  describe(now: number, sensitivity: SeriesSensitivity): LearnedSeries {
    const { key, group, unit, labels, stepMs } = this.info;
    const { last, learning, newNormal } = this.#notes;
    const known = this.#verdict ?? this.#ahead(stepMs);
    const isLearning = this.#learner.lastAt() === null || learning !== null || this.isBehind(now);
    const lately = newNormal !== null && now - newNormal.since < newNormalMs ? newNormal : null;
    const neededMs = learning?.neededMs ?? 24 * hourMs;
    return {
      ...{ key, title: this.title, group, unit, labels, sensitivity },
      state: sensitivity === 'off' ? 'off' : this.isStopped(now) ? 'stopped' : isLearning ? 'learning' : 'ready',
      knownMs: learning?.knownMs ?? (this.#learner.lastAt() === null ? 0 : neededMs),
      neededMs,
      lastAt: last === null ? null : iso(last.at),
      lastValue: this.isRate ? (this.#values.at(-1) ?? null) : (last?.value ?? null),
      ...{ expected: known?.expected ?? null, lower: known?.lower ?? null, upper: known?.upper ?? null },
      stateBytes: this.#bytes(),
      newNormal: lately && { since: iso(lately.since), before: lately.before, now: lately.now },
    };
  }

  /** States of a learner are all of one size. */
  #bytes(): number {
    this.#stateBytes ??= this.#learner.state().length;
    return this.#stateBytes;
  }

  #ahead(stepMs: number) {
    const last = this.#learner.lastAt();
    return last === null ? null : (this.#learner.forecast(last + stepMs, stepMs, 1)[0] ?? null);
  }
}

const iso = (at: number) => new Date(at).toISOString();

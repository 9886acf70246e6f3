import { createExpectation, type Expected } from './expectation.ts';
import { createLevel } from './level.ts';
import { createLocalClock } from './localClock.ts';
import { createMemory, takeCell } from './memory.ts';
import { createPace } from './pace.ts';
import { createPause } from './pause.ts';
import { createShiftedLevel, type Shifted } from './shiftedLevel.ts';
import { createSigns, type Reason } from './signs.ts';
import { createShareOf } from './smoothing.ts';
import { decodeState, encodeState } from './stateCodec.ts';

export { alertScore } from './alertScore.ts';

export interface LearnerOptions {
  /** IANA name of the shop's zone. */
  timeZone: string;
}

export interface Sample {
  /** ms UTC. */
  at: number;
  /** null: missing. NaN and infinities count as missing. */
  value: number | null;
}

export interface Verdict {
  /** 0..1: how much it deserves an alert; drops for hours after it was high, so that one anomaly is one peak. Comparable between series. */
  score: number;
  /** 0..1 on the same scale without that pause: stays high while the anomaly lasts. An alert is held open by it. */
  surprise: number;
  /** Side of the expected value that it is on, where it is unusual. */
  direction: 'high' | 'low' | null;
  /** What was expected of this sample before it was seen, in the series' unit; null while nothing is known. */
  expected: number | null;
  lower: number | null;
  upper: number | null;
  /** Most telling first. */
  reasons: readonly Reason[];
  /** What it has seen of what it needs, ms; null once it knows enough. */
  learning: { knownMs: number; neededMs: number } | null;
  /** Set at the sample with which a shifted level was accepted as normal. */
  newNormal: { since: number; before: number; now: number } | null;
}

export interface ForecastPoint {
  at: number;
  expected: number;
  lower: number;
  upper: number;
}

/** Learns what is normal for one series, sample by sample. What it says of a sample depends on that and earlier ones alone. */
export interface Learner {
  /** Samples that are not newer than the last are ignored, and score 0. */
  learn(sample: Sample): Verdict;
  /** The learned rhythm ahead: `steps` points, the first at `from`. The band widens with distance. */
  forecast(from: number, stepMs: number, steps: number): ForecastPoint[];
  /** A person says that what is now is normal: the level of the time since `at` is accepted at once. */
  acceptLevel(at: number): void;
  lastAt(): number | null;
  /** Versioned, at most 64 KiB. */
  state(): Uint8Array;
}

const dayMs = 86_400_000;
/** Largest state: 31 KiB. */
const memoryCells = 3900;
/** Time over which samples within the band move the level. Faster, and it would take a weekend for a new level. */
const levelMs = 4 * dayMs;
/** A weekday that was never seen may differ from those before it: its residuals say little of what is normal. */
const strangerTrust = 0.1;
/** Half of what was learned of the unusual is gone after so many days. */
const halfLifeDays = 56;
/** Further shifts than by this factor are another series: its rhythm is learned anew. */
const farthestShift = 20;
/** Calendars end there, ECMA-262 §21.4.1.1. */
const lastInstant = 8.64e15;
/** Larger numbers have no squares. */
const largestValue = 1e150;

export function createLearner({ timeZone }: LearnerOptions): Learner {
  return learnerOver(new Float64Array(memoryCells), true, timeZone);
}

/** null when it is of another version or damaged. */
export function restoreLearner(state: Uint8Array, { timeZone }: LearnerOptions): Learner | null {
  const cells = decodeState(state, memoryCells);
  return cells && learnerOver(cells, false, timeZone);
}

function learnerOver(cells: Float64Array, isNew: boolean, timeZone: string): Learner {
  const memory = createMemory(cells, isNew);
  const clock = createLocalClock(timeZone);
  const pace = createPace(memory);
  const level = createLevel(memory);
  const expectation = createExpectation(memory, level);
  const signs = createSigns(memory);
  const shifted = createShiftedLevel(memory);
  const pause = createPause(memory);
  const today = takeCell(memory, Number.NaN);
  const levelShareOf = createShareOf();

  const learning = () => (pace.knownMs() >= dayMs ? null : { knownMs: pace.knownMs(), neededMs: dayMs });

  const ignored = (): Verdict => ({
    ...{ score: 0, surprise: 0, direction: null, expected: null, lower: null, upper: null, reasons: [] },
    ...{ learning: learning(), newNormal: null },
  });

  function bandOf({ shape, up, down }: Expected, widening = 1) {
    const [lower, upper] = [level.toValue(shape - widening * down), level.toValue(shape + widening * up)];
    return { expected: level.toValue(shape), lower: level.isSigned() ? lower : Math.max(0, lower), upper };
  }

  function becomeSigned(): void {
    const change = level.becomeSigned();
    expectation.change(change);
    signs.changeShape(change);
    shifted.forget();
  }

  function accept({ since, expected, came }: Shifted, now: number): NonNullable<Verdict['newNormal']> {
    const said = { since, before: level.toValue(expected), now: level.toValue(came) };
    const ratio = came / expected;
    if (level.isSigned() || (ratio > 1 / farthestShift && ratio < farthestShift)) {
      const change = level.shift(expected, came);
      expectation.change(change, clock(since));
      signs.settle(change);
    } else {
      expectation.restart(came);
      pace.knowOnly(now - since);
      signs.settle(() => came);
    }
    shifted.forget();
    return said;
  }

  function begin(at: number, value: number): Verdict {
    if (value < 0) becomeSigned();
    pace.advance(at);
    const time = clock(at);
    const shape = level.toShape(value);
    expectation.learn(expectation.at(time), { shape, elapsedMs: 0, stepMs: 0, isOutside: false, trust: 1 });
    today.value = time.day;
    return ignored();
  }

  function fadeDaily(day: number): void {
    if (day === today.value) return;
    today.value = day;
    for (const part of [expectation, signs]) part.fade(0.5 ** (1 / halfLifeDays));
  }

  function learn(sample: Sample): Verdict {
    const { at } = sample;
    const last = pace.lastAt();
    if (!(Math.abs(at) <= lastInstant) || (last !== null && at <= last)) return ignored();
    const isMissing = sample.value === null || !Number.isFinite(sample.value);
    if (isMissing) return last === null ? ignored() : { ...ignored(), ...bandOf(expectation.at(clock(at))) };
    const value = Math.max(-largestValue, Math.min(largestValue, sample.value as number));
    if (last === null) return begin(at, value);

    if (value < 0 && !level.isSigned()) becomeSigned();
    const { elapsedMs, isNext } = pace.advance(at);
    const stepMs = pace.stepMs();
    const expected = expectation.at(clock(at));
    const { view, time, up, down } = expected;
    const band = bandOf(expected);
    const shape = level.toShape(value);
    const difference = shape - expected.shape;
    const residual = difference / expected.noise;
    const trust = view.week === null ? strangerTrust : 1;

    const residualSurprise = expectation.surpriseOf(residual);
    const seen = { value, shape, residual, residualSurprise, view, elapsedMs, stepMs, isNext, trust };
    const { surprise, reasons } = signs.judge(seen);
    const score = pause.score(surprise, at);

    fadeDaily(time.day);
    const isKnown = learning() === null;
    const watched = { at, shape, expected: expected.shape, up, down, elapsedMs, stepMs, isSure: trust === 1 };
    const left = { isOutside: difference > up || difference < -down, shift: null };
    const { isOutside, shift } = isKnown ? shifted.watch(watched) : left;
    expectation.learn(expected, { shape, elapsedMs, stepMs, isOutside, trust });
    if (isKnown && !isOutside) {
      level.follow(shape, expected.shape, expectation.meanSquare(), levelShareOf(elapsedMs, levelMs));
    }
    return {
      score,
      surprise,
      expected: band.expected,
      lower: band.lower,
      upper: band.upper,
      reasons,
      direction: reasons.length === 0 || difference === 0 ? null : difference > 0 ? 'high' : 'low',
      newNormal: shift && accept(shift, at),
      learning: learning(),
    };
  }

  return {
    learn,
    forecast(from, stepMs, steps) {
      const last = pace.lastAt();
      if (last === null) return [];
      return Array.from({ length: steps }, (_, step) => {
        const at = from + step * stepMs;
        return { at, ...bandOf(expectation.at(clock(at)), Math.sqrt(1 + Math.max(0, at - last) / dayMs)) };
      });
    },
    acceptLevel(at) {
      const last = pace.lastAt();
      const shift = shifted.current();
      const isKnown = Number.isFinite(shift.expected) && Number.isFinite(shift.came);
      if (last !== null && isKnown) accept({ ...shift, since: Math.min(at, last) }, last);
    },
    lastAt: () => pace.lastAt(),
    state: () => encodeState(cells),
  };
}

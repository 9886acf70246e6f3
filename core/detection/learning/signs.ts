import { createEvidence } from './evidence.ts';
import { type Memory, takeCell } from './memory.ts';
import type { RhythmView } from './rhythm.ts';
import { createSign, mostSurprise } from './sign.ts';
import { createMean, createShareOf } from './smoothing.ts';

/**
 * What a sample is unusual in: one after the other off the expected value to that side (`aboveBand`, `belowBand`), its hour
 * off it (`shift`), its half hour outside of what the last days had at this time (`rhythm`), its quarter of a day off the days
 * before (`level`), a sudden change (`jump`), more unrest than usual (`noise`), or none at all (`flat`).
 */
export type Reason = 'aboveBand' | 'belowBand' | 'shift' | 'rhythm' | 'level' | 'jump' | 'noise' | 'flat';

interface Seen {
  value: number;
  /** The value without the level, as the rhythm remembers it. */
  shape: number;
  /** Residual as a multiple of the usual one, and -log10 of the chance of one so far to its side. */
  residual: number;
  residualSurprise: number;
  view: RhythmView;
  elapsedMs: number;
  stepMs: number;
  /** Nothing is missing between this sample and the one before. */
  isNext: boolean;
  /** How much of a sample the residual counts for. */
  trust: number;
}

export interface Signs {
  /** `surprise`: 0..1. `reasons`: most telling first. */
  judge(seen: Seen): { surprise: number; reasons: Reason[] };
  /** A level was accepted: the past is none of what was before. */
  settle(shape: (shape: number) => number): void;
  changeShape(by: (shape: number) => number): void;
  fade(share: number): void;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A short mean spans this, and three samples at least. */
const shortMs = hourMs;
const shortSteps = 3;
const longMs = 3 * dayMs;
/** An anomaly of any size weighs in a mean of residuals like one of this size. */
const largestResidual = 8;
const largestRatio = 100;
/** Off what was expected, sample after sample, and not moving at all are the surest signs: as rare as 1 in 100 000. */
const surestSurprise = 5;
/** A series is watched for standing still when less than this share of its samples repeat the one before. */
const usuallyMoves = 0.05;
/** So many of the same in a row are a coincidence. */
const coincidence = 3;
/** From here on a sign is named as a reason, 1 in 30. */
const namedFrom = 1.5;

/**
 * Unlike ways to be unusual, each under its own past, joined with equal weights by the root of the sum of squares: several
 * at once say more than one alone.
 */
export function createSigns(memory: Memory): Signs {
  const lasting = createSign(memory, surestSurprise);
  const [shift, rhythm, level] = [createSign(memory), createSign(memory), createSign(memory)];
  const [jump, noise] = [createSign(memory), createSign(memory)];
  const flat = createSign(memory, surestSurprise);
  const all = [lasting, shift, rhythm, level, jump, noise, flat];
  const evidence = createEvidence(memory, surestSurprise);
  const residualMean = takeCell(memory);
  const halfHour = createMean(memory);
  const hour = createMean(memory);
  const sixHours = createMean(memory);
  const days = createMean(memory);
  const unrest = createMean(memory);
  const usualUnrest = createMean(memory);
  const repeats = createMean(memory);
  const valueBefore = takeCell(memory, Number.NaN);
  const run = takeCell(memory);
  const residualShareOf = createShareOf();

  function offExpected({ residual, elapsedMs, stepMs }: Seen): number {
    const bounded = Math.max(-largestResidual, Math.min(largestResidual, residual));
    residualMean.value += residualShareOf(elapsedMs, shortOf(stepMs)) * (bounded - residualMean.value);
    return Math.abs(residualMean.value);
  }

  function offRhythm({ shape, view: { low, high }, elapsedMs, stepMs }: Seen): number {
    const lately = halfHour.add(shape, elapsedMs, Math.max(hourMs / 2, 2 * stepMs));
    return low === null || high === null ? 0 : Math.max(0, lately - high, low - lately);
  }

  function offLevel({ value, elapsedMs, stepMs }: Seen): number {
    const before = days.value;
    days.add(value, elapsedMs, longMs);
    const lately = sixHours.add(value, elapsedMs, 6 * shortOf(stepMs));
    return Number.isNaN(before) ? 0 : Math.abs(lately - before);
  }

  /** How restless the last hours are, as a multiple of what the last days were. */
  function unrestOf({ value, elapsedMs, stepMs }: Seen): number {
    const away = Number.isNaN(hour.value) ? 0 : Math.abs(value - hour.value);
    hour.add(value, elapsedMs, shortOf(stepMs));
    const now = unrest.add(away, elapsedMs, 3 * shortOf(stepMs));
    const usual = usualUnrest.add(away, elapsedMs, longMs);
    return usual > 0 ? Math.min(largestRatio, now / usual) : 1;
  }

  /** How many times a value came in a row, in a series that usually moves. */
  function standstill({ value, elapsedMs }: Seen): number {
    const isSame = value === valueBefore.value;
    run.value = isSame ? run.value + 1 : 1;
    return repeats.add(isSame ? 1 : 0, elapsedMs, longMs) < usuallyMoves ? Math.max(1, run.value - coincidence + 1) : 0;
  }

  return {
    judge(seen) {
      const { value, residual, elapsedMs, isNext, trust } = seen;
      const step = isNext && !Number.isNaN(valueBefore.value) ? Math.abs(value - valueBefore.value) : 0;
      const surprises: [Reason, number][] = [
        [residual >= 0 ? 'aboveBand' : 'belowBand', lasting.judge(evidence.add(seen), elapsedMs, trust)],
        ['shift', shift.judge(offExpected(seen), elapsedMs, trust)],
        ['rhythm', rhythm.judge(offRhythm(seen), elapsedMs)],
        ['level', level.judge(offLevel(seen), elapsedMs)],
        ['jump', jump.judge(step, elapsedMs)],
        ['noise', noise.judge(unrestOf(seen), elapsedMs)],
        ['flat', flat.judge(standstill(seen), elapsedMs)],
      ];
      valueBefore.value = value;
      const squares = surprises.reduce((total, [, surprise]) => total + surprise ** 2, 0);
      const named = surprises.filter(([, surprise]) => surprise >= namedFrom);
      return {
        surprise: Math.min(1, Math.sqrt(squares / surprises.length) / mostSurprise),
        reasons: named.sort(([, one], [, other]) => other - one).map(([reason]) => reason),
      };
    },
    settle(shape) {
      evidence.forget();
      residualMean.value = 0;
      halfHour.change(shape);
      days.change(() => sixHours.value);
    },
    changeShape: (by) => halfHour.change(by),
    fade(share) {
      for (const sign of all) sign.fade(share);
    },
  };
}

const shortOf = (stepMs: number) => Math.max(shortMs, shortSteps * stepMs);

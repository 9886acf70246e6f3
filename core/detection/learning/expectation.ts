import { createForecasters } from './forecasters.ts';
import type { Level } from './level.ts';
import type { LocalTime } from './localClock.ts';
import { type Memory, takeCell } from './memory.ts';
import { createNoise } from './noise.ts';
import { createRhythm, type RhythmView } from './rhythm.ts';
import { createMean } from './smoothing.ts';
import { createTail } from './tail.ts';

/** What is expected of a sample, as a shape: without the level. */
export interface Expected {
  time: LocalTime;
  view: RhythmView;
  shape: number;
  /** Usual size of residuals at this time. */
  noise: number;
  /** How far the band reaches up and down. */
  up: number;
  down: number;
}

/** What came, against what was expected of it. */
interface Came {
  shape: number;
  elapsedMs: number;
  stepMs: number;
  /** It is no measure of what is normal. */
  isOutside: boolean;
  trust: number;
}

export interface Expectation {
  at(time: LocalTime): Expected;
  /** -log10 of the chance of a residual at least so far to its side; in multiples of the usual one. */
  surpriseOf(residual: number): number;
  learn(expected: Expected, came: Came): void;
  /** Mean square of what was expected lately. */
  meanSquare(): number;
  /** Changes the remembered shapes from `from` on, or all that is remembered. */
  change(by: (shape: number) => number, from?: LocalTime): void;
  restart(shape: number): void;
  fade(share: number): void;
}

const dayMs = 86_400_000;
/** Chance of a normal sample to be above the band, and to be below it: together 0.3 %, as at three sigma. */
const bandChance = 0.0015;
/** Half a band in mean absolute residuals, for a Gaussian at that chance, and how many samples speak as loudly as that. */
const gaussianReach = 3.7;
const gaussianSamples = 50;
const leastReach = 2;
/** Residuals are at least this share of the usual size: what hardly ever differs is not measured by its last digit. */
const leastNoise = 1e-3;
/** An anomaly is one event, however long: its samples count for less and less. */
const outsideWeight = 0.25;

export function createExpectation(memory: Memory, level: Level): Expectation {
  const rhythm = createRhythm(memory);
  const forecasters = createForecasters(memory);
  const noise = createNoise(memory);
  const above = createTail(memory);
  const below = createTail(memory);
  const count = takeCell(memory);
  const outsideRun = takeCell(memory);
  const meanShape = createMean(memory);
  const meanSize = createMean(memory);
  const meanSquare = createMean(memory);

  /** Half a band in residuals: what the past says, and a Gaussian for as long as it says little. */
  function reachOf(learned: number | null): number {
    const own = Math.max(leastReach, learned ?? leastReach);
    return (gaussianSamples * gaussianReach + count.value * own) / (gaussianSamples + count.value);
  }

  function learnResidual(residual: number, isOutside: boolean, trust: number): void {
    outsideRun.value = isOutside ? outsideRun.value + 1 : 0;
    // On a weekday that was not seen before, what lies outside may be that day's way.
    const whenOutside = trust < 1 ? 0 : outsideWeight / outsideRun.value;
    const weight = isOutside ? whenOutside : trust;
    above.learn(Math.max(0, residual), weight);
    below.learn(Math.max(0, -residual), weight);
  }

  return {
    at(time) {
      const view = rhythm.view(time);
      const shape = forecasters.expect(time, view);
      const share = !level.isSigned() && meanShape.value > 0 ? shape / meanShape.value : 1;
      const size = Math.max(noise.at(time, share), leastNoise * meanSize.value, Number.MIN_VALUE);
      const up = reachOf(above.quantile(bandChance)) * size;
      const down = reachOf(below.quantile(bandChance)) * size;
      return { time, view, shape, noise: size, up, down };
    },
    surpriseOf: (residual) => -Math.log10((residual >= 0 ? above : below).chance(Math.abs(residual))),
    learn(expected, { shape, elapsedMs, stepMs, isOutside, trust }) {
      const { time, view } = expected;
      count.value += 1;
      // Before the first sample nothing is expected.
      const before = Number.isNaN(expected.shape) ? shape : expected.shape;
      const difference = shape - before;
      if (count.value > 1) {
        const isLeft = difference > expected.up || difference < -expected.down;
        learnResidual(difference / expected.noise, isLeft, trust);
        noise.learn(difference, { time, elapsedMs, stepMs });
      }
      forecasters.learn(shape, { time, view, elapsedMs, noise: expected.noise, isInBand: !isOutside });
      rhythm.learn(time, shape);
      meanShape.add(shape, elapsedMs, dayMs);
      meanSize.add(Math.abs(shape), elapsedMs, 3 * dayMs);
      meanSquare.add(before ** 2, elapsedMs, dayMs);
    },
    meanSquare: () => meanSquare.value,
    change(by, from) {
      rhythm.change(by, from);
      if (from) return;
      forecasters.change(by);
      noise.change(by);
      for (const mean of [meanShape, meanSize]) mean.change(by);
      meanSquare.change((square) => by(by(square)));
    },
    restart(shape) {
      rhythm.clear();
      forecasters.restart(shape);
      noise.restart();
    },
    fade(share) {
      for (const tail of [above, below]) tail.fade(share);
    },
  };
}

import { type Memory, takeCell } from './memory.ts';
import { createMean, createShareOf } from './smoothing.ts';

const hourMs = 3_600_000;
/** What stays outside of its band on one side for so long is the new normal. */
const acceptMs = 12 * hourMs;
const leastSamples = 6;
/** Time over which at least half of the samples have to be outside, for the others not to end it. */
const outsideMs = 2 * hourMs;

export interface Shifted {
  since: number;
  /** Means since then of the shapes that were expected and that came. */
  expected: number;
  came: number;
}

/** A sample, and how far the band reaches to both sides of what was expected of it. */
interface Watched {
  at: number;
  shape: number;
  expected: number;
  up: number;
  down: number;
  elapsedMs: number;
  stepMs: number;
  /** The band is known well enough to hold on to it. */
  isSure: boolean;
}

/** Watches for a level that left its band and stays there. */
export interface ShiftedLevel {
  /** `isOutside`: the sample is no measure of what is normal. `shift`: it has lasted long enough to be the new normal. */
  watch(sample: Watched): { isOutside: boolean; shift: Shifted | null };
  /** The shift that is under way; where none is, the difference of the last hour. */
  current(): Shifted;
  forget(): void;
}

export function createShiftedLevel(memory: Memory): ShiftedLevel {
  const since = takeCell(memory);
  const side = takeCell(memory);
  const reach = takeCell(memory);
  const expectedSum = takeCell(memory);
  const shapeSum = takeCell(memory);
  const count = takeCell(memory);
  const outside = takeCell(memory);
  const lastExpected = createMean(memory);
  const lastShape = createMean(memory);
  const outsideShareOf = createShareOf();

  function begin(at: number, to: number, band: number): void {
    since.value = at;
    side.value = to;
    // The band widens while the shift lasts, as if it were noise: what was outside at first stays outside.
    reach.value = band;
    outside.value = 1;
    for (const cell of [expectedSum, shapeSum, count]) cell.value = 0;
  }

  const current = () =>
    side.value === 0
      ? { since: since.value, expected: lastExpected.value, came: lastShape.value }
      : { since: since.value, expected: expectedSum.value / count.value, came: shapeSum.value / count.value };

  return {
    watch({ at, shape, expected, up, down, elapsedMs, stepMs, isSure }) {
      lastExpected.add(expected, elapsedMs, Math.max(hourMs, 3 * stepMs));
      lastShape.add(shape, elapsedMs, Math.max(hourMs, 3 * stepMs));
      const difference = shape - expected;
      const left = difference > up ? 1 : difference < -down ? -1 : 0;
      if (side.value === 0 && left === 0) return { isOutside: false, shift: null };
      if (side.value === 0) begin(at, left, isSure ? Math.max(up, down) : Number.POSITIVE_INFINITY);
      expectedSum.value += expected;
      shapeSum.value += shape;
      count.value += 1;
      const isStill = side.value * difference > Math.min(reach.value, side.value > 0 ? up : down);
      const share = outsideShareOf(elapsedMs, Math.max(outsideMs, 3 * stepMs));
      outside.value += share * ((isStill ? 1 : 0) - outside.value);
      if (outside.value < 0.5) side.value = 0;
      const isLong = at - since.value >= acceptMs && count.value >= leastSamples;
      // Once it lasts, the samples that happen to be within the band are a part of it too.
      const lasts = isSure && outside.value > 0.6 && at - since.value >= hourMs;
      return { isOutside: isStill || left !== 0 || lasts, shift: side.value !== 0 && isLong ? current() : null };
    },
    current,
    forget() {
      side.value = 0;
    },
  };
}

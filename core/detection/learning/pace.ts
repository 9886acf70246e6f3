import { type Memory, takeCell } from './memory.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A gap counts for as many samples at most: what happened in it is not known. */
const gapSteps = 3;

/** When samples come. */
export interface Pace {
  /** ms UTC; null before the first. */
  lastAt(): number | null;
  /** Usual time between two samples. */
  stepMs(): number;
  /** How much time was seen, up to a day. */
  knownMs(): number;
  /** Takes a sample in. `elapsedMs`: time that it stands for; `isNext`: nothing is missing before it. */
  advance(at: number): { elapsedMs: number; isNext: boolean };
  /** What was seen before counts no more. */
  knowOnly(ms: number): void;
}

export function createPace(memory: Memory): Pace {
  const last = takeCell(memory, Number.NaN);
  const step = takeCell(memory);
  const known = takeCell(memory);
  return {
    lastAt: () => (Number.isNaN(last.value) ? null : last.value),
    stepMs: () => step.value,
    knownMs: () => known.value,
    advance(at) {
      const gap = Number.isNaN(last.value) ? 0 : at - last.value;
      last.value = at;
      if (step.value === 0) step.value = gap;
      const longest = gapSteps * step.value;
      const elapsedMs = Math.min(gap, longest);
      known.value = Math.min(dayMs, known.value + Math.min(gap, Math.max(hourMs, longest)));
      step.value += 0.1 * (elapsedMs - step.value);
      return { elapsedMs, isNext: gap <= longest };
    },
    knowOnly(ms) {
      known.value = Math.min(known.value, ms);
    },
  };
}

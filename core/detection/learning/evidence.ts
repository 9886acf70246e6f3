import { type Memory, takeCell } from './memory.ts';

/**
 * How long and how far a series has been off the expected value to one side: the sum of the surprises of its residuals, less a
 * pace that ordinary ones do not keep up with (Page's cumulative sum, 1954, of likelihoods instead of values).
 */
export interface Evidence {
  add(sample: { residual: number; residualSurprise: number; trust: number }): number;
  forget(): void;
}

/** An ordinary residual has a surprise of 0.43 in the mean. */
const pace = 1;
/** On a weekday that was not seen before, residuals have to say more. */
const strangerPace = 2;
/** A residual that every second sample has: the series is back where it is expected. */
const backWithin = 0.3;
/** More says nothing new, and would take longer to forget. */
const mostEvidence = 12;

export function createEvidence(memory: Memory, mostSurprise: number): Evidence {
  const evidence = takeCell(memory);
  const side = takeCell(memory);
  return {
    add({ residual, residualSurprise, trust }) {
      const isBack = residualSurprise < backWithin || Math.sign(residual) !== side.value;
      side.value = Math.sign(residual);
      const before = isBack ? 0 : evidence.value;
      const more = Math.min(residualSurprise, mostSurprise) - (trust < 1 ? strangerPace : pace);
      evidence.value = Math.min(mostEvidence, Math.max(0, before + more));
      return evidence.value;
    },
    forget() {
      evidence.value = 0;
    },
  };
}

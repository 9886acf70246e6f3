import { alertScore } from './alertScore.ts';
import { type Memory, takeCell } from './memory.ts';

/** After a peak, lower surprises are silent for so long. */
const pauseMs = 8 * 3_600_000;
/** What exceeds the peak by so much is told in spite of it. */
const margin = 1.25;

/** Least first. */
const alertScores = Object.values(alertScore).sort((one, other) => one - other);

/** Turns a surprise into a score: one anomaly is one peak. */
export interface Pause {
  score(surprise: number, at: number): number;
}

export function createPause(memory: Memory): Pause {
  const peak = takeCell(memory);
  const peakAt = takeCell(memory, Number.NEGATIVE_INFINITY);

  /** The least that is told while the pause lasts. A sensitivity that the peak did not reach is not made to wait for it. */
  function hush(at: number): number {
    if (at - peakAt.value >= pauseMs) return 0;
    const unreached = alertScores.find((score) => score > peak.value) ?? Number.POSITIVE_INFINITY;
    return Math.min(margin * peak.value, unreached);
  }

  return {
    score(surprise, at) {
      if (surprise < hush(at)) return 0;
      if (surprise > 0) {
        peak.value = surprise;
        peakAt.value = at;
      }
      return surprise;
    },
  };
}

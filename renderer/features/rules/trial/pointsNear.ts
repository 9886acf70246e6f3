import type { TrialLine } from './trialLines.ts';

const reachMs = 15 * 60_000;

/** The point of each line that is next to a moment (ms UTC), where it has one within a quarter of an hour. */
export function pointsNear(lines: readonly TrialLine[], at: number): { line: number; value: number }[] {
  return lines.flatMap(({ points }, line) => {
    let nearest: { distance: number; value: number } | null = null;
    for (const [moment, value] of points) {
      const distance = Math.abs(moment - at);
      if (value !== null && distance <= reachMs && distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) {
        nearest = { distance, value };
      }
    }
    return nearest === null ? [] : [{ line, value: nearest.value }];
  });
}

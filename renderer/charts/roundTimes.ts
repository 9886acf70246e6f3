const minuteMs = 60_000;
const stepsMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320, 10_080];

/**
 * Which of `starts` (ms UTC, ascending, evenly spaced) get a label on a time axis: those on round local times,
 * at most `maxLabels` of them. Returns indices.
 */
export function roundTimes(starts: readonly number[], maxLabels: number): number[] {
  for (const step of stepsMinutes) {
    const chosen: number[] = [];
    let previous: number | null = null;
    for (const [index, start] of starts.entries()) {
      // The first point past each round time, so that points off the round minute still get a label.
      const slot = Math.floor(localMinutes(start) / step);
      if (previous !== null && slot !== previous) chosen.push(index);
      previous = slot;
    }
    if (chosen.length <= maxLabels) return chosen;
  }
  return [];
}

/** Minutes on the wall clock since an arbitrary local midnight; a clock change moves the labels with the wall. */
function localMinutes(time: number): number {
  return Math.floor(time / minuteMs) - new Date(time).getTimezoneOffset();
}

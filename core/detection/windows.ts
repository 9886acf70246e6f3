import { emptyWindow, type MetricWindow } from '../../shared/detection/metricWindow.ts';

/** Start of the window that holds `at`. Windows are aligned to the epoch, hence to every whole hour. */
export function windowStartOf(at: number, windowMs: number): number {
  return Math.floor(at / windowMs) * windowMs;
}

/** Start of the first window that begins at or after `at`. */
export function nextWindowStart(at: number, windowMs: number): number {
  return Math.ceil(at / windowMs) * windowMs;
}

/** End of the newest window that may be judged at `now`: closed, and late events had their time to arrive. */
export function judgeableUntil(now: number, windowMs: number, latenessMs: number): number {
  return windowStartOf(now - latenessMs, windowMs);
}

/**
 * Every window of [from, to), those without events as windows of zeros, oldest first. Rows outside or twice are the
 * asker's fault: outside is dropped, the last of two wins.
 */
export function fillGaps(
  known: Iterable<MetricWindow>,
  range: { from: number; to: number; windowMs: number },
): MetricWindow[] {
  const byStart = new Map<number, MetricWindow>();
  for (const window of known) byStart.set(window.start, window);
  const filled: MetricWindow[] = [];
  for (let start = nextWindowStart(range.from, range.windowMs); start < range.to; start += range.windowMs) {
    filled.push(byStart.get(start) ?? emptyWindow(start));
  }
  return filled;
}

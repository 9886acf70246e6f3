import type { Overview, SeverityCounts } from '../../../shared/overview.ts';
import { severities } from '../../../shared/severity.ts';

export interface BarSpan {
  /** ms UTC, half open. */
  start: number;
  end: number;
}

export interface TimelineBar extends BarSpan {
  counts: SeverityCounts;
  total: number;
}

/** ms UTC, half open. */
export interface TimeRange {
  from: number;
  to: number;
}

// Widths a person can read off the axis; the bucket is merged into the first that fits.
const barMinutes = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440];

/**
 * The timeline's buckets as bars: those that touch `range` (all when null), neighbours merged until at most `maxBars`
 * are left. Merged bars sit on round UTC times, so that they do not shift while the day moves on.
 */
export function timelineBars(
  timeline: Overview['timeline24h'],
  range: TimeRange | null,
  maxBars: number,
): TimelineBar[] {
  const { bucketMs } = timeline;
  const shown = timeline.buckets
    .map((counts) => ({ counts, start: Date.parse(counts.start) }))
    .filter(({ start }) => !range || (start < range.to && start + bucketMs > range.from));
  const first = shown[0];
  const last = shown.at(-1);
  if (!first || !last) return [];
  const barMs = barWidth(bucketMs, last.start + bucketMs - first.start, maxBars);
  const bars = new Map<number, TimelineBar>();
  for (const { counts, start } of shown) {
    const key = barMs === bucketMs ? start : Math.floor(start / barMs) * barMs;
    const bar = bars.get(key) ?? emptyBar(Math.max(key, first.start));
    bar.end = start + bucketMs;
    for (const severity of severities) {
      bar.counts[severity] += counts[severity];
      bar.total += counts[severity];
    }
    bars.set(key, bar);
  }
  return [...bars.values()];
}

/** The narrowest width that whole buckets make up and of which `maxBars` cover the span. */
export function barWidth(bucketMs: number, spanMs: number, maxBars: number): number {
  if (spanMs / bucketMs <= maxBars) return bucketMs;
  const candidates = barMinutes.map((minutes) => minutes * 60_000).filter((ms) => ms % bucketMs === 0);
  return candidates.find((ms) => Math.ceil(spanMs / ms) <= maxBars) ?? candidates.at(-1) ?? bucketMs;
}

function emptyBar(start: number): TimelineBar {
  return { start, end: start, counts: { critical: 0, high: 0, medium: 0, low: 0 }, total: 0 };
}

/** The time that bars `first` to `last` (indices in either order, cut to the bars there are) cover; null without bars. */
export function brushedRange(bars: readonly BarSpan[], first: number, last: number): TimeRange | null {
  const clamp = (index: number) => Math.min(bars.length - 1, Math.max(0, index));
  const from = bars[clamp(Math.min(first, last))];
  const to = bars[clamp(Math.max(first, last))];
  return from && to ? { from: from.start, to: to.end } : null;
}

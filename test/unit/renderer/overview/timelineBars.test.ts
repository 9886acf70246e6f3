import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brushedRange, timelineBars } from '../../../../renderer/features/overview/timelineBars.ts';
import type { Overview, SeverityCounts } from '../../../../shared/overview.ts';

const minuteMs = 60_000;
const midnight = Date.parse('2026-03-10T00:00:00.000Z');
const none: SeverityCounts = { critical: 0, high: 0, medium: 0, low: 0 };

function aTimeline(bucketMinutes: number, count: number, at: Record<number, Partial<SeverityCounts>> = {}) {
  return {
    bucketMs: bucketMinutes * minuteMs,
    buckets: Array.from({ length: count }, (_, index) => ({
      ...none,
      ...at[index],
      start: new Date(midnight + index * bucketMinutes * minuteMs).toISOString(),
    })),
  } satisfies Overview['timeline24h'];
}

describe('timelineBars', () => {
  it('shows every bucket as it is when there is room', () => {
    const bars = timelineBars(aTimeline(15, 96, { 2: { critical: 1, low: 2 } }), null, 96);
    expect(bars).toHaveLength(96);
    expect(bars[2]).toEqual({
      start: midnight + 30 * minuteMs,
      end: midnight + 45 * minuteMs,
      counts: { ...none, critical: 1, low: 2 },
      total: 3,
    });
  });

  it('merges neighbours into the first round width that fits', () => {
    const bars = timelineBars(aTimeline(5, 288, { 0: { high: 1 }, 3: { high: 2 }, 4: { low: 1 } }), null, 80);
    // 288 five-minute buckets in at most 80 bars: 20 minutes each.
    expect(bars).toHaveLength(72);
    expect(bars[0]).toMatchObject({ start: midnight, end: midnight + 20 * minuteMs, total: 3 });
    expect(bars[1]).toMatchObject({ counts: { ...none, low: 1 }, total: 1 });
  });

  it('keeps only the buckets that touch the range, and shows them finer', () => {
    const range = { from: midnight + 62 * minuteMs, to: midnight + 120 * minuteMs };
    const bars = timelineBars(aTimeline(5, 288), range, 80);
    expect(bars).toHaveLength(12);
    expect(bars[0]?.start).toBe(midnight + 60 * minuteMs);
    expect(bars.at(-1)?.end).toBe(range.to);
  });

  it('has no bars when the range lies outside the day', () => {
    expect(timelineBars(aTimeline(5, 288), { from: 0, to: 1000 }, 80)).toEqual([]);
  });

  it('loses no alert and leaves no gap, however it merges', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 5, 10, 15, 30),
        fc.array(fc.nat(9), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 300 }),
        (bucketMinutes, counts, maxBars) => {
          const timeline = aTimeline(
            bucketMinutes,
            counts.length,
            Object.fromEntries(counts.map((high, index) => [index, { high }])),
          );
          const bars = timelineBars(timeline, null, maxBars);
          expect(bars.reduce((sum, bar) => sum + bar.total, 0)).toBe(counts.reduce((sum, high) => sum + high, 0));
          for (const [index, bar] of bars.slice(1).entries()) expect(bar.start).toBe(bars[index]?.end);
        },
      ),
    );
  });
});

describe('brushedRange', () => {
  const bars = timelineBars(aTimeline(15, 4), null, 10);

  it.each([
    ['left to right', 1, 2, 15, 45],
    ['right to left', 2, 1, 15, 45],
    ['one bar', 3, 3, 45, 60],
    ['beyond both ends', -4, 99, 0, 60],
  ])('covers the bars that were brushed: %s', (_, first, last, fromMinute, toMinute) => {
    expect(brushedRange(bars, first, last)).toEqual({
      from: midnight + fromMinute * minuteMs,
      to: midnight + toMinute * minuteMs,
    });
  });

  it('covers nothing without bars', () => {
    expect(brushedRange([], 0, 1)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { type Breakage, brokenAgain, mayTryAgain } from '../../../core/notify/breakage.ts';

const minute = 60_000;
const start = Date.parse('2026-03-10T12:00:00.000Z');

describe('a receiver that is broken', () => {
  it('is tried again after 15, 30, 60 … minutes, and at least every six hours', () => {
    const pauses: number[] = [];
    let broken: Breakage | null = null;
    for (let now = start; pauses.length < 7; now = broken.retryAt) {
      broken = brokenAgain(broken, now);
      pauses.push(broken.pauseMs / minute);
    }
    expect(pauses).toEqual([15, 30, 60, 120, 240, 360, 360]);
    expect(broken?.since).toBe(start);
  });

  it('is not tried before its time, unless the clock was set back', () => {
    const broken = brokenAgain(null, start);
    expect([14, 15, 16].map((minutes) => mayTryAgain(broken, start + minutes * minute))).toEqual([false, true, true]);
    expect(mayTryAgain(broken, start - 60 * minute)).toBe(true);
  });
});

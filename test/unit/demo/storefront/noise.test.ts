import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenly, noise } from '../../../../demo/storefront/noise.ts';

const anyMinute = fc.integer({ min: 0, max: 40_000_000 });
const anySalt = fc.integer({ min: 0, max: 50 });

describe('noise', () => {
  it('is bounded', () => {
    fc.assert(
      fc.property(anyMinute, anySalt, (minute, salt) => {
        expect(Math.abs(noise(minute, salt))).toBeLessThanOrEqual(1);
        expect(evenly(minute, salt)).toBeGreaterThanOrEqual(0);
        expect(evenly(minute, salt)).toBeLessThan(1);
      }),
    );
  });

  it('shows its width in any dozen of minutes, so that the next one is never three deviations away', () => {
    fc.assert(
      fc.property(anyMinute, anySalt, (minute, salt) => {
        const dozen = Array.from({ length: 12 }, (_, index) => noise(minute + index, salt));
        const mean = dozen.reduce((sum, value) => sum + value, 0) / 12;
        const deviation = Math.sqrt(dozen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 11);
        expect(deviation).toBeGreaterThan(0.5);
        expect(Math.abs(noise(minute + 12, salt) - mean) / deviation).toBeLessThan(2);
      }),
      { numRuns: 2000 },
    );
  });

  it('is another one for another salt', () => {
    const apart = Array.from({ length: 50 }, (_, minute) => Math.abs(noise(minute, 1) - noise(minute, 2)));
    expect(Math.min(...apart)).toBeGreaterThan(0.1);
  });
});

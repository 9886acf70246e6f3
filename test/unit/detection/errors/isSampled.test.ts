import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSampled } from '../../../../core/detection/errors/isSampled.ts';

describe('sampling', () => {
  it('takes all at a rate of 1 and none at 0', () => {
    fc.assert(fc.property(fc.string(), (id) => isSampled(id, 1) && !isSampled(id, 0)));
  });

  it('decides the same for the same error, and keeps what it took when the rate is raised', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (id, rate) => {
        expect(isSampled(id, rate)).toBe(isSampled(id, rate));
        if (isSampled(id, rate)) expect(isSampled(id, Math.min(1, rate + 0.1))).toBe(true);
      }),
    );
  });

  it.each([0.01, 0.1, 0.5])('takes about the share %f of identities that differ little', (rate) => {
    const taken = Array.from({ length: 20_000 }, (_, index) => `row-${index}`).filter((id) =>
      isSampled(id, rate),
    ).length;
    expect(taken / 20_000).toBeGreaterThan(rate * 0.8);
    expect(taken / 20_000).toBeLessThan(rate * 1.2);
  });
});

import { describe, expect, it } from 'vitest';
import { changedPieces } from '../../../../demo/storefront/changes.ts';

describe('changedPieces', () => {
  it('has no pieces when nothing changes', () => {
    expect(changedPieces([], 0, 100)).toEqual([]);
    expect(changedPieces([{ from: 200, to: 300, trafficShare: 0 }], 0, 100)).toEqual([]);
  });

  it('cuts a change to the span that is asked for', () => {
    expect(changedPieces([{ from: 50, to: 300, priceFactor: 0.5 }], 0, 100)).toEqual([
      expect.objectContaining({ from: 50, to: 100, priceFactor: 0.5 }),
    ]);
    expect(changedPieces([{ from: -50, to: 30, priceFactor: 0.5 }], 0, 100)).toEqual([
      expect.objectContaining({ from: 0, to: 30, priceFactor: 0.5 }),
    ]);
  });

  it('composes changes where they overlap, and only there', () => {
    const pieces = changedPieces(
      [
        { from: 10, to: 60, trafficShare: 0.5, missingPriceShare: 0.5, botRequestsPerSession: 1 },
        { from: 40, to: 80, trafficShare: 0.4, missingPriceShare: 0.2, botRequestsPerSession: 3, purchaseShare: 0.1 },
      ],
      0,
      100,
    );
    expect(pieces).toEqual([
      expect.objectContaining({ from: 10, to: 40, trafficShare: 0.5, purchaseShare: 1, botRequestsPerSession: 1 }),
      expect.objectContaining({ from: 40, to: 60, trafficShare: 0.2, purchaseShare: 0.1, botRequestsPerSession: 3 }),
      expect.objectContaining({ from: 60, to: 80, trafficShare: 0.4, purchaseShare: 0.1, botRequestsPerSession: 3 }),
    ]);
    // Half are missing, and of those that are left another fifth: 1 - 0.5 × 0.8.
    expect(pieces[1]?.missingPriceShare).toBeCloseTo(0.6);
  });

  it('lets the greater flood win', () => {
    const small = { from: 0, to: 100, flood: { category: 'Toys', share: 0.5 } };
    const great = { from: 0, to: 100, flood: { category: 'Home', share: 0.8 } };
    for (const changes of [
      [small, great],
      [great, small],
    ]) {
      expect(changedPieces(changes, 0, 100)[0]?.flood).toEqual(great.flood);
    }
    expect(changedPieces([{ from: 0, to: 100 }, small], 0, 100)[0]?.flood).toEqual(small.flood);
  });
});

import { describe, expect, it } from 'vitest';
import { cartAbandonmentSpike } from '../../../../../shared/detection/types/cartAbandonmentSpike.ts';
import { aBaseline, aWindow, detectorSettings } from '../../../../support/windows.ts';

// 40 %, 50 % and 45 % by turns: mean 45, σ about 4.3.
const usual = aBaseline((position) => ({ cartsAdded: 200, purchases: [120, 100, 110][position % 3] ?? 0 }));

const severityOf = (cartsAdded: number, purchases: number, baseline = usual) =>
  cartAbandonmentSpike.detect(aWindow({ cartsAdded, purchases }), baseline, detectorSettings)[0]?.severity ?? null;

describe('a spike of cart abandonment', () => {
  it.each([
    [1000, 550, null],
    [1000, 300, null],
    [1000, 299, 'medium'],
    [1000, 200, 'medium'],
    [1000, 199, 'high'],
    [1000, 100, 'high'],
    [1000, 99, 'critical'],
    [1000, 0, 'critical'],
    [1000, 1500, null],
  ])('with %d carts and %d purchases is %s', (carts, purchases, severity) => {
    expect(severityOf(carts, purchases)).toBe(severity);
  });

  it('must be one against its own baseline: a shop where most carts are always left is quiet', () => {
    const always = aBaseline((position) => ({ cartsAdded: 200, purchases: [24, 20, 16][position % 3] ?? 0 }));
    expect(severityOf(200, 18, always)).toBeNull();
    // Mean 90, σ = √(32 / 11) ≈ 1.71: 95 % is 2.9 σ above it, 94 % only 2.3.
    expect(severityOf(200, 10, always)).toBe('critical');
    expect(severityOf(200, 12, always)).toBeNull();
  });

  it('after a flat baseline has to pass the noise of a rate', () => {
    const flat = aBaseline(() => ({ cartsAdded: 100, purchases: 31 }));
    // 69 % of 100 carts varies by 4.6 points; 2.5 of that are 11.6.
    expect(severityOf(100, 20, flat)).toBeNull();
    expect(severityOf(100, 19, flat)).toBe('high');
  });

  it.each([
    [19, null],
    [20, 'critical'],
  ])('needs 20 carts: with %d it is %s', (carts, severity) => expect(severityOf(carts, 0)).toBe(severity));

  it('needs six windows that had carts', () => {
    const some = (count: number) =>
      aBaseline((position) => ({ cartsAdded: position < count ? 100 : 0, purchases: 55 }));
    expect(severityOf(100, 0, some(5))).toBeNull();
    expect(severityOf(100, 0, some(6))).toBe('critical');
  });

  it('takes more purchases than carts for no abandonment at all', () => {
    const burst = aBaseline(() => ({ cartsAdded: 10, purchases: 30 }));
    const [anomaly] = cartAbandonmentSpike.detect(aWindow({ cartsAdded: 100, purchases: 5 }), burst, detectorSettings);
    expect(anomaly).toMatchObject({ metricValue: 95, expectedValue: 0, changePercent: null, zScore: 95 });
  });

  it('tells its numbers', () => {
    const [anomaly] = cartAbandonmentSpike.detect(aWindow({ cartsAdded: 145, purchases: 12 }), usual, detectorSettings);
    expect(anomaly?.description).toBe(
      'Cart abandonment 92 % (expected about 45 %): 145 carts added, 12 purchases. Possible checkout or payment problem.',
    );
    expect(anomaly?.trend).toMatchObject({ lowerBound: null, upperBound: 70 });
    expect(anomaly?.trend.values.at(-1)).toBeCloseTo(100 - (12 / 145) * 100, 9);
    expect(anomaly?.trend.values).toHaveLength(13);
  });
});

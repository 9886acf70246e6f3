import { describe, expect, it } from 'vitest';
import { revenueDrop } from '../../../../../shared/detection/types/revenueDrop.ts';
import { aBaseline, aWindow, detectorSettings } from '../../../../support/windows.ts';

const severityOf = (revenue: number, baseline = aBaseline()) =>
  revenueDrop.detect(aWindow({ revenue }), baseline, detectorSettings)[0]?.severity ?? null;

describe('a revenue drop', () => {
  // The baseline is 1000 in every window.
  it.each([
    [1000, null],
    [700.01, null],
    [700, null],
    [699.99, 'medium'],
    [600, 'medium'],
    [599.99, 'high'],
    [500, 'high'],
    [499.99, 'critical'],
    [0, 'critical'],
    [-50, 'critical'],
    [5000, null],
  ])('to %d from a usual 1000 is %s', (revenue, severity) => expect(severityOf(revenue)).toBe(severity));

  it('that is exactly a limit on paper does not pass it in floating point', () => {
    // 0.7 of a mean of 0.1 + 0.2 + … : the quotient is not exact in binary.
    const baseline = aBaseline((position) => ({ revenue: [0.1, 0.2, 0.3][position % 3] ?? 0 }));
    expect(severityOf(0.2 * 0.7, baseline)).toBeNull();
    expect(severityOf(0.2 * 0.6, baseline)).toBe('medium');
    expect(severityOf(0.2 * 0.5, baseline)).toBe('high');
  });

  it('tells what is, what was expected and why', () => {
    const window = aWindow({ revenue: 245, purchases: 6, events: 980 });
    const [anomaly] = revenueDrop.detect(
      window,
      aBaseline(() => ({ revenue: 1850 })),
      detectorSettings,
    );
    expect(anomaly).toMatchObject({
      type: 'revenue_drop',
      severity: 'critical',
      metricValue: 245,
      expectedValue: 1850,
      unit: 'currency',
      changePercent: -86.7567567568,
      description:
        'Revenue $245 (expected about $1,850), 87 % below: 6 purchases from 980 events. Possible payment, pricing or traffic problem.',
    });
    expect(anomaly?.trend.values).toEqual([...Array(12).fill(1850), 245]);
    // Flat: 25 purchases vary by 5, hence their revenue by a fifth of 1850; three of that on both sides.
    expect(anomaly?.trend.lowerBound).toBeCloseTo(740, 6);
    expect(anomaly?.trend.upperBound).toBeCloseTo(2960, 6);
    expect(anomaly?.zScore).toBeCloseTo((245 - 1850) / 370, 9);
  });

  it('is no matter where there is no revenue to lose', () => {
    expect(
      severityOf(
        0,
        aBaseline(() => ({ revenue: 0 })),
      ),
    ).toBeNull();
    expect(
      severityOf(
        -10,
        aBaseline(() => ({ revenue: -5 })),
      ),
    ).toBeNull();
  });

  it.each([
    [49.9, null],
    [50, 'critical'],
  ])('needs a usual traffic of 50 events: with %d it is %s', (events, severity) => {
    expect(
      severityOf(
        0,
        aBaseline(() => ({ events })),
      ),
    ).toBe(severity);
  });

  it('is seen in an outage, when no event is left', () => {
    const outage = aWindow({ events: 0, sessions: 0, purchases: 0, revenue: 0 });
    expect(revenueDrop.detect(outage, aBaseline(), detectorSettings)).toHaveLength(1);
  });

  it.each([
    [5, null],
    [6, 'critical'],
  ])('needs six windows to compare with: after %d it is %s', (count, severity) => {
    expect(
      severityOf(
        0,
        aBaseline(() => ({}), count),
      ),
    ).toBe(severity);
  });
});

import { describe, expect, it } from 'vitest';
import type { MetricWindow } from '../../../../../shared/detection/metricWindow.ts';
import { categoryImbalance } from '../../../../../shared/detection/types/categoryImbalance.ts';
import { conversionDrop } from '../../../../../shared/detection/types/conversionDrop.ts';
import { dataQualityIssue } from '../../../../../shared/detection/types/dataQualityIssue.ts';
import { aBaseline, aWindow, detectorSettings } from '../../../../support/windows.ts';

describe('a conversion drop', () => {
  const severityOf = (sessions: number, purchases: number, baseline = aBaseline()) =>
    conversionDrop.detect(aWindow({ sessions, purchases }), baseline, detectorSettings)[0]?.severity ?? null;

  it.each([
    [1000, 50, null],
    [1000, 30, null],
    [1000, 29, 'medium'],
    [1000, 20, 'medium'],
    [1000, 19, 'high'],
    [1000, 10, 'high'],
    [1000, 9, 'critical'],
    [1000, 0, 'critical'],
    [10, 0, null],
    [19, 0, null],
    [20, 0, 'critical'],
    [0, 0, null],
    [0, 5, null],
  ])('with %d sessions and %d purchases is %s', (sessions, purchases, severity) => {
    expect(severityOf(sessions, purchases)).toBe(severity);
  });

  it('waits for a baseline like every other', () => {
    expect(
      severityOf(
        1000,
        0,
        aBaseline(() => ({}), 5),
      ),
    ).toBeNull();
  });

  it('tells its numbers', () => {
    const [anomaly] = conversionDrop.detect(aWindow({ sessions: 400, purchases: 3 }), aBaseline(), detectorSettings);
    expect(anomaly).toMatchObject({ metricValue: 0.75, expectedValue: 6.25, changePercent: -88, zScore: null });
    expect(anomaly?.trend).toMatchObject({ lowerBound: 3, upperBound: null });
    expect(anomaly?.description).toBe(
      'Conversion 0.8 % (expected about 6.3 %): 400 sessions, 3 purchases. Possible checkout, price or product page problem.',
    );
  });
});

describe('a data quality issue', () => {
  const detect = (window: Partial<MetricWindow>, baseline = aBaseline()) =>
    dataQualityIssue.detect(aWindow(window), baseline, detectorSettings);

  it.each([
    [0, null],
    [20, null],
    [21, 'medium'],
    [50, 'medium'],
    [51, 'high'],
    [100, 'high'],
    [101, 'critical'],
    [200, 'critical'],
  ])('with %d of 200 purchases without price is %s', (purchasesWithoutPrice, severity) => {
    expect(detect({ purchases: 200, purchasesWithoutPrice })[0]?.severity ?? null).toBe(severity);
  });

  it.each([
    [100, null],
    [101, 'medium'],
    [250, 'medium'],
    [251, 'high'],
    [500, 'high'],
    [501, 'critical'],
  ])('with %d of 1000 events without category is %s', (eventsWithoutCategory, severity) => {
    expect(detect({ events: 1000, eventsWithoutCategory })[0]?.severity ?? null).toBe(severity);
  });

  it.each([
    [{ purchases: 19, purchasesWithoutPrice: 19 }, null],
    [{ purchases: 20, purchasesWithoutPrice: 20 }, 'critical'],
    [{ events: 19, eventsWithoutCategory: 19, purchases: 0 }, null],
    [{ events: 20, eventsWithoutCategory: 20, purchases: 0 }, 'critical'],
  ])('needs 20 of its own denominator: %o is %s', (window, severity) => {
    expect(detect(window)[0]?.severity ?? null).toBe(severity);
  });

  it('is one anomaly that tells both, the worse first', () => {
    const told = detect({ purchases: 40, purchasesWithoutPrice: 5, events: 1000, eventsWithoutCategory: 620 });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ severity: 'critical', metricValue: 62, expectedValue: 0, changePercent: null });
    expect(told[0]?.description).toBe(
      '62 % of events have no category: 620 of 1,000 and 13 % of purchases have no price: 5 of 40 (expected about 0 %). ' +
        'Possible fault in the catalogue feed or a recent release.',
    );
    expect(told[0]?.trend).toMatchObject({ lowerBound: null, upperBound: 10 });
  });
});

describe('a fault that has lasted for an hour', () => {
  it('is measured against its limit, because by then the baseline is at fault as well', () => {
    const low = aBaseline(() => ({ sessions: 1000, purchases: 15 }));
    expect(conversionDrop.detect(aWindow({ sessions: 1000, purchases: 15 }), low, detectorSettings)).toMatchObject([
      {
        expectedValue: 3,
        changePercent: -50,
        description: expect.stringContaining('1.5 % (expected above 3 %): 1,000'),
      },
    ]);
    const unpriced = { purchases: 50, purchasesWithoutPrice: 16 };
    expect(
      dataQualityIssue.detect(
        aWindow(unpriced),
        aBaseline(() => unpriced),
        detectorSettings,
      ),
    ).toMatchObject([
      { expectedValue: 10, changePercent: 220, description: expect.stringContaining('(expected below 10 %)') },
    ]);
  });
});

describe('a category imbalance', () => {
  const severityOf = (shoes: number, purchases: number, events = 1000) =>
    categoryImbalance.detect(
      aWindow({ events, purchases, purchasesByCategory: new Map([['Shoes', shoes]]) }),
      aBaseline(),
      detectorSettings,
    )[0]?.severity ?? null;

  it.each([
    [60, 100, null],
    [61, 100, 'low'],
    [100, 100, 'low'],
    [19, 19, null],
    [20, 20, 'low'],
    [0, 100, null],
  ])('with %d of %d purchases in one category is %s', (shoes, purchases, severity) => {
    expect(severityOf(shoes, purchases)).toBe(severity);
  });

  it.each([
    [49, null],
    [50, 'low'],
  ])('needs 50 events: with %d it is %s', (events, severity) => expect(severityOf(40, 40, events)).toBe(severity));

  it('names the category, whatever it is called', () => {
    const purchasesByCategory = new Map([
      ['Bags', 3],
      ['__proto__', 30],
    ]);
    const window = aWindow({ purchases: 40, purchasesByCategory });
    const [anomaly] = categoryImbalance.detect(window, aBaseline(), detectorSettings);
    expect(anomaly?.description).toBe(
      '__proto__ makes 75 % of sales (expected about 40 %): 30 of 40 purchases. ' +
        'Possible pricing error, promotion or missing assortment.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { trafficDrop } from '../../../../../shared/detection/types/trafficDrop.ts';
import { trafficSpike } from '../../../../../shared/detection/types/trafficSpike.ts';
import { aBaseline, aWindow, detectorSettings } from '../../../../support/windows.ts';

// Eleven windows: five of 900, five of 1100, one of 1000. Mean 1000, sample variance 100 000 / 10, so σ is exactly 100.
const uneven = aBaseline((position) => ({ events: position < 5 ? 900 : position < 10 ? 1100 : 1000 }), 11);
const flat = aBaseline(() => ({ events: 100 }));

const spike = (events: number, baseline = uneven) =>
  trafficSpike.detect(aWindow({ events }), baseline, detectorSettings)[0]?.severity ?? null;
const drop = (events: number, baseline = uneven) =>
  trafficDrop.detect(aWindow({ events }), baseline, detectorSettings)[0]?.severity ?? null;

describe('a traffic spike', () => {
  it.each([
    [1000, null],
    [1300, null],
    [1301, 'medium'],
    [1400, 'medium'],
    [1401, 'high'],
    [1500, 'high'],
    [1501, 'critical'],
    [600, null],
  ])('to %d events from 1000 with a σ of 100 is %s', (events, severity) => expect(spike(events)).toBe(severity));

  it.each([
    [101, null],
    [130, null],
    [131, 'medium'],
    [200, 'critical'],
  ])('to %d events after a flat hundred is %s', (events, severity) => expect(spike(events, flat)).toBe(severity));

  it.each([
    [49, null],
    [51, 'critical'],
  ])('needs 50 events: %d after ten each are %s', (events, severity) => {
    expect(
      spike(
        events,
        aBaseline(() => ({ events: 10 })),
      ),
    ).toBe(severity);
  });

  it('is not what coming back after an outage is', () => {
    expect(
      spike(
        1000,
        aBaseline(() => ({ events: 0 })),
      ),
    ).toBeNull();
  });

  it('tells its numbers', () => {
    const [anomaly] = trafficSpike.detect(aWindow({ events: 1612, sessions: 90 }), uneven, detectorSettings);
    expect(anomaly).toMatchObject({ zScore: 6.12, changePercent: 61.2, metricValue: 1612, expectedValue: 1000 });
    expect(anomaly?.trend).toMatchObject({ lowerBound: 700, upperBound: 1300 });
    expect(anomaly?.description).toBe(
      '1,612 events (expected about 1,000), 61 % above, from 90 sessions. Possible bot traffic, campaign or duplicated events.',
    );
  });
});

describe('a traffic drop', () => {
  it.each([
    [1000, null],
    [700, null],
    [699, 'medium'],
    [600, 'medium'],
    [599, 'high'],
    [500, 'high'],
    [499, 'critical'],
    [0, 'critical'],
    [1500, null],
  ])('to %d events from 1000 with a σ of 100 is %s', (events, severity) => expect(drop(events)).toBe(severity));

  // Five of 0, five of 2000, one of 1000: σ is 1000, so no drop reaches a z-score of −3.
  const wild = aBaseline((position) => ({ events: position < 5 ? 0 : position < 10 ? 2000 : 1000 }), 11);
  it.each([
    [200, null],
    [199, 'critical'],
  ])('to %d of a thousand is %s by its size alone, however wild the baseline', (events, severity) => {
    expect(drop(events, wild)).toBe(severity);
  });

  it.each([
    [99, null],
    [70, null],
    [69, 'medium'],
    [0, 'critical'],
  ])('to %d events after a flat hundred is %s', (events, severity) => expect(drop(events, flat)).toBe(severity));

  it.each([
    [49.9, null],
    [50, 'critical'],
  ])('needs a usual traffic of 50 events: with %d it is %s', (events, severity) => {
    expect(
      drop(
        0,
        aBaseline(() => ({ events })),
      ),
    ).toBe(severity);
  });

  it.each([
    [5, null],
    [6, 'critical'],
  ])('needs six windows to compare with: after %d it is %s', (count, severity) => {
    expect(
      drop(
        0,
        aBaseline(() => ({}), count),
      ),
    ).toBe(severity);
  });

  it('has a band that does not go below nothing', () => {
    const [anomaly] = trafficDrop.detect(aWindow({ events: 0 }), wild, detectorSettings);
    expect(anomaly?.trend).toMatchObject({ lowerBound: 0, upperBound: 4000 });
    expect(anomaly?.description).toBe(
      '0 events (expected about 1,000), 100 % below. Possible outage of the shop or of event tracking.',
    );
  });
});

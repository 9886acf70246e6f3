import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { detectors } from '../../../shared/detection/registry.ts';
import { severityRank } from '../../../shared/severity.ts';
import { judgeWindows } from '../../support/judgeWindows.ts';
import { aBaseline, aWindow, detectorSettings, testedAt, windowMs } from '../../support/windows.ts';

const settings = { ...detectorSettings, baselineWindows: 12 };
const range = { judgeFrom: testedAt, historyStart: 0 };
const judge = (window: MetricWindow, baseline: readonly MetricWindow[]) =>
  judgeWindows([...baseline, window], range, detectors, settings).flatMap((verdict) => verdict.anomalies);
const worst = (anomalies: ReturnType<typeof judge>, type: string) =>
  Math.max(0, ...anomalies.filter((anomaly) => anomaly.type === type).map((anomaly) => severityRank(anomaly.severity)));

const anyNumber = fc.oneof(fc.double(), fc.nat(10_000), fc.constantFrom(Number.NaN, -0, Number.MAX_VALUE));
const count = fc.nat(5000);
const windowOf = (number: fc.Arbitrary<number>) =>
  fc
    .record({
      events: number,
      sessions: number,
      cartsAdded: number,
      purchases: number,
      revenue: number,
      purchasesWithoutPrice: number,
      eventsWithoutCategory: number,
      measured: fc
        .record({ value: fc.option(number), samples: number })
        .map((measurement) => new Map([['session_duration', measurement]])),
      purchasesByCategory: fc.array(fc.tuple(fc.string(), number), { maxLength: 4 }).map((entries) => new Map(entries)),
    })
    .map((fields) => aWindow(fields));
const seriesOf = (number: fc.Arbitrary<number>) =>
  fc
    .array(windowOf(number), { minLength: 13, maxLength: 13 })
    .map((windows) => windows.map((window, position) => ({ ...window, start: testedAt - (12 - position) * windowMs })));

describe('whatever the numbers', () => {
  it('no detector throws, and what it tells is finite and whole', () => {
    fc.assert(
      fc.property(seriesOf(anyNumber), (series) => {
        for (const anomaly of judgeWindows(series, range, detectors, settings).flatMap((each) => each.anomalies)) {
          expect(Number.isFinite(anomaly.metricValue)).toBe(true);
          for (const number of [anomaly.expectedValue, anomaly.zScore, anomaly.changePercent]) {
            expect(number === null || Number.isFinite(number)).toBe(true);
          }
          expect(anomaly.description).not.toMatch(/NaN|undefined|null/);
        }
      }),
    );
  });

  it('a type is told once a window', () => {
    fc.assert(
      fc.property(seriesOf(count), (series) => {
        const types = judgeWindows(series, range, detectors, settings).flatMap((each) =>
          each.anomalies.map((a) => a.type),
        );
        expect(new Set(types).size).toBe(types.length);
      }),
    );
  });

  it('nothing is said of a shop below every minimum', () => {
    const small = fc.nat(19);
    fc.assert(
      fc.property(seriesOf(small), (series) => {
        expect(judgeWindows(series, range, detectors, settings).flatMap((each) => each.anomalies)).toEqual([]);
      }),
    );
  });

  it('the currency of the amounts does not matter: revenue times any factor is judged the same', () => {
    fc.assert(
      fc.property(seriesOf(count), fc.integer({ min: 1, max: 1000 }), (series, factor) => {
        const scaled = series.map((window) => ({ ...window, revenue: window.revenue * factor }));
        const verdict = (of: MetricWindow[]) =>
          judgeWindows(of, range, detectors, settings).flatMap((each) =>
            each.anomalies.map((a) => [a.type, a.severity]),
          );
        expect(verdict(scaled)).toEqual(verdict(series));
      }),
    );
  });

  it.each([
    ['revenue_drop', (value: number) => ({ revenue: 1000 - value / 5 })],
    ['traffic_drop', (value: number) => ({ events: Math.max(0, 1000 - value) })],
    ['traffic_spike', (value: number) => ({ events: 1000 + value })],
    ['conversion_drop', (value: number) => ({ sessions: 400 + value * 10 })],
    ['cart_abandonment_spike', (value: number) => ({ cartsAdded: 50 + value })],
    ['data_quality_issue', (value: number) => ({ eventsWithoutCategory: Math.min(1000, value) })],
  ])('the worse the window, the worse the severity of %s', (type, worsen) => {
    const baseline = aBaseline((position) => ({ events: 980 + position * 4, revenue: 950 + position * 9 }));
    fc.assert(
      fc.property(count, count, (a, b) => {
        const [milder, worse] = [Math.min(a, b), Math.max(a, b)];
        const of = (value: number) => worst(judge(aWindow(worsen(value)), baseline), type);
        expect(of(worse)).toBeGreaterThanOrEqual(of(milder));
      }),
    );
  });

  it('the order of the baseline does not change the verdict, only the line that is drawn', () => {
    fc.assert(
      fc.property(seriesOf(count), (series) => {
        const window = series[12] ?? aWindow();
        const baseline = series.slice(0, 12);
        const verdict = (of: readonly MetricWindow[]) => judge(window, of).map(({ trend: _, ...anomaly }) => anomaly);
        const starts = baseline.map((each) => each.start);
        const turned = baseline.toReversed().map((each, position) => ({ ...each, start: starts[position] ?? 0 }));
        expect(verdict(turned)).toEqual(verdict(baseline));
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { metricBand } from '../../../../renderer/features/alertDetail/metricBand.ts';
import type { MetricSeries, Observation } from '../../../../shared/alert.ts';
import { anAlertDetail } from '../../../support/builders.ts';

const fiveMinutesMs = 300_000;
const windowStart = '2026-03-10T12:00:00.000Z';
const windowsBefore = (windows: number) => Date.parse(windowStart) - windows * fiveMinutesMs;

const anObservation: Observation = {
  source: 'engine',
  severity: 'high',
  description: 'Revenue $245 (expected about $1,850).',
  metricValue: 245,
  expectedValue: 1850,
  zScore: -6.1,
  changePercent: -86.8,
  windowStart,
  windowMs: fiveMinutesMs,
  observedAt: '2026-03-10T12:05:30.000Z',
};

const aSeries = (lowerBound: number): MetricSeries => ({
  metric: 'revenue',
  unit: 'currency',
  windowMs: fiveMinutesMs,
  band: 'windows',
  points: [
    { windowStart: new Date(windowsBefore(1)).toISOString(), value: 1800, mean: 1850, lowerBound, upperBound: 2500 },
    { windowStart, value: 245, mean: 1850, lowerBound, upperBound: 2500 },
    {
      windowStart: new Date(windowsBefore(-1)).toISOString(),
      value: null,
      mean: null,
      lowerBound: null,
      upperBound: null,
    },
  ],
});

describe('metricBand', () => {
  it('shows the series with the alert’s window marked', () => {
    const band = metricBand(anAlertDetail({ windowStart, series: aSeries(1200) }));
    expect(band).toMatchObject({ unit: 'currency', windowMs: fiveMinutesMs, underTest: 1 });
    expect(band?.points[1]).toEqual({ start: windowsBefore(0), value: 245, mean: 1850, lower: 1200, upper: 2500 });
    expect(band?.points[2]).toMatchObject({ value: null, lower: null, upper: null });
  });

  it('cuts the band at zero where the unit cannot be negative', () => {
    expect(metricBand(anAlertDetail({ series: aSeries(-300) }))?.points[0]?.lower).toBe(0);
    const ratio = { ...aSeries(-300), unit: 'none' as const };
    expect(metricBand(anAlertDetail({ series: ratio }))?.points[0]?.lower).toBe(-300);
  });

  it('ends shares at a hundred, and nothing that has gone beyond it or below nothing', () => {
    const share = {
      ...aSeries(0),
      unit: 'percent' as const,
      points: aSeries(0)
        .points.slice(0, 1)
        .map((point) => ({ ...point, value: 92 })),
    };
    expect(metricBand(anAlertDetail({ series: share }))).toMatchObject({ ceiling: 100, points: [{ upper: 100 }] });
    const growth = { ...share, points: share.points.map((point) => ({ ...point, value: 385 })) };
    expect(metricBand(anAlertDetail({ series: growth }))).toMatchObject({ ceiling: null, points: [{ upper: 2500 }] });
    const fall = { ...share, points: share.points.map((point) => ({ ...point, value: -20 })) };
    expect(metricBand(anAlertDetail({ series: fall }))).toMatchObject({ ceiling: null });
  });

  it('marks nothing when the alert’s window is older than the series', () => {
    const detail = anAlertDetail({ windowStart: '2026-03-10T03:00:00.000Z', series: aSeries(1200) });
    expect(metricBand(detail)?.underTest).toBeNull();
  });

  it('falls back to the windows the alert carries, the last of them under test', () => {
    const band = metricBand(
      anAlertDetail({
        windowStart,
        unit: 'percent',
        trend: { values: [44, 46, null, 92], lowerBound: -10, upperBound: 100 },
        observations: [anObservation],
      }),
    );
    expect(band?.underTest).toBe(3);
    expect(band?.points.map((point) => point.start)).toEqual([
      windowsBefore(3),
      windowsBefore(2),
      windowsBefore(1),
      windowsBefore(0),
    ]);
    expect(band?.points[3]).toEqual({ start: windowsBefore(0), value: 92, mean: 45, lower: 0, upper: 100 });
  });

  it.each([
    ['neither series nor trend', anAlertDetail()],
    ['a series of gaps and no trend', anAlertDetail({ series: { ...aSeries(1), points: aSeries(1).points.slice(2) } })],
    [
      'a trend whose window length is unknown',
      anAlertDetail({ trend: { values: [1, 2], lowerBound: 0, upperBound: 3 } }),
    ],
  ])('has nothing to show with %s', (_, detail) => {
    expect(metricBand(detail)).toBeNull();
  });
});

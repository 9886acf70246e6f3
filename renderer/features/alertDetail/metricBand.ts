import type { AlertDetail, Unit } from '../../../shared/alert.ts';

export interface BandPoint {
  /** ms UTC of the window's start. */
  start: number;
  value: number | null;
  mean: number | null;
  lower: number | null;
  upper: number | null;
}

export interface MetricBand {
  points: BandPoint[];
  unit: Unit;
  windowMs: number;
  /** What the metric cannot go beyond, for the axis to end there: 100 for shares; null when there is no such end. */
  ceiling: number | null;
  /** Index of the window the alert was raised for; null when it lies outside. */
  underTest: number | null;
}

// Revenue, counts and shares cannot be below nothing, however wide the band is.
const notNegative: ReadonlySet<Unit> = new Set(['currency', 'percent', 'count', 'seconds']);

/**
 * What the drawer's chart shows: the series read from the source when there is one, else the few windows that the alert
 * itself carries, else null. The band is cut where the metric cannot be: below nothing, and above all of a whole.
 */
export function metricBand(detail: AlertDetail): MetricBand | null {
  const { series } = detail;
  const underTestAt = Date.parse(detail.windowStart);
  if (series?.points.some((point) => point.value !== null)) {
    const points = series.points.map((point) => ({
      start: Date.parse(point.windowStart),
      value: point.value,
      mean: point.mean,
      lower: point.lowerBound,
      upper: point.upperBound,
    }));
    return finish(points, series.unit, series.windowMs, underTestAt);
  }
  return trendBand(detail, underTestAt);
}

function trendBand(detail: AlertDetail, underTestAt: number): MetricBand | null {
  const { trend } = detail;
  const windowMs = detail.observations.at(-1)?.windowMs;
  if (!trend || trend.values.length < 2 || !windowMs) return null;
  // The trend's last value is the offending window; those before it step back from there.
  const last = trend.values.length - 1;
  const { lowerBound, upperBound } = trend;
  const mean = lowerBound === null || upperBound === null ? null : (lowerBound + upperBound) / 2;
  const points = trend.values.map((value, index) => ({
    start: underTestAt - (last - index) * windowMs,
    value,
    mean,
    lower: lowerBound,
    upper: upperBound,
  }));
  return finish(points, detail.unit, windowMs, underTestAt);
}

function finish(points: BandPoint[], unit: Unit, windowMs: number, underTestAt: number): MetricBand {
  const floor = notNegative.has(unit) ? 0 : Number.NEGATIVE_INFINITY;
  // A percentage is a share of a whole here, unless a value says otherwise (another program's growth in percent).
  const isShare = unit === 'percent' && points.every(({ value }) => value === null || (value >= 0 && value <= 100));
  const ceiling = isShare ? 100 : null;
  const cut = (bound: number | null) =>
    bound === null ? null : Math.min(ceiling ?? Number.POSITIVE_INFINITY, Math.max(floor, bound));
  const index = points.findIndex((point) => point.start <= underTestAt && underTestAt < point.start + windowMs);
  return {
    points: points.map((point) => ({ ...point, lower: cut(point.lower), upper: cut(point.upper) })),
    unit,
    windowMs,
    ceiling,
    underTest: index === -1 ? null : index,
  };
}

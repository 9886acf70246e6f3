import type { Forecast } from '../../../shared/learning/learnedSeries.ts';

/** One instant of a forecast's picture. */
export interface ForecastPoint {
  /** ms UTC. */
  at: number;
  /** Null: none came, or it is still to come. */
  value: number | null;
  expected: number | null;
  lower: number | null;
  upper: number | null;
  /** Still to come. */
  ahead: boolean;
}

/** What was and what is to come in one row, oldest first. */
export function forecastPoints({ past, ahead }: Pick<Forecast, 'past' | 'ahead'>): ForecastPoint[] {
  const were = past.map((point) => ({ ...point, at: Date.parse(point.at), ahead: false }));
  const come = ahead.map((point) => ({ ...point, at: Date.parse(point.at), value: null, ahead: true }));
  return [...were, ...come].toSorted((one, other) => one.at - other.at);
}

/** The point next to an instant; null: there are none. */
export function pointNear(points: readonly ForecastPoint[], at: number): ForecastPoint | null {
  let nearest: ForecastPoint | null = null;
  for (const point of points) {
    if (nearest === null || Math.abs(point.at - at) < Math.abs(nearest.at - at)) nearest = point;
  }
  return nearest;
}

interface SoughtWindow {
  /** Its start, ms UTC. */
  at: number;
  /** What an alert says of it; null: nothing. */
  value: number | null;
  stepMs: number;
}

/**
 * The point of a window; null: it lies outside the picture. Of a day of minutes only some are drawn: then it is the one
 * close by that comes nearest to its value, so that a drop of a few minutes is marked where it is seen.
 */
export function pointOfWindow(
  points: readonly ForecastPoint[],
  { at, value, stepMs }: SoughtWindow,
): ForecastPoint | null {
  const were = points.filter((point) => point.value !== null);
  const [first, last] = [were[0], were.at(-1)];
  if (!first || !last) return null;
  const apartMs = Math.max(stepMs, (last.at - first.at) / Math.max(1, were.length - 1));
  const close = were.filter((point) => Math.abs(point.at - at) <= apartMs);
  if (value === null || close.some((point) => point.at === at)) return pointNear(close, at);
  const off = (point: ForecastPoint) => Math.abs((point.value ?? 0) - value);
  return close.toSorted((one, other) => off(one) - off(other))[0] ?? null;
}

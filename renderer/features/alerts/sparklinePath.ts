import type { Trend } from '../../../shared/alert.ts';

export interface SparklineShape {
  /** The metric; starts anew after a window without a value. */
  line: string;
  /** The last window, the one that offended. */
  end: { x: number; y: number } | null;
  /** The baseline band; heights within the drawing. */
  band: { y: number; height: number } | null;
}

/** Draws a trend into `width` × `height`, with room for the line's own thickness. Null when there is nothing to draw. */
export function sparklinePath(trend: Trend, width: number, height: number): SparklineShape | null {
  const values = trend.values;
  const present = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (present.length === 0) return null;
  const bounds = [trend.lowerBound, trend.upperBound].filter(
    (bound): bound is number => bound !== null && Number.isFinite(bound),
  );
  const lowest = Math.min(...present, ...bounds);
  const highest = Math.max(...present, ...bounds);
  const span = highest - lowest;
  const margin = 2;
  const x = (index: number) =>
    values.length === 1 ? width / 2 : round(margin + (index * (width - 2 * margin)) / (values.length - 1));
  const y = (value: number) =>
    span === 0 ? height / 2 : round(margin + ((highest - value) * (height - 2 * margin)) / span);

  let line = '';
  let pen = 'M';
  let end: SparklineShape['end'] = null;
  for (const [index, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) {
      pen = 'M';
      continue;
    }
    end = { x: x(index), y: y(value) };
    line += `${pen}${end.x} ${end.y}`;
    pen = 'L';
  }
  const [lower, upper] = [trend.lowerBound, trend.upperBound];
  const band =
    lower === null || upper === null || upper < lower
      ? null
      : { y: y(upper), height: Math.max(1, round(y(lower) - y(upper))) };
  return { line, end, band };
}

/** A tenth of a pixel is finer than any screen. */
const round = (value: number) => Math.round(value * 10) / 10;

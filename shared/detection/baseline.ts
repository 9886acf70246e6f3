/** What a metric usually is: statistics of the windows before the one under test. */
export interface Baseline {
  mean: number;
  /** Sample standard deviation: over 12 windows the population form makes z-scores about 4 % too large. */
  stddev: number;
  min: number;
  max: number;
  /** Linear interpolation between the closest ranks. */
  p95: number;
  count: number;
}

/** Null values (windows in which the metric means nothing) are left out; null when none is left. */
export function baselineOf(values: readonly (number | null)[]): Baseline | null {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length === 0) return null;
  const sorted = known.toSorted((a, b) => a - b);
  const mean = sumOf(sorted) / sorted.length;
  const squares = sumOf(sorted.map((value) => (value - mean) ** 2));
  return {
    mean,
    stddev: sorted.length > 1 ? Math.sqrt(squares / (sorted.length - 1)) : 0,
    min: sorted[0] ?? mean,
    max: sorted.at(-1) ?? mean,
    p95: quantile(sorted, 0.95),
    count: sorted.length,
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (position - below);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import { lengthOf, type Period } from './periods.ts';
import type { Counts, Dimension, SegmentMetric } from './segmentMetric.ts';

/** What ClickHouse counted in one segment; the whole shop has no `by`. */
export interface CountedSegment {
  by: Partial<Record<Dimension, string>>;
  /** By the period's position; null where there was nothing. */
  counts: readonly (Counts | null)[];
}

/** A segment beside what was to be expected of it. */
export interface SegmentChange {
  by: Partial<Record<Dimension, string>>;
  /** In units of the numerator. */
  actual: number;
  expected: number;
  /** The metric itself; null where it has no denominator. */
  value: number | null;
  usual: number | null;
  /** Of a quotient: what it is divided by, now and as usual in as long a time. */
  base: { actual: number; expected: number } | null;
}

export interface Compared {
  metric: SegmentMetric;
  reference: 'days' | 'hourBefore';
  total: SegmentChange;
  segments: SegmentChange[];
  /** Time asked about by time compared with: below 1, expectations are surer than what is compared. */
  scale: number;
  /** Value of one sample of the numerator, on average. */
  perSample: number;
  /** Samples of the numerator, of both. */
  samples: number;
}

interface Sums {
  numerator: number;
  denominator: number;
  samples: number;
}

/** Several days say more than one hour; one day says less. */
const enoughDays = 2;
/** A day this far from the others had an incident of its own, or a holiday. */
const unusual = 2;

/** Every segment against its own reference; the references that hold something, the better first. */
export function compareSegments(
  whole: CountedSegment,
  parts: readonly CountedSegment[],
  metric: SegmentMetric,
  periods: readonly Period[],
): Compared[] {
  const days = usualDays(whole, metric, periods);
  const hour = positionsOf(periods, 'hourBefore').filter((at) => baseOf(sumsOf(whole, metric, [at]), metric) > 0);
  const ordered = [
    { reference: 'days' as const, positions: days },
    { reference: 'hourBefore' as const, positions: hour },
  ].filter(({ positions }) => positions.length > 0);
  if (days.length < enoughDays) ordered.reverse();
  return ordered.map(({ reference, positions }) => {
    const scale = timeOf(periods, [0]) / timeOf(periods, positions);
    const now = sumsOf(whole, metric, [0]);
    const before = sumsOf(whole, metric, positions);
    const rate = before.denominator > 0 ? before.numerator / before.denominator : 0;
    const change = (segment: CountedSegment) =>
      changeOf(segment.by, sumsOf(segment, metric, [0]), sumsOf(segment, metric, positions), { metric, scale, rate });
    const samples = now.samples + before.samples;
    return {
      ...{ metric, reference, scale, samples },
      total: change(whole),
      segments: parts.map(change),
      perSample: samples > 0 ? Math.abs(now.numerator + before.numerator) / samples : 0,
    };
  });
}

/**
 * For a quotient, a segment's expectation is what it would add to the whole at its own usual value and its usual share of the
 * denominator, so that these add up: a bad value counts, and so does a flood of what always had a bad one.
 */
function changeOf(
  by: CountedSegment['by'],
  now: Sums,
  before: Sums,
  { metric, scale, rate }: { metric: SegmentMetric; scale: number; rate: number },
): SegmentChange {
  const actual = now.numerator;
  if (metric.denominator === null) {
    const expected = before.numerator * scale;
    return { by, actual, expected, value: actual, usual: expected, base: null };
  }
  const mixed = rate * now.denominator + scale * (before.numerator - rate * before.denominator);
  const base = { actual: now.denominator, expected: before.denominator * scale };
  return { by, actual, expected: mixed, value: shown(now, metric), usual: shown(before, metric), base };
}

function shown({ numerator, denominator }: Sums, { unit, complement }: SegmentMetric): number | null {
  if (denominator <= 0) return null;
  const value = (numerator / denominator) * (unit === 'percent' ? 100 : 1);
  return complement ? Math.max(0, 100 - value) : value;
}

function usualDays(whole: CountedSegment, metric: SegmentMetric, periods: readonly Period[]): number[] {
  const days = positionsOf(periods, 'day')
    .map((position) => ({ position, sums: sumsOf(whole, metric, [position]) }))
    .filter(({ sums }) => baseOf(sums, metric) > 0);
  const isUsual = (numbers: readonly number[]) => {
    const middle = median(numbers);
    return (number: number) => middle <= 0 || (number >= middle / unusual && number <= middle * unusual);
  };
  const usualBase = isUsual(days.map(({ sums }) => baseOf(sums, metric)));
  const usualValue = isUsual(days.map(({ sums }) => metricOf(sums, metric)));
  const usual = days.filter(({ sums }) => usualBase(baseOf(sums, metric)) && usualValue(metricOf(sums, metric)));
  return (usual.length === 0 ? days : usual).map(({ position }) => position);
}

const baseOf = ({ numerator, denominator }: Sums, metric: SegmentMetric) =>
  metric.denominator === null ? numerator : denominator;

const metricOf = ({ numerator, denominator }: Sums, metric: SegmentMetric) =>
  metric.denominator === null ? numerator : numerator / denominator;

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function sumsOf({ counts }: CountedSegment, metric: SegmentMetric, positions: readonly number[]): Sums {
  const sum = (counter: SegmentMetric['denominator']) =>
    counter === null ? 0 : positions.reduce((total, at) => total + (counts[at]?.[counter] ?? 0), 0);
  return { numerator: sum(metric.numerator), denominator: sum(metric.denominator), samples: sum(metric.samples) };
}

const positionsOf = (periods: readonly Period[], kind: Period['kind']) =>
  periods.flatMap((period, position) => (period.kind === kind ? [position] : []));

const timeOf = (periods: readonly Period[], positions: readonly number[]) =>
  periods.reduce((total, period, position) => total + (positions.includes(position) ? lengthOf(period) : 0), 0);

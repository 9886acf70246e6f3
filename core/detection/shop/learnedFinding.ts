import type { Verdict } from '../learning/learner.ts';
import type { LearnedSample } from './learnedSample.ts';
import { type Direction, generalSeries, type ShopSeries } from './shopSeries.ts';

/** A sample that lies apart from what was learned. */
export interface LearnedFinding {
  series: ShopSeries;
  direction: Direction;
  value: number;
  expected: number;
  verdict: Verdict;
}

/** What a window was expected to be, by the keys of its series. */
export type Expected = ReadonlyMap<string, number>;

export function expectedOf(samples: readonly LearnedSample[]): Expected {
  const expected = new Map<string, number>();
  for (const { series, verdict } of samples) {
    if (verdict.expected !== null) expected.set(series.key, verdict.expected);
  }
  return expected;
}

/** Null where nothing can be said of it: too little is known, or it is as expected. */
export function findingOf({ series, value, verdict }: LearnedSample): LearnedFinding | null {
  const { expected } = verdict;
  if (verdict.learning !== null || value === null || expected === null || value === expected) return null;
  return { series, direction: value > expected ? 'high' : 'low', value, expected, verdict };
}

/**
 * The learned band holds all but three of a thousand samples, which of 288 windows a day and eight series is several a day:
 * to be worth an alert a value has to lie this many times further out.
 */
export const beyondBand = 1.7;

/** How far what is usual reaches on the side of the value. Nothing is below zero: a band that ends there is mirrored. */
export function reachOf({ expected, direction, verdict }: LearnedFinding): number {
  const lower = verdict.lower ?? expected;
  const above = Math.max(0, (verdict.upper ?? expected) - expected);
  return beyondBand * (direction === 'low' && lower > 0 ? Math.max(0, expected - lower) : above);
}

/** How many purchases, carts, sessions or events what was expected is made of. */
export function weightOf({ series, expected }: Pick<LearnedFinding, 'series' | 'expected'>, all: Expected): number {
  const of = (each: ShopSeries) => Math.max(0, all.get(each.key) ?? 0);
  switch (series.key) {
    case generalSeries.revenue.key:
    case generalSeries.orderValue.key:
    case generalSeries.categoryShare.key:
      return purchasesOf(all);
    case generalSeries.conversion.key:
      return of(generalSeries.sessions);
    case generalSeries.abandonment.key:
      return of(generalSeries.carts);
    default:
      return Math.max(0, expected);
  }
}

function purchasesOf(all: Expected): number {
  const value = all.get(generalSeries.orderValue.key) ?? 0;
  const revenue = all.get(generalSeries.revenue.key) ?? 0;
  if (value > 0 && revenue > 0) return revenue / value;
  const converted = all.get(generalSeries.conversion.key) ?? 0;
  return (Math.max(0, converted) / 100) * Math.max(0, all.get(generalSeries.sessions.key) ?? 0);
}

/**
 * What chance alone takes a value away from what is expected of it: counts vary as independent arrivals do, rates as
 * draws. What a learner calls surprising of three purchases at night is no news.
 */
export function chanceSigma(finding: Pick<LearnedFinding, 'series' | 'expected'>, all: Expected): number {
  const { series } = finding;
  const expected = Math.max(0, finding.expected);
  const weight = Math.max(1, weightOf(finding, all));
  switch (series.key) {
    case generalSeries.revenue.key:
      // Baskets differ about as much as their mean, and their number varies as well.
      return expected * Math.sqrt(2 / weight);
    case generalSeries.orderValue.key:
      return expected * Math.sqrt(1 / weight);
    case generalSeries.conversion.key:
    case generalSeries.abandonment.key:
    case generalSeries.categoryShare.key: {
      const share = Math.min(0.99, Math.max(0.01, expected / 100));
      return 100 * Math.sqrt((share * (1 - share)) / weight);
    }
    case generalSeries.events.key: {
      // Events come by the session.
      const sessions = Math.max(1, all.get(generalSeries.sessions.key) ?? 0);
      return Math.sqrt(Math.max(1, expected * Math.max(1, (1.5 * expected) / sessions)));
    }
    default:
      return Math.sqrt(Math.max(1, expected));
  }
}

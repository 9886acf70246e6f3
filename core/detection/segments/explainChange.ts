import type { Explanation } from '../../../shared/learning/explanation.ts';
import type { Period } from './periods.ts';
import { type RankedSegment, rankSegments } from './rankSegments.ts';
import { type Compared, type CountedSegment, compareSegments, type SegmentChange } from './segmentChanges.ts';
import type { Counter, Dimension, SegmentMetric, SegmentQuestion } from './segmentMetric.ts';
import { changeSentence, plainMetric } from './segmentSentence.ts';

export interface CountedShop {
  periods: readonly Period[];
  /** Null: there were no such events at all. */
  whole: CountedSegment | null;
  parts: readonly CountedSegment[];
  /** What it was divided by. */
  dividedBy: readonly Dimension[];
  /** What it could not be divided by, for want of a column. */
  leftOut: readonly Dimension[];
}

export interface ExplainOptions {
  /** Which way it went, as the alert says; null: it does not say. */
  direction: 'up' | 'down' | null;
  currency: string;
}

export const nothingExplained: Explanation = {
  ...{ metric: null, unit: 'none', actual: null, expected: null },
  ...{ segments: [], sentence: null, note: null },
};

/** Where a change of the shop comes from, out of what was counted in its segments. */
export function explainChange(
  question: SegmentQuestion,
  counted: CountedShop,
  { direction, currency }: ExplainOptions,
): Explanation {
  const { whole, parts, periods, dividedBy, leftOut } = counted;
  const metric = meantMetric(question, whole);
  const nothing = { ...nothingExplained, metric: metric.name, unit: metric.unit };
  if (dividedBy.length === 0) return { ...nothing, note: leftOutNote(leftOut) };
  if (whole === null) return { ...nothing, note: `There were no events that make up the ${plainMetric(metric)}.` };
  const usable = parts.filter(({ by }) => metric.without === undefined || by[metric.without] === undefined);
  const all = compareSegments(whole, usable, metric, periods);
  if (all.length === 0) {
    const note =
      'There is nothing to compare with: neither the hour before nor the same hour of days before has any events.';
    return { ...nothing, note };
  }
  const attempts = all.map((compared) => ({ compared, ranking: rankSegments(compared) }));
  const goesAlong = ({ total }: Compared) => direction === null || directionOf(metric, total) === direction;
  const found = attempts.find(
    ({ compared, ranking }) => goesAlong(compared) && (ranking.kind === 'told' || ranking.kind === 'even'),
  );
  const { compared, ranking } = found ?? attempts[0] ?? { compared: all[0] as Compared, ranking: { kind: 'tooFew' } };
  const { total } = compared;
  const answer = { ...nothing, actual: total.value, expected: total.usual };
  const missing = leftOutNote(leftOut);
  if (!found) return { ...answer, note: [noChange(compared, ranking.kind), missing].filter(Boolean).join(' ') };
  const segments = ranking.kind === 'told' ? ranking.segments : [];
  return {
    ...answer,
    segments: segments.map((segment) => toSegment(segment, total)),
    sentence: changeSentence(
      compared,
      segments,
      dividedBy.filter((dimension) => dimension !== metric.without),
      currency,
    ),
    note: missing,
  };
}

/** The number of segments that people see is the metric itself, in its own unit. */
function toSegment({ by, value, usual, share }: RankedSegment, total: SegmentChange) {
  const expected = usual ?? total.usual ?? 0;
  return { by: { ...by } as Record<string, string>, actual: value, expected, share };
}

function directionOf({ complement }: SegmentMetric, { actual, expected }: SegmentChange): 'up' | 'down' {
  return actual > expected !== complement ? 'up' : 'down';
}

function meantMetric({ metrics }: SegmentQuestion, whole: CountedSegment | null): SegmentMetric {
  const now = whole?.counts[0];
  const count = (counter: Counter | null) => (counter === null ? 1 : (now?.[counter] ?? 0));
  const share = ({ numerator, denominator }: SegmentMetric) => count(numerator) / Math.max(1, count(denominator));
  return metrics.reduce((largest, metric) => (share(metric) > share(largest) ? metric : largest));
}

function noChange({ metric, reference }: Compared, kind: ReturnType<typeof rankSegments>['kind']): string {
  if (kind === 'tooFew') return 'These windows hold too little to tell a cause from chance.';
  const against = reference === 'days' ? 'the same hour of days before' : 'the hour before';
  return `Against ${against} there is no such change of ${plainMetric(metric)} that could be divided.`;
}

function leftOutNote(leftOut: readonly Dimension[]): string | null {
  if (leftOut.length === 0) return null;
  const columns = leftOut.map((dimension) => (dimension === 'product' ? 'product_id' : dimension));
  const named = columns.length === 1 ? `column ${columns[0]}` : `columns ${columns.join(', ')}`;
  return `Not divided by ${leftOut.join(', ')}: the table of events has no ${named}.`;
}

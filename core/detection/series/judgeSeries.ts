import type { Severity } from '../../../shared/severity.ts';
import type { Verdict } from '../learning/learner.ts';

export interface SeriesFinding {
  direction: 'high' | 'low';
  severity: Severity;
  value: number;
  expected: number;
  lower: number;
  upper: number;
}

/** What of a verdict decides. */
export type DecidingVerdict = Pick<Verdict, 'expected' | 'lower' | 'upper' | 'score' | 'surprise' | 'learning'>;

interface Judged {
  value: number | null;
  verdict: DecidingVerdict;
  /** The score from which on it alerts. */
  bar: number;
  worth: 'high' | 'low' | 'both';
  /** What was told of it and is not over; null: nothing. */
  open: 'high' | 'low' | null;
}

/** What is open stays so down to this part of the bar: two clear samples are over, one that only just is not clear is not. */
const holdShare = 0.85;
/** Of the way to the end of its band, a sample that is told is at least so far from what was expected. */
const awayShare = 0.6;
/** Share of the way from the bar to the highest surprise from which on it is as severe. */
const severeFrom = { high: 0.45, medium: 0.2 };
/** So many times the width of its band it must be away from what is usual to be high, or medium. */
const farFrom = { high: 3, medium: 1 };

/** What is to be told of a sample; null: nothing. Of components nobody knows what they are worth: never critical. Pure. */
export function judgeSeries({ value, verdict, bar, worth, open }: Judged): SeriesFinding | null {
  const { expected, lower, upper, score, surprise } = verdict;
  if (verdict.learning !== null || value === null || expected === null || value === expected) return null;
  const direction = value > expected ? 'high' : 'low';
  if (worth !== 'both' && worth !== direction) return null;
  const band = { lower: lower ?? expected, upper: upper ?? expected };
  // Surprise at what was a while ago lingers: what is well within its band now is over.
  const reach = direction === 'high' ? band.upper - expected : expected - band.lower;
  if (Math.abs(value - expected) < awayShare * reach) return null;
  const stands = open === direction ? surprise >= bar * holdShare : score >= bar;
  if (!stands) return null;
  return { direction, severity: severityOf(value, surprise, bar, band), value, expected, ...band };
}

function severityOf(
  value: number,
  surprise: number,
  bar: number,
  { lower, upper }: { lower: number; upper: number },
): Severity {
  const clear = (surprise - bar) / Math.max(1 - bar, Number.EPSILON);
  const beyond = Math.max(value - upper, lower - value, 0);
  const widths = upper > lower ? beyond / (upper - lower) : beyond > 0 ? Number.POSITIVE_INFINITY : 0;
  if (clear >= severeFrom.high && widths >= farFrom.high) return 'high';
  return clear >= severeFrom.medium && widths >= farFrom.medium ? 'medium' : 'low';
}

import type { Trend } from '../../../shared/alert.ts';
import { countUntil } from './judgeCondition.ts';
import type { MinuteValue } from './metricSeries.ts';
import type { Rule } from './rule.ts';

/** As many as the engine's alerts show: twelve of before, and the one that is wrong. */
const length = 13;

/** The newest numbers that a rule was judged by, with its limit where it has one; null: there are none. */
export function trendOf(
  { condition }: Pick<Rule, 'condition'>,
  minutes: readonly MinuteValue[],
  now: number,
): Trend | null {
  const until = countUntil(minutes, now);
  const values = minutes.slice(Math.max(0, until - length), until).map(({ value }) => value);
  if (values.length === 0) return null;
  return {
    values,
    lowerBound: condition.kind === 'below' ? condition.limit : null,
    upperBound: condition.kind === 'above' ? condition.limit : null,
  };
}

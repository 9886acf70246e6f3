import type { MetricCondition } from '../../../shared/signals/metricCondition.ts';
import { baselineMs, type ConditionVerdict, type JudgedSeries, judgeCondition } from './judgeCondition.ts';
import { judgeRule } from './judgeRule.ts';
import type { Rule } from './rule.ts';

/** What stopped is taken to be as it was for so long; then it is given up. */
export const keptMs = baselineMs;

/**
 * When the rule would have begun to fire, looked at `times` (ms UTC, in order). What comes again within its cooldown is the
 * same alert as before. `least`: samples that make a baseline. Pure.
 */
export function firings(
  rule: Pick<Rule, 'condition' | 'forMs' | 'cooldownMs'>,
  series: JudgedSeries,
  times: Iterable<number>,
  least?: number,
): number[] {
  const begun: number[] = [];
  const judge = remembered(rule.condition, series, least);
  const newestUntil = newestBefore(series);
  let isFiring = false;
  let endedAt = Number.NEGATIVE_INFINITY;
  for (const at of times) {
    const newestAt = newestUntil(at);
    if (newestAt === null) continue;
    const { kind } = judgeRule(rule, { minutes: series.minutes, newestAt }, at, judge);
    const isKept: boolean = kind === 'unknown' && isFiring && at - newestAt <= keptMs;
    const fires: boolean = kind === 'fires' || isKept;
    if (fires && !isFiring && at - endedAt > rule.cooldownMs) begun.push(at);
    if (!fires && isFiring) endedAt = at;
    isFiring = fires;
  }
  return begun;
}

/** Every moment is judged once, however often a rule that waits looks back at it. */
function remembered(condition: MetricCondition, series: JudgedSeries, least: number | undefined) {
  if (condition.kind === 'absent') return judgeCondition;
  const known = new Map<number, ConditionVerdict | null>();
  return (_: MetricCondition, __: JudgedSeries, at: number): ConditionVerdict | null => {
    const found = known.get(at);
    if (found !== undefined) return found;
    const verdict = judgeCondition(condition, series, at, least);
    known.set(at, verdict);
    return verdict;
  };
}

/** When the newest sample known at a moment was taken, null before the first; asked for moments in order. */
function newestBefore({ minutes, newestAt }: JudgedSeries): (at: number) => number | null {
  let count = 0;
  return (now) => {
    while ((minutes[count]?.at ?? Number.POSITIVE_INFINITY) <= now) count++;
    if (newestAt <= now) return newestAt;
    return minutes[count - 1]?.at ?? null;
  };
}

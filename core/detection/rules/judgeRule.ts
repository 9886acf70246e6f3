import type { MetricCondition } from '../../../shared/signals/metricCondition.ts';
import { type ConditionVerdict, countUntil, type JudgedSeries, judgeCondition } from './judgeCondition.ts';
import type { Rule } from './rule.ts';

/**
 * `unknown`: it can be told neither that it fires nor that it does not, as when a series stopped, or is wrong for as long as it
 * is known, which is not long enough. What was told of it before still stands.
 */
export type Judgement =
  | { kind: 'fires'; verdict: ConditionVerdict }
  | { kind: 'clear'; verdict: ConditionVerdict }
  | { kind: 'unknown'; verdict: ConditionVerdict | null };

const minuteMs = 60_000;

type Judge = (condition: MetricCondition, series: JudgedSeries, at: number) => ConditionVerdict | null;

/** Judges a series by a rule at `now`, ms UTC. Pure. */
export function judgeRule(
  { condition, forMs }: Pick<Rule, 'condition' | 'forMs'>,
  series: JudgedSeries,
  now: number,
  judge: Judge = judgeCondition,
): Judgement {
  if (condition.kind === 'absent') {
    // Nothing for a while, and then for some time more, is nothing for the two together.
    const verdict = judge({ kind: 'absent', minutes: condition.minutes + forMs / minuteMs }, series, now);
    return verdict === null ? { kind: 'unknown', verdict } : { kind: verdict.isWrong ? 'fires' : 'clear', verdict };
  }
  const verdict = judge(condition, series, now);
  if (verdict === null) return { kind: 'unknown', verdict };
  if (!verdict.isWrong) return { kind: 'clear', verdict };
  const start = now - forMs;
  const { minutes } = series;
  const newest = countUntil(minutes, now) - 1;
  // A minute at which there was too little to judge by neither ends the time in which it was wrong nor begins it.
  let since = forMs === 0 ? now : (minutes[newest]?.at ?? now);
  for (let index = newest - 1; index >= 0 && since > start; index--) {
    const at = minutes[index]?.at ?? 0;
    const before = judge(condition, series, at);
    if (before?.isWrong === false) return { kind: 'clear', verdict };
    if (before?.isWrong) since = at;
  }
  return { kind: since <= start ? 'fires' : 'unknown', verdict };
}

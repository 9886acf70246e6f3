import type { Observation } from '../../alerts/observation.ts';
import type { ConditionVerdict, JudgedSeries } from './judgeCondition.ts';
import type { Rule } from './rule.ts';
import { ruleSentence } from './ruleSentence.ts';
import { trendOf } from './trendOf.ts';

const minuteMs = 60_000;

/** What a rule of `source` found at `now`, ms UTC, in the series of these labels: one window, the minute of now. */
export function ruleObservation(
  source: string,
  rule: Rule,
  { labels, minutes }: Pick<JudgedSeries, 'minutes'> & { labels: Record<string, string> },
  verdict: ConditionVerdict,
  { now, currency }: { now: number; currency: string },
): Observation {
  const { value, expected, zScore, changePercent } = verdict;
  return {
    ...{ source, type: rule.type, labels, severity: rule.severity, unit: rule.unit },
    description: ruleSentence(rule, verdict, Object.values(labels).join(', '), currency),
    ...{ metricValue: value, expectedValue: expected, zScore, changePercent },
    windowStart: Math.floor(now / minuteMs) * minuteMs,
    windowMs: minuteMs,
    trend: trendOf(rule, minutes, now),
    runbookUrl: rule.runbookUrl,
    acknowledgement: null,
    title: rule.alertTitle,
    cooldownMs: rule.cooldownMs,
  };
}

import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatValue } from '../../../shared/formatValue.ts';
import { type ConditionVerdict, freshMs, type JudgedSeries, leastSamples } from './judgeCondition.ts';
import type { Judgement } from './judgeRule.ts';
import type { Rule } from './rule.ts';
import { ruleSentence } from './ruleSentence.ts';

const minuteMs = 60_000;

/** Why a rule fires now, or why it does not, for the person who writes it. */
export function explainJudgement(
  rule: Pick<Rule, 'title' | 'unit' | 'condition' | 'forMs'>,
  judgement: Judgement,
  { newestAt }: JudgedSeries,
  now: number,
  { where, currency }: { where: string; currency: string },
): string {
  const { verdict } = judgement;
  if (judgement.kind === 'fires') return ruleSentence(rule, judgement.verdict, where, currency);
  const at = where === '' ? '' : ` on ${where}`;
  if (rule.condition.kind === 'absent') return `${rule.title}${at}: the newest is ${ageOf(newestAt, now)} old.`;
  if (verdict === null) {
    return now - newestAt > freshMs
      ? `${rule.title}${at} stopped ${ageOf(newestAt, now)} ago, and is not judged by its last value: “nothing came” finds what stops.`
      : `${rule.title}${at} has too few numbers to be judged: a baseline takes ${leastSamples} minutes of the hour before.`;
  }
  const value = formatValue(verdict.value, rule.unit, currency);
  if (verdict.isWrong) {
    return `${rule.title} ${value}${at} is wrong, but not yet, or not all the time, for ${formatDuration(rule.forMs)}.`;
  }
  return `${rule.title} ${value}${at}: ${fineWords(rule, verdict, currency)}.`;
}

function fineWords(rule: Pick<Rule, 'unit' | 'condition'>, verdict: ConditionVerdict, currency: string): string {
  const { condition, unit } = rule;
  const expected = formatValue(verdict.expected, unit, currency);
  if (condition.kind === 'above') return `not above ${expected}`;
  if (condition.kind === 'below') return `not below ${expected}`;
  if (condition.kind === 'zScore') {
    return verdict.zScore === null
      ? `its usual value is ${expected} without any change, so that there is no z-score`
      : `z = ${verdict.zScore.toFixed(1)}, usually ${expected}`;
  }
  return verdict.changePercent === null
    ? `its usual value is ${expected}, of which there are no percent; judge the value itself`
    : `${Math.round(verdict.changePercent)} % from its usual ${expected}`;
}

const ageOf = (at: number, now: number) => formatDuration(Math.max(minuteMs, now - at));

import { formatDuration } from '../../../shared/formatDuration.ts';
import { formatValue } from '../../../shared/formatValue.ts';
import type { ConditionVerdict } from './judgeCondition.ts';
import type { Rule } from './rule.ts';

const minuteMs = 60_000;

/** What a rule found, in a sentence: "Disk usage 93 % on warehouse-1, above its limit of 90 %." */
export function ruleSentence(
  rule: Pick<Rule, 'title' | 'unit' | 'condition' | 'forMs'>,
  verdict: ConditionVerdict,
  where: string,
  currency: string,
): string {
  const at = where === '' ? '' : ` on ${where}`;
  const value = (number: number | null) => formatValue(number, rule.unit, currency);
  const since = rule.forMs > 0 ? ` for ${formatDuration(rule.forMs)}` : '';
  const { condition, title } = rule;
  switch (condition.kind) {
    case 'above':
      return `${title} ${value(verdict.value)}${at}, above its limit of ${value(condition.limit)}${since}.`;
    case 'below':
      return `${title} ${value(verdict.value)}${at}, below its limit of ${value(condition.limit)}${since}.`;
    case 'aboveBaseline':
      return `${title} ${value(verdict.value)}${at}, ${percent(verdict)} above its usual ${value(verdict.expected)}${since}.`;
    case 'belowBaseline':
      return `${title} ${value(verdict.value)}${at}, ${percent(verdict)} below its usual ${value(verdict.expected)}${since}.`;
    case 'zScore':
      return `${title} ${value(verdict.value)}${at}, far from its usual ${value(verdict.expected)} (z = ${(verdict.zScore ?? 0).toFixed(1)})${since}.`;
    case 'absent':
      return `${title}${at}: nothing came for ${formatDuration(condition.minutes * minuteMs + rule.forMs)}. What writes it may have stopped.`;
  }
}

const percent = ({ changePercent }: ConditionVerdict) => `${Math.abs(Math.round(changePercent ?? 0))} %`;

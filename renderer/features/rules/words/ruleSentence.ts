import type { Unit } from '../../../../shared/alert.ts';
import { titleOf } from '../../../../shared/anomalyTypes.ts';
import { formatDuration } from '../../../../shared/formatDuration.ts';
import type { MetricCondition } from '../../../../shared/signals/metricCondition.ts';
import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import { limitText } from './limitText.ts';

const minutes = (count: number) => (Number.isFinite(count) ? formatDuration(count * 60_000) : '… min');

/** `above 500 for 10 min`. */
export function conditionWords(
  { condition, unit, forMinutes }: { condition: MetricCondition; unit: Unit; forMinutes: number },
  currency: string,
): string {
  // Nothing for a while, and then for some time more, is nothing for the two together.
  if (condition.kind === 'absent') return `nothing for ${minutes(condition.minutes + forMinutes)}`;
  const lasting = forMinutes === 0 ? '' : ` for ${minutes(forMinutes)}`;
  return `${judgedWords(condition, unit, currency)}${lasting}`;
}

function judgedWords(condition: Exclude<MetricCondition, { kind: 'absent' }>, unit: Unit, currency: string): string {
  switch (condition.kind) {
    case 'above':
    case 'below':
      return `${condition.kind} ${limitText(condition.limit, unit, currency)}`;
    case 'aboveBaseline':
      return `${limitText(condition.percent, 'percent', currency)} above usual`;
    case 'belowBaseline':
      return `${limitText(condition.percent, 'percent', currency)} below usual`;
    case 'zScore':
      return `z-score beyond ${limitText(condition.limit, 'none', currency)}`;
  }
}

/** A rule in words: `queue_depth of api above 500 for 10 min, high`. */
export function ruleSentence(rule: OwnRule, currency: string): string {
  const when = `${conditionWords(rule, currency)}, ${rule.severity}`;
  if (rule.kind === 'sql') return `Query every ${seconds(rule.everySeconds)}: ${when}`;
  const what = `${rule.metric.trim() || '…'}${rule.component.trim() === '' ? '' : ` of ${rule.component.trim()}`}`;
  return `${what}${rule.condition.kind === 'absent' ? ':' : ''} ${when}`;
}

const seconds = (count: number) => (Number.isFinite(count) ? formatDuration(count * 1000) : '… s');

/** What people read of it: its title, else one made from what it is about. */
export function ruleTitle(rule: OwnRule): string {
  const given = rule.title.trim();
  if (given !== '') return given;
  return titleOf(rule.kind === 'metric' && rule.metric.trim() !== '' ? rule.metric : rule.name);
}

import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { Settings } from '../../../shared/settings.ts';
import { metricAlertType } from '../../../shared/signals/metricAlertType.ts';
import { conditionSuffix, type MetricCondition } from '../../../shared/signals/metricCondition.ts';
import type { MetricRule, OwnRule, SqlRule } from '../../../shared/signals/ownRule.ts';
import { type ThresholdRule, thresholdRules } from '../../../shared/signals/thresholdRules.ts';
import type { Rule } from './rule.ts';

/** A rule over series of `component_metrics`. */
export interface MetricWatchRule extends Rule {
  metric: string;
  /** Empty: each component for itself. */
  component: string;
  /** Named where a row names none. */
  usualComponent: string;
  /** Name of the person's own rule; null: it is built in. */
  ownName: string | null;
}

export interface SqlWatchRule extends Rule {
  name: string;
  query: string;
  everyMs: number;
}

const minuteMs = 60_000;

/** The built-in and own rules over metrics that are on. */
export function metricRulesOf({ thresholds, rules }: Settings['metrics']): MetricWatchRule[] {
  const builtIn = thresholdRules.filter(({ metric }) => thresholds[metric].enabled);
  const own = rules.filter((rule): rule is MetricRule => rule.kind === 'metric' && rule.enabled);
  return [...builtIn.map((rule) => thresholdRuleOf(rule, thresholds[rule.metric])), ...own.map(metricRuleOf)];
}

export function thresholdRuleOf(
  rule: ThresholdRule,
  { limit, cooldownMinutes }: { limit: number; cooldownMinutes: number },
): MetricWatchRule {
  const condition: MetricCondition =
    rule.kind === 'aboveBaseline' ? { kind: rule.kind, percent: limit } : { kind: rule.kind, limit };
  return {
    type: `${rule.metric}_${conditionSuffix[rule.kind]}`,
    title: rule.title,
    alertTitle: `${rule.title} ${conditionSuffix[rule.kind]}`,
    unit: rule.unit,
    severity: rule.severity,
    condition,
    forMs: 0,
    cooldownMs: cooldownMinutes * minuteMs,
    runbookUrl: null,
    metric: rule.metric,
    component: '',
    usualComponent: rule.component,
    ownName: null,
  };
}

export function sqlRulesOf({ rules }: Settings['metrics']): SqlWatchRule[] {
  return rules.filter((rule): rule is SqlRule => rule.kind === 'sql' && rule.enabled).map(sqlRuleOf);
}

export function metricRuleOf(rule: MetricRule): MetricWatchRule {
  const { metric, component, name, title } = rule;
  const suffix = conditionSuffix[rule.condition.kind];
  const metricTitle = titleOf(metric);
  return {
    ...partsOf(rule),
    type: metricAlertType(metric, rule.condition.kind) ?? `${name}_${suffix}`,
    title: title || metricTitle,
    alertTitle: title || `${metricTitle} ${suffix}`,
    ...{ metric, component, usualComponent: '', ownName: name },
  };
}

export function sqlRuleOf(rule: SqlRule): SqlWatchRule {
  const { name, query, everySeconds } = rule;
  const title = rule.title || titleOf(name);
  return { ...partsOf(rule), type: name, title, alertTitle: title, name, query, everyMs: everySeconds * 1000 };
}

function partsOf(rule: OwnRule): Omit<Rule, 'type' | 'title' | 'alertTitle'> {
  const { unit, severity, condition, runbookUrl } = rule;
  const [forMs, cooldownMs] = [rule.forMinutes * minuteMs, rule.cooldownMinutes * minuteMs];
  return { unit, severity, condition, forMs, cooldownMs, runbookUrl: runbookUrl === '' ? null : runbookUrl };
}

import { describe, expect, it } from 'vitest';
import { limitText } from '../../../../renderer/features/rules/words/limitText.ts';
import { conditionWords, ruleSentence, ruleTitle } from '../../../../renderer/features/rules/words/ruleSentence.ts';
import type { MetricCondition } from '../../../../shared/signals/metricCondition.ts';
import { MetricRule, SqlRule } from '../../../../shared/signals/ownRule.ts';

const aMetricRule = (overrides: Partial<MetricRule> = {}) => ({
  ...MetricRule.parse({
    kind: 'metric',
    name: 'queue',
    metric: 'queue_depth',
    severity: 'high',
    forMinutes: 10,
    condition: { kind: 'above', limit: 500 },
  }),
  ...overrides,
});

describe('a rule in words', () => {
  it('says the metric, the condition, how long, and how bad it is', () => {
    expect(ruleSentence(aMetricRule(), 'USD')).toBe('queue_depth above 500 for 10 min, high');
    expect(ruleSentence(aMetricRule({ component: 'api', forMinutes: 0 }), 'USD')).toBe(
      'queue_depth of api above 500, high',
    );
  });

  it('says of a query how often it is asked', () => {
    const rule = SqlRule.parse({
      ...{ kind: 'sql', name: 'few', query: 'SELECT 1', everySeconds: 90, unit: 'percent' },
      condition: { kind: 'below', limit: 2.5 },
    });
    expect(ruleSentence(rule, 'USD')).toBe('Query every 1 min: below 2.5 %, medium');
  });

  it.each<[MetricCondition, number, string]>([
    [{ kind: 'aboveBaseline', percent: 50 }, 0, '50 % above usual'],
    [{ kind: 'belowBaseline', percent: 30 }, 5, '30 % below usual for 5 min'],
    [{ kind: 'zScore', limit: 3 }, 0, 'z-score beyond 3'],
    [{ kind: 'absent', minutes: 90 }, 0, 'nothing for 1 h 30 min'],
    // The two waits are one.
    [{ kind: 'absent', minutes: 10 }, 5, 'nothing for 15 min'],
  ])('says %j with a wait of %i min', (condition, forMinutes, words) => {
    expect(conditionWords({ condition, unit: 'seconds', forMinutes }, 'USD')).toBe(words);
  });

  it('leaves open what is not typed yet', () => {
    const rule = aMetricRule({ metric: '', condition: { kind: 'above', limit: Number.NaN }, forMinutes: Number.NaN });
    expect(ruleSentence(rule, 'USD')).toBe('… above … for … min, high');
  });

  it('has the title that it was given, else one from its metric, else one from its name', () => {
    expect(ruleTitle(aMetricRule({ title: ' Import lags ' }))).toBe('Import lags');
    expect(ruleTitle(aMetricRule())).toBe('Queue depth');
    expect(ruleTitle(aMetricRule({ metric: '' }))).toBe('Queue');
  });
});

it.each([
  [12.5, 'percent', '12.5 %'],
  [0.0005, 'none', '0.0005'],
  [-4, 'seconds', '−4 s'],
  [2, 'ratio', '2×'],
  [99.5, 'currency', '$99.5'],
  [Number.NaN, 'percent', '…'],
] as const)('writes the limit %d in %s as it was typed: %s', (value, unit, text) => {
  expect(limitText(value, unit, 'USD')).toBe(text);
});

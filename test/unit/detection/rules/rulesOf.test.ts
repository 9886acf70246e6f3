import { describe, expect, it } from 'vitest';
import { explainJudgement } from '../../../../core/detection/rules/explainJudgement.ts';
import { judgeRule } from '../../../../core/detection/rules/judgeRule.ts';
import { ruleSentence } from '../../../../core/detection/rules/ruleSentence.ts';
import { metricRulesOf, sqlRulesOf } from '../../../../core/detection/rules/rulesOf.ts';
import { Settings } from '../../../../shared/settings.ts';
import type { MetricCondition } from '../../../../shared/signals/metricCondition.ts';

const minute = 60_000;
const metrics = (given: Record<string, unknown>) => Settings.parse({ metrics: given }).metrics;

describe('the rules of the settings', () => {
  it('are the eight from the start, with their limits, severities, cooldowns and components', () => {
    const rules = metricRulesOf(metrics({}));
    expect(
      rules.map(({ type, condition, severity, cooldownMs, usualComponent }) => [
        ...[type, 'limit' in condition ? condition.limit : 'percent' in condition ? condition.percent : null],
        ...[severity, cooldownMs / minute, usualComponent],
      ]),
    ).toEqual([
      ['review_rate_spike', 50, 'medium', 10, 'normalizer'],
      ['rpc_error_rate_high', 10, 'critical', 5, 'database'],
      ['system_health_low', 30, 'critical', 5, 'system'],
      ['fetch_latency_high', 60, 'medium', 15, 'fetcher'],
      ['validation_error_rate_high', 20, 'medium', 10, 'validator'],
      ['database_failures_high', 5, 'critical', 5, 'database'],
      ['memory_usage_high', 85, 'medium', 30, 'system'],
      ['disk_usage_high', 90, 'critical', 15, 'system'],
    ]);
  });

  it('take limits and cooldowns as they are set, and leave out what is off', () => {
    const rules = metricRulesOf(
      metrics({ thresholds: { disk_usage: { limit: 70, cooldownMinutes: 0 }, memory_usage: { enabled: false } } }),
    );
    expect(rules).toHaveLength(7);
    expect(rules.at(-1)).toMatchObject({
      condition: { kind: 'above', limit: 70 },
      cooldownMs: 0,
      alertTitle: 'Disk usage high',
    });
  });

  it('are joined by those of the person', () => {
    const condition = { kind: 'below', limit: 1 };
    const settings = metrics({
      rules: [
        { kind: 'metric', name: 'mine', metric: 'Queue Depth (EU)', condition, forMinutes: 2, component: 'importer' },
        { kind: 'metric', name: 'named', title: 'Too few', metric: '数', condition },
        { kind: 'metric', name: 'off', metric: 'x', condition, enabled: false },
        { kind: 'sql', name: 'carts_left', query: 'SELECT 1', condition, runbookUrl: 'https://wiki.test/carts' },
      ],
    });
    expect(metricRulesOf(settings).slice(8)).toMatchObject([
      {
        type: 'queue_depth_eu_low',
        ownName: 'mine',
        forMs: 2 * minute,
        component: 'importer',
        cooldownMs: 15 * minute,
      },
      { type: 'named_low', title: 'Too few', alertTitle: 'Too few' },
    ]);
    expect(sqlRulesOf(settings)).toMatchObject([
      { type: 'carts_left', title: 'Carts left', everyMs: minute, runbookUrl: 'https://wiki.test/carts' },
    ]);
  });
});

describe('a sentence', () => {
  const rule = (condition: MetricCondition, forMs = 0) => ({
    title: 'Queue',
    unit: 'count' as const,
    condition,
    forMs,
  });
  const verdict = { isWrong: true, value: 12, expected: 8, zScore: 4.25, changePercent: 50 };

  it.each<[MetricCondition, string]>([
    [{ kind: 'above', limit: 10 }, 'Queue 12 on db, above its limit of 10.'],
    [{ kind: 'below', limit: 20 }, 'Queue 12 on db, below its limit of 20.'],
    [{ kind: 'aboveBaseline', percent: 40 }, 'Queue 12 on db, 50 % above its usual 8.'],
    [{ kind: 'belowBaseline', percent: 40 }, 'Queue 12 on db, 50 % below its usual 8.'],
    [{ kind: 'zScore', limit: 3 }, 'Queue 12 on db, far from its usual 8 (z = 4.3).'],
    [{ kind: 'absent', minutes: 90 }, 'Queue on db: nothing came for 1 h 30 min. What writes it may have stopped.'],
  ])('says what %j found', (condition, sentence) => {
    expect(ruleSentence(rule(condition), verdict, 'db', 'USD')).toBe(sentence);
  });

  it('says for how long, and nothing of where where there is nothing to say', () => {
    expect(ruleSentence(rule({ kind: 'above', limit: 10 }, 5 * minute), verdict, '', 'USD')).toBe(
      'Queue 12, above its limit of 10 for 5 min.',
    );
  });

  it.each<[string, MetricCondition, number, string]>([
    ['it is fine', { kind: 'above', limit: 20 }, 0, 'Queue 12 on db: not above 20.'],
    [
      'it stopped',
      { kind: 'above', limit: 20 },
      8,
      'Queue on db stopped 8 min ago, and is not judged by its last value: “nothing came” finds what stops.',
    ],
    [
      'there is no baseline',
      { kind: 'zScore', limit: 3 },
      0,
      'Queue on db has too few numbers to be judged: a baseline takes 6 minutes of the hour before.',
    ],
    ['it came', { kind: 'absent', minutes: 10 }, 2, 'Queue on db: the newest is 2 min old.'],
  ])('says why it does not fire: %s', (_, condition, minutes, sentence) => {
    const noon = Date.parse('2026-03-10T12:00:00Z');
    const series = { minutes: [{ at: noon, value: 12 }], newestAt: noon };
    const now = noon + minutes * minute;
    const judgement = judgeRule(rule(condition), series, now);
    expect(explainJudgement(rule(condition), judgement, series, now, { where: 'db', currency: 'USD' })).toBe(sentence);
  });
});

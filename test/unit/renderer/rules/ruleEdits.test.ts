import { describe, expect, it } from 'vitest';
import { withTrialProblem } from '../../../../renderer/features/rules/editor/withTrialProblem.ts';
import { freeRuleName } from '../../../../renderer/features/rules/edits/freeRuleName.ts';
import { nameFollowing } from '../../../../renderer/features/rules/edits/nameFollowing.ts';
import { newRule } from '../../../../renderer/features/rules/edits/newRule.ts';
import { withConditionKind } from '../../../../renderer/features/rules/edits/withConditionKind.ts';
import { withDuplicate } from '../../../../renderer/features/rules/edits/withDuplicate.ts';
import { rulesProblems } from '../../../../renderer/features/rules/rulesProblems.ts';
import { OwnRule, RuleName } from '../../../../shared/signals/ownRule.ts';
import { MetricSettings } from '../../../../shared/signals/signalSettings.ts';

const rule = (part: object = {}) =>
  OwnRule.parse({
    ...{ kind: 'metric', name: 'lag', metric: 'lag', condition: { kind: 'above', limit: 5 } },
    ...part,
  });

describe('names of rules', () => {
  it('are counted on where one is taken, and stay short enough', () => {
    expect(freeRuleName('lag', [])).toBe('lag');
    expect(freeRuleName('lag', [rule()])).toBe('lag_2');
    expect(freeRuleName('lag_2', [rule(), rule({ name: 'lag_2' })])).toBe('lag_3');
    const long = 'a'.repeat(60);
    expect(RuleName.safeParse(freeRuleName(long, [rule({ name: long })])).success).toBe(true);
  });

  it.each([
    ['new_query', '', 'Few purchases (EU)', 'few_purchases_eu'],
    ['new_query_2', '', '24 h rückwärts', 'h_ruckwarts'],
    ['few', 'Few', 'Few purchases', 'few_purchases'],
    ['mine', 'Few', 'Few purchases', 'mine'],
    ['new_query', '', '???', 'new_query'],
    ['new_query', '', 'Lag', 'lag_2'],
  ])('%s of “%s” becomes with the title “%s”: %s', (name, title, next, expected) => {
    expect(nameFollowing({ name, title }, next, [rule()])).toBe(expected);
  });
});

it('copies a rule right behind it, under a name of its own', () => {
  const copied = withDuplicate([rule({ title: 'Lag' }), rule({ name: 'other' })], 0);
  expect(copied.map(({ name, title }) => [name, title])).toEqual([
    ['lag', 'Lag'],
    ['lag_2', 'Lag (copy)'],
    ['other', ''],
  ]);
});

describe('another condition', () => {
  it('keeps its number where that means the same', () => {
    expect(withConditionKind({ kind: 'above', limit: 7 }, 'below')).toEqual({ kind: 'below', limit: 7 });
    expect(withConditionKind({ kind: 'aboveBaseline', percent: 250 }, 'belowBaseline')).toEqual({
      kind: 'belowBaseline',
      percent: 100,
    });
  });

  it('begins anew where it does not', () => {
    expect(withConditionKind({ kind: 'above', limit: 7 }, 'zScore')).toEqual({ kind: 'zScore', limit: 3 });
    expect(withConditionKind({ kind: 'zScore', limit: 4 }, 'below')).toEqual({ kind: 'below', limit: 0 });
    expect(withConditionKind({ kind: 'above', limit: 7 }, 'absent')).toEqual({ kind: 'absent', minutes: 10 });
  });
});

describe('what is wrong with rules while one types', () => {
  const metrics = (rules: OwnRule[]) => ({ ...MetricSettings.parse({}), rules });

  it('is said at the field, in words', () => {
    const sql = { ...newRule('sql', []), query: 'INSERT INTO events VALUES (1)', name: 'Bad name' } as OwnRule;
    expect(rulesProblems(metrics([newRule('metric', []), sql]))).toMatchObject({
      'metrics.rules.0.metric': 'is needed',
      'metrics.rules.1.query': 'must be a SELECT, and begins with INSERT',
      'metrics.rules.1.name': expect.stringContaining('use small letters'),
    });
  });

  it('names a number that is none, in a rule and in a built-in limit', () => {
    const known = metrics([{ ...rule(), condition: { kind: 'above', limit: Number.NaN } }]);
    known.thresholds.disk_usage.limit = Number.NaN;
    expect(rulesProblems(known)).toEqual({
      'metrics.rules.0.condition.limit': 'must be a number such as 1500 or 0.5',
      'metrics.thresholds.disk_usage.limit': 'must be a number such as 1500 or 0.5',
    });
  });

  it('is nothing for rules that are right', () => {
    expect(rulesProblems(metrics([rule()]))).toEqual({});
  });

  it('holds what a trial found until the rule is changed', () => {
    const trial = { problem: { field: 'query', message: 'It must be a SELECT.' } } as never;
    expect(withTrialProblem({}, { trial, isOld: false })).toEqual({ query: 'must be a SELECT' });
    expect(withTrialProblem({}, { trial, isOld: true })).toEqual({});
    const refused = { problem: { field: 'query', message: 'Its query needs a table.' } } as never;
    expect(withTrialProblem({}, { trial: refused, isOld: false })).toEqual({ query: 'The query needs a table.' });
  });
});

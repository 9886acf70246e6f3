import { describe, expect, it } from 'vitest';
import { conditionOf, furtherWords, lineInWords } from '../../../../renderer/features/routes/routeWords.ts';
import { plainRoute } from '../../../../shared/delivery/builtInRoutes.ts';

describe('a route in words', () => {
  it('says what it asks of an alert', () => {
    const matchers = [
      { name: 'severity', op: '=', value: 'critical' } as const,
      { name: 'region', op: '!~', value: 'eu|us' } as const,
    ];
    expect(conditionOf(plainRoute('a', matchers), false)).toBe('severity is critical, region does not match eu|us');
    expect(conditionOf(plainRoute('a', []), true)).toBe('every alert');
    expect(conditionOf(plainRoute('a', []), false)).toBe('whatever its parent matches');
  });

  it('says who stands in for whom', () => {
    expect(lineInWords(['slack-critical', 'slack'])).toBe('slack-critical, else slack');
  });

  it('says what it does not take from its parent, and nothing else', () => {
    expect(furtherWords(plainRoute('a', []))).toEqual([]);
    const given = {
      continue: true,
      groupBy: ['type', 'region'],
      resolved: false,
      activeTimes: ['office'],
      muteTimes: ['weekend', 'backup'],
      escalation: '',
    };
    expect(furtherWords(plainRoute('a', [], given))).toEqual([
      'the routes below are asked too',
      'grouped by type, region',
      'never tells the end',
      'only during office',
      'not during weekend, backup',
      'never escalates',
    ]);
    expect(furtherWords(plainRoute('a', [], { groupBy: [], resolved: true, escalation: 'default' }))).toEqual([
      'one group',
      'also tells the end',
      'escalates by “default”',
    ]);
  });
});

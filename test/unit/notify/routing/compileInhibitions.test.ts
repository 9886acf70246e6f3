import { describe, expect, it } from 'vitest';
import { compileInhibitions } from '../../../../core/notify/routing/compileInhibitions.ts';
import type { Matcher } from '../../../../shared/delivery/matcher.ts';

const is = (name: string, value: string): Matcher => ({ name, op: '=', value });
const alert = (id: string, type: string, labels: Record<string, string> = {}) => ({
  ...{ id, type, labels, severity: 'high', source: 'engine' },
});
const rule = (source: Matcher[], target: Matcher[], equal: string[] = []) => ({ name: 'r', source, target, equal });

describe('an inhibition rule', () => {
  const rules = [rule([is('type', 'down')], [{ name: 'type', op: '=~', value: 'down|stale' }], ['table'])];
  const inhibit = compileInhibitions(rules)([alert('d1', 'down', { table: 'a' }), alert('d2', 'down', { table: 'a' })]);

  it('names the alerts that explain another, where they agree in what must be equal', () => {
    expect(inhibit(alert('s', 'stale', { table: 'a' }))).toEqual(['d1', 'd2']);
    expect(inhibit(alert('s', 'stale', { table: 'b' }))).toEqual([]);
  });

  it('lets no two alerts silence each other', () => {
    expect(inhibit(alert('d1', 'down', { table: 'a' }))).toEqual([]);
  });

  it('counts a label that both lack as equal', () => {
    const both = compileInhibitions(rules)([alert('d', 'down')]);
    expect(both(alert('s', 'stale'))).toEqual(['d']);
  });
});

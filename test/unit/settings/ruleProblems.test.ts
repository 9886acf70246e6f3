import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../../core/settings/checkSettings.ts';

const condition = { kind: 'above', limit: 1 };
const problems = (...rules: Record<string, unknown>[]) => {
  const checked = checkSettings({ metrics: { rules } });
  return checked.ok ? [] : checked.problems;
};
const metric = (overrides: Record<string, unknown> = {}) => ({
  kind: 'metric',
  name: 'mine',
  metric: 'queue_depth',
  condition,
  ...overrides,
});
const sql = (overrides: Record<string, unknown> = {}) => ({
  kind: 'sql',
  name: 'mine',
  query: 'SELECT 1',
  condition,
  ...overrides,
});

describe("the person's own rules", () => {
  it('are fine with names of their own, about the same metric too', () => {
    expect(
      problems(
        metric(),
        metric({ name: 'stricter', severity: 'critical', condition: { kind: 'above', limit: 9 } }),
        sql({ name: 'third' }),
      ),
    ).toEqual([]);
  });

  it('each have a name of their own', () => {
    expect(problems(metric(), sql())).toEqual([{ path: 'metrics.rules.1.name', message: 'is there twice: mine' }]);
  });

  it.each([
    [sql({ query: 'DROP TABLE x' }), 'query', 'must be a SELECT, and begins with DROP'],
    [sql({ query: "SELECT * FROM url('http://x')" }), 'query', 'must not read from outside the database: url'],
    [
      sql({ condition: { kind: 'zScore', limit: 3 }, everySeconds: 3600 }),
      'everySeconds',
      'must be at most 600 for a change against the hour before, which takes six numbers',
    ],
    [
      metric({ runbookUrl: 'javascript:alert(1)' }),
      'runbookUrl',
      'must be a web address such as https://wiki.example.com/runbook',
    ],
    [
      metric({ name: 'Mine!' }),
      'name',
      'is not valid: use small letters, digits and underscores, beginning with a letter',
    ],
    [metric({ condition: { kind: 'absent', minutes: 0 } }), 'condition.minutes', 'must be at least 1'],
    [sql({ query: ' ' }), 'query', 'must have at least 1 characters'],
  ])('are refused at their field: %#', (rule, field, message) => {
    expect(problems(metric({ name: 'fine' }), rule)).toEqual([{ path: `metrics.rules.1.${field}`, message }]);
  });
});

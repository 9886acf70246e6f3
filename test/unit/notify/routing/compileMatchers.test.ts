import { describe, expect, it } from 'vitest';
import { compileMatchers, matcherProblem } from '../../../../core/notify/routing/compileMatchers.ts';
import type { Matcher } from '../../../../shared/delivery/matcher.ts';

const alert = {
  severity: 'high',
  type: 'revenue_drop',
  source: 'engine',
  labels: { region: 'eu', 'constructor.x': '1' },
};
const one = (name: string, op: Matcher['op'], value: string): Matcher => ({ name, op, value });

describe('a matcher', () => {
  it.each<[Matcher, boolean]>([
    [one('severity', '=', 'high'), true],
    [one('severity', '!=', 'high'), false],
    [one('type', '=~', 'revenue_.*'), true],
    // The whole value, not a part of it.
    [one('type', '=~', 'revenue'), false],
    [one('type', '=~', 'a|revenue_drop'), true],
    [one('type', '!~', 'traffic_.*'), true],
    [one('source', '=', 'engine'), true],
    [one('region', '=', 'eu'), true],
    // A label that is not there counts as empty, whatever objects have by themselves.
    [one('team', '=', ''), true],
    [one('team', '=~', '.+'), false],
    [one('constructor', '=', ''), true],
    [one('region', '=~', ''), false],
  ])('%o: %s', (matcher, expected) => {
    expect(compileMatchers([matcher])(alert)).toBe(expected);
  });

  it('that is none of the others leaves everything in, and all must hold', () => {
    expect(compileMatchers([])(alert)).toBe(true);
    expect(compileMatchers([one('severity', '=', 'high'), one('region', '=', 'us')])(alert)).toBe(false);
  });

  it('matches over lines, and ends whatever the pattern', () => {
    const hostile = { ...alert, labels: { text: `${'a'.repeat(30_000)}\nb!` } };
    expect(compileMatchers([one('text', '=~', '(a+)+\\nb!')])(hostile)).toBe(true);
    expect(compileMatchers([one('text', '=~', '(a|aa)+$')])(hostile)).toBe(false);
  });
});

describe('a pattern that cannot be used', () => {
  it.each(['(a', '[z-a]', 'a(?=b)', '(.)\\1', 'a{1,1000}{1,1000}'])(
    '%s is said to be none, and matches nothing',
    (value) => {
      expect(matcherProblem(one('type', '=~', value))).toMatch(/^must be a regular expression that Watchkeeper knows/);
      expect(compileMatchers([one('type', '=~', value)])(alert)).toBe(false);
      expect(compileMatchers([one('type', '!~', value)])(alert)).toBe(false);
    },
  );

  it.each([
    ['(a', 'missing closing )'],
    ['((a{100}){100}){100}', 'it repeats too much'],
    ['(?<=a)b', 'look-around and back references are not supported'],
  ])('%s is said to be none because of what is wrong with it', (value, why) => {
    expect(matcherProblem(one('type', '=~', value))).toContain(`“${value}” is none: ${why}`);
  });

  it('is fine as plain text', () => {
    expect(matcherProblem(one('type', '=', '(a'))).toBeNull();
    expect(matcherProblem(one('type', '=~', 'a|b'))).toBeNull();
  });
});

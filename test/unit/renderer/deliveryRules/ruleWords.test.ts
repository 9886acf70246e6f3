import { describe, expect, it } from 'vitest';
import { escalationWords, notSetUp, repeatWords } from '../../../../renderer/features/deliveryRules/escalationWords.ts';
import { inhibitionWords } from '../../../../renderer/features/deliveryRules/inhibitionWords.ts';
import { momentWords } from '../../../../renderer/features/deliveryRules/momentWords.ts';
import { usedWords } from '../../../../renderer/features/deliveryRules/usedWords.ts';
import type { Matcher } from '../../../../shared/delivery/matcher.ts';

const setUp = (...names: string[]) => {
  const all = new Set(names);
  return (name: string) => all.has(name);
};
const step = (afterMinutes: number, ...receivers: string[]) => ({ afterMinutes, receivers });

describe('a policy in words', () => {
  it('names who is really told, step by step, and that nobody else is', () => {
    const steps = [step(10, 'slack', 'email'), step(90, 'pagerduty', 'slack')];
    expect(escalationWords({ steps, repeat: 0 }, setUp('slack', 'pagerduty'))).toBe(
      'After 10 min: slack. After 1 h 30 min: pagerduty, slack; nobody else.',
    );
    expect(notSetUp({ steps }, setUp('slack', 'pagerduty'))).toEqual(['email']);
  });

  it.each([
    [[10, 30], 2, 'every 20 min, 2 times'],
    [[30], 3, 'every 30 min, 3 times'],
    [[30, 90], 1, 'after 1 h, once'],
  ])('repeats the last of %j at the distance of the last two', (minutes, repeat, words) => {
    const steps = minutes.map((minute) => step(minute, 'slack'));
    expect(repeatWords({ steps, repeat })).toBe(`The last step again ${words}.`);
    expect(escalationWords({ steps, repeat }, setUp('slack'))).toContain(`; then again ${words}.`);
  });

  it('leaves out a step that reaches nobody, as the watch does', () => {
    const steps = [step(10, 'slack'), step(20, 'email'), step(60, 'slack')];
    expect(escalationWords({ steps, repeat: 2 }, setUp('slack'))).toBe(
      'After 10 min: slack. After 1 h: slack; then again every 50 min, 2 times.',
    );
    expect(escalationWords({ steps, repeat: 2 }, setUp())).toBe('Nobody is told: none of its receivers is set up.');
  });
});

describe('an alert that explains others, in words', () => {
  const is = (name: string, value: string): Matcher => ({ name, op: '=', value });

  it('calls one kind by its title', () => {
    const rule = { source: [is('type', 'source_unreachable')], target: [is('type', 'data_stale')], equal: [] };
    expect(inhibitionWords(rule)).toBe('While Source unreachable fires, Data stale is not told.');
  });

  it('says every condition, and in what both must agree', () => {
    const rule = {
      source: [is('type', 'traffic_drop'), is('severity', 'critical')],
      target: [{ name: 'type', op: '=~' as const, value: 'revenue_.*' }, is('team', '')],
      equal: ['region', 'shop'],
    };
    expect(inhibitionWords(rule)).toBe(
      'While Traffic drop whose severity is critical fires, an alert whose type matches revenue_.* and team is empty is not told, if both have the same region and shop.',
    );
  });
});

describe('a moment to come, in words', () => {
  const now = Date.parse('2026-03-06T12:00:00Z'); // a Friday
  it.each([
    ['2026-03-06T17:00:00Z', '18:00'],
    ['2026-03-06T23:30:00Z', 'tomorrow 00:30'],
    ['2026-03-09T07:00:00Z', 'Monday 08:00'],
    ['2026-03-13T07:00:00Z', '13 Mar, 08:00'],
  ])('is read on the clock of the reader: %s', (at, words) => {
    expect(momentWords(Date.parse(at), now, 'Europe/Berlin', 'en-GB')).toBe(words);
  });

  it('counts the days of the calendar, also over a change of the clocks', () => {
    const saturdayNight = Date.parse('2026-03-28T22:30:00Z');
    expect(momentWords(Date.parse('2026-03-29T21:45:00Z'), saturdayNight, 'Europe/Berlin', 'en-GB')).toBe(
      'tomorrow 23:45',
    );
  });
});

it('names the first routes that use something, and counts the rest', () => {
  expect(usedWords([])).toBe('No route uses it.');
  expect(usedWords(['A', 'B'])).toBe('Used by A, B.');
  expect(usedWords(['A', 'B', 'C', 'D', 'E', 'F'])).toBe('Used by A, B, C, D and 2 more.');
});

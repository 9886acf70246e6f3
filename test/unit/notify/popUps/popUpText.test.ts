import { describe, expect, it } from 'vitest';
import { popUpIdOf, popUpOf, popUpOfMany } from '../../../../core/notify/popUps/composePopUp.ts';
import { plainText } from '../../../../core/notify/popUps/plainText.ts';
import type { Saying } from '../../../../core/notify/popUps/popUpText.ts';
import type { Alert } from '../../../../shared/alert.ts';
import { PopUp } from '../../../../shared/popUp.ts';
import { Settings } from '../../../../shared/settings.ts';
import { anAlert } from '../../../support/builders.ts';

const now = Date.parse('2026-03-10T14:00:00.000Z');
const { popUps: settings } = Settings.parse({});
const rules = { settings, timeZone: 'Europe/Berlin' };

function saying(overrides: Partial<Alert> = {}, reason: Saying['reason'] = 'firing'): Saying {
  const alert = anAlert({ severity: 'critical', startsAt: '2026-03-10T13:35:00.000Z', ...overrides });
  return { alert, reason, currency: 'USD' };
}
const shown = (overrides: Partial<Alert> = {}, reason: Saying['reason'] = 'firing') =>
  popUpOf(saying(overrides, reason), rules, now);
const bodyOf = (overrides: Partial<Alert>) => shown(overrides).body;

describe('the pop-up of an alert', () => {
  it('says how bad, what, how much and since when by the clock on the wall', () => {
    expect(shown()).toEqual({
      id: 'alert-a1',
      kind: 'alert',
      alertIds: ['a1'],
      severity: 'critical',
      title: 'Critical · Revenue drop',
      body: '$245, expected $1,850 (−87 %) since 14:35',
      sound: 'alarm',
      stays: true,
      actionable: true,
    });
  });

  it.each<[Saying['reason'], Partial<Alert>, string]>([
    ['firing', { severity: 'medium' }, 'Medium · Revenue drop'],
    ['severityRaised', {}, 'Raised to critical · Revenue drop'],
    ['repeat', { severity: 'high' }, 'Still firing · High · Revenue drop'],
    ['escalated', {}, 'Escalated · Critical · Revenue drop'],
    ['resolved', { status: 'resolved', resolvedAt: '2026-03-10T13:55:00.000Z' }, 'Resolved · Revenue drop'],
  ])('of reason %s is titled so', (reason, overrides, title) => {
    expect(shown(overrides, reason).title).toBe(title);
  });

  it('about the end tells from when to when, quietly', () => {
    const over = shown({ status: 'resolved', resolvedAt: '2026-03-10T13:55:00.000Z' }, 'resolved');
    expect(over).toMatchObject({ body: 'From 14:35 to 14:55', sound: 'none', stays: false, actionable: false });
  });

  it.each<[string, Partial<Alert>, string]>([
    ['nothing to compare with', { expectedValue: null }, '$245 since 14:35'],
    ['nothing expected', { expectedValue: 0 }, '$245, expected $0 since 14:35'],
    [
      'percentages',
      { metricValue: 92, expectedValue: 45, unit: 'percent' },
      '92 %, expected 45 % (+47 pts) since 14:35',
    ],
    ['a rise', { metricValue: 300, expectedValue: 100, unit: 'count' }, '300, expected 100 (+200 %) since 14:35'],
    [
      'a change beyond any sense',
      { metricValue: 1e9, expectedValue: 1, unit: 'none' },
      '1,000,000,000, expected 1 since 14:35',
    ],
    ['a number nobody can read', { metricValue: 1.5e300, expectedValue: null }, '1.50e+300 since 14:35'],
    [
      'no number',
      { metricValue: null, description: 'The nightly job failed.' },
      'The nightly job failed. · since 14:35',
    ],
    ['no number and no words', { metricValue: null, description: '' }, 'Since 14:35'],
    [
      'labels',
      { labels: { category: 'Shoes', shop: 'Berlin' } },
      '$245, expected $1,850 (−87 %) since 14:35 · Shoes, Berlin',
    ],
    [
      'a begin on another day',
      { startsAt: '2026-03-09T13:35:00.000Z' },
      '$245, expected $1,850 (−87 %) since 9 Mar 14:35',
    ],
  ])('with %s says what there is', (_, overrides, expected) => {
    expect(bodyOf(overrides)).toBe(expected);
  });

  it('uses the zone of the quiet hours where one is set', () => {
    const quietHours = { ...settings.quietHours, timeZone: 'America/New_York' };
    const there = popUpOf(saying(), { ...rules, settings: { ...settings, quietHours } }, now);
    expect(there.body).toMatch(/since 09:35$/);
  });

  it('stays as long and sounds as the person set it', () => {
    const changed = { ...settings, criticalStays: false, sounds: { ...settings.sounds, critical: 'none' as const } };
    expect(popUpOf(saying(), { ...rules, settings: changed }, now)).toMatchObject({ stays: false, sound: 'none' });
    expect(shown({ severity: 'high' })).toMatchObject({ stays: false, sound: 'chime' });
  });

  it('holds hostile and endless texts within bounds', () => {
    const hostile = shown({
      id: 'x'.repeat(500),
      title: `\u202Eegnahc\u202C\u0000\n${'long '.repeat(100)}`,
      description: '🔥'.repeat(5000),
      metricValue: null,
      labels: { path: '\u001B[31m/etc/passwd\u200B'.repeat(100) },
    });
    expect(PopUp.parse(hostile)).toEqual(hostile);
    expect(hostile.title.length).toBeLessThanOrEqual(80);
    expect(hostile.body.length).toBeLessThanOrEqual(220);
    expect(`${hostile.title}${hostile.body}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(hostile.body.isWellFormed()).toBe(true);
    expect(hostile.title).toMatch(/^Critical · egnahc long/);
  });
});

it('gives the pop-up of an alert one id for good', () => {
  expect(popUpIdOf('0123456789abcdef')).toBe('alert-0123456789abcdef');
  expect(popUpIdOf('y'.repeat(500))).toHaveLength(64);
});

describe('a pop-up of several', () => {
  const many = [
    saying({ id: 'a', severity: 'high', title: 'Traffic drop' }),
    saying({ id: 'b', severity: 'high', title: 'Disk usage high' }),
    saying({ id: 'c', title: 'Revenue drop' }),
    saying({ id: 'd', severity: 'high', title: 'Disk usage high' }),
    saying({ id: 'e', severity: 'medium', title: 'Review rate spike' }),
    saying({ id: 'f', title: 'Conversion drop', startsAt: '2026-03-10T13:00:00.000Z' }),
    saying({ id: 'g', severity: 'medium', title: 'Memory usage high' }),
  ];
  const summed = (sayings: Saying[], lead: string | null = null) =>
    popUpOfMany({ id: 'summary', kind: 'summary', lead }, sayings, rules);

  it('counts them, names the worst, and leads to all', () => {
    expect(summed(many)).toEqual({
      id: 'summary',
      kind: 'summary',
      alertIds: ['f', 'c', 'a', 'b', 'd', 'e', 'g'],
      severity: 'critical',
      title: '7 new alerts · 2 critical',
      body: 'Conversion drop, Revenue drop, Traffic drop and 4 more',
      sound: 'alarm',
      stays: true,
      actionable: true,
    });
  });

  it('counts what has the same name', () => {
    expect(summed(many.slice(1, 4)).body).toBe('Revenue drop, Disk usage high (2)');
  });

  it.each<[string, Saying[], string]>([
    ['new', many.slice(0, 2), '2 new alerts · 2 high'],
    [
      'still firing',
      many.map((each) => ({ ...each, reason: 'repeat' as const })),
      '7 alerts still firing · 2 critical',
    ],
    [
      'of both kinds',
      [...many.slice(1), { ...saying({ id: 'a' }), reason: 'repeat' as const }],
      '7 alerts · 3 critical',
    ],
    ['over', many.map((each) => ({ ...each, reason: 'resolved' as const })), '7 alerts resolved'],
  ])('says that they are %s', (_, sayings, title) => {
    expect(summed(sayings).title).toBe(title);
  });

  it('says why they come together', () => {
    expect(summed(many, 'While you were away').title).toBe('While you were away: 7 new alerts · 2 critical');
  });
});

describe('plain text', () => {
  it.each([
    ['keeps what is short', 'Revenue drop', 20, 'Revenue drop'],
    ['makes one line of several', ' a\r\n\tb\u2028c ', 20, 'a b c'],
    ['drops what turns text around', '\u202Eabc\u2066\u200F', 20, 'abc'],
    ['drops what is not seen', 'a\u200Bb\uFEFFc\u00ADd', 20, 'abcd'],
    ['cuts what is long', 'abcdefghij', 5, 'abcd…'],
    ['does not cut through a character', 'abc🔥🔥', 5, 'abc…'],
    ['makes broken characters whole', 'a\uD83D', 20, 'a\uFFFD'],
  ])('%s', (_, text, length, expected) => {
    expect(plainText(text, length)).toBe(expected);
  });
});

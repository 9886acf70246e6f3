import { describe, expect, it } from 'vitest';
import { defaultWords } from '../../../../renderer/features/setup/defaultWords.ts';
import { allFields } from '../../../../renderer/features/setup/settingFields.ts';
import { valueAt, withValueAt } from '../../../../renderer/features/setup/settingPath.ts';
import { checkDraft, draftBeyond, fieldText, originOf } from '../../../../renderer/features/setup/settingsDraft.ts';
import { Settings, type SettingsView, secretNames } from '../../../../shared/settings.ts';

const defaults = Settings.parse({});

function aView(overrides: Partial<SettingsView> = {}): SettingsView {
  return {
    settings: defaults,
    defaults,
    overrides: {},
    secrets: Object.fromEntries(
      secretNames.map((name) => [name, { set: false, from: 'none' }]),
    ) as SettingsView['secrets'],
    secretBackend: {
      name: 'key file',
      weak: true,
      explanation: 'Anyone who can read the folder can read them.',
      state: 'ready',
    },
    dataFolder: '/home/oncall/.watchkeeper',
    ...overrides,
  };
}

const fieldAt = (path: string) => {
  const field = allFields.find((each) => each.path === path);
  if (!field) throw new Error(`There is no field ${path}.`);
  return field;
};

describe('the fields of the page', () => {
  it('lead to a setting each, and to every setting but those that have pages of their own', () => {
    const leaves = (value: unknown, path: string): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
        : [path];
    const paths = allFields.map((field) => field.path);
    // Delivery, the rules over metrics, what is learned, and what is expected of each job.
    const elsewhere = (path: string) => /^(delivery|metrics|learning)\.|^jobs\.(channels|expected)/.test(path);
    expect(paths.filter((path) => !elsewhere(path)).sort()).toEqual(
      leaves(defaults, '')
        .filter((path) => !elsewhere(path))
        .sort(),
    );
    for (const path of paths.filter(elsewhere)) expect(valueAt(defaults, path)).toBeDefined();
  });

  it.each([
    ['cycle.intervalSeconds', '30 s'],
    ['engine.writeBack', 'off'],
    ['engine.thresholds.revenueDropPercent.low', 'never'],
    ['engine.thresholds.revenueDropPercent.critical', '50 %'],
    ['notifications.minSeverity', 'High'],
    ['connection.url', 'empty'],
    ['popUps.sounds.critical', 'Alarm'],
    ['popUps.quietHours.from', '22:00'],
  ])('say their default in words: %s', (path, words) => {
    expect(defaultWords(defaults, fieldAt(path))).toBe(words);
  });
});

describe('checkDraft', () => {
  it('changes nothing without a draft', () => {
    expect(checkDraft(aView(), {})).toEqual({
      settings: defaults,
      connection: defaults.connection,
      engine: defaults.engine,
      problems: {},
      changed: [],
    });
  });

  it('puts what was typed into the settings, numbers as numbers', () => {
    const outcome = checkDraft(aView(), { 'cycle.intervalSeconds': ' 60 ', currency: 'EUR', 'engine.writeBack': true });
    expect(outcome.changed.sort()).toEqual(['currency', 'cycle.intervalSeconds', 'engine.writeBack']);
    expect(outcome.settings?.cycle.intervalSeconds).toBe(60);
    expect(outcome.settings?.currency).toBe('EUR');
    expect(outcome.settings?.engine.writeBack).toBe(true);
  });

  it('does not call it a change when the same value is typed again', () => {
    expect(checkDraft(aView(), { 'cycle.intervalSeconds': '30' }).changed).toEqual([]);
  });

  it('takes a decimal comma', () => {
    const outcome = checkDraft(aView(), { 'engine.thresholds.cartAbandonmentMinZ': '2,75' });
    expect(outcome.settings?.engine.thresholds.cartAbandonmentMinZ).toBe(2.75);
  });

  it('reads an empty limit as never', () => {
    const outcome = checkDraft(aView(), { 'engine.thresholds.trafficSpikeZ.medium': '' });
    expect(outcome.settings?.engine.thresholds.trafficSpikeZ.medium).toBeNull();
  });

  it.each([
    ['cycle.intervalSeconds', '4', 'must be at least 5'],
    ['cycle.intervalSeconds', '', 'must be a number'],
    ['cycle.intervalSeconds', 'soon', 'must be a number'],
    ['cycle.intervalSeconds', '7.5', 'must be a whole number'],
    ['engine.windowSeconds', '420', 'is not valid: use whole minutes that divide an hour'],
    ['connection.database', 'real time', 'is not valid: use letters, digits and underscores'],
    ['currency', 'euro', 'is not valid: use a three-letter currency code such as USD'],
    ['popUps.quietHours.from', '25:00', 'is not valid: use hours and minutes, such as 22:00'],
    ['connection.url', 'clickhouse:8443', 'must be a web address such as https://clickhouse.example.com:8443'],
    ['engine.minBaselineWindows', '13', 'must not be more than the windows of the baseline'],
  ])('names what is wrong: %s "%s"', (path, typed, problem) => {
    const outcome = checkDraft(aView(), { [path]: typed, dashboardUrl: 'https://watch.example.com' });
    expect(outcome.settings).toBeNull();
    expect(outcome.problems).toEqual({ [path]: problem });
    expect(outcome.changed).toContain('dashboardUrl');
  });

  it('keeps the connection for a try while something else is wrong, and not while it is wrong itself', () => {
    const elsewhere = checkDraft(aView(), { 'connection.user': 'oncall', currency: 'euro' });
    expect(elsewhere.connection).toEqual({ ...defaults.connection, user: 'oncall' });
    expect(checkDraft(aView(), { 'connection.database': '' }).connection).toBeNull();
  });

  it('judges an address while something else is wrong, and lets no wrong one be tried', () => {
    const outcome = checkDraft(aView(), { currency: 'euro', 'connection.url': 'https://h/?password=pw' });
    expect(Object.keys(outcome.problems).sort()).toEqual(['connection.url', 'currency']);
    expect(outcome.connection).toBeNull();
  });

  it('judges quiet hours only while they are kept', () => {
    const same = { 'popUps.quietHours.from': '07:00' };
    expect(checkDraft(aView(), same).problems).toEqual({});
    expect(checkDraft(aView(), { ...same, 'popUps.quietHours.enabled': true }).problems).toEqual({
      'popUps.quietHours.to': 'must be another time than the beginning',
    });
  });

  it('leaves alone what the environment sets', () => {
    const view = aView({ overrides: { 'cycle.intervalSeconds': 'ALERT_CHECK_INTERVAL' } });
    expect(checkDraft(view, { 'cycle.intervalSeconds': '90' })).toMatchObject({ settings: defaults, changed: [] });
  });
});

describe('a field', () => {
  it('shows what was typed before what is stored, and never as empty text', () => {
    expect(fieldText(aView(), {}, fieldAt('notifications.repeatMinutes'))).toBe('60');
    expect(fieldText(aView(), { 'notifications.repeatMinutes': '9' }, fieldAt('notifications.repeatMinutes'))).toBe(
      '9',
    );
    expect(fieldText(aView(), {}, fieldAt('engine.thresholds.revenueDropPercent.low'))).toBe('');
    expect(fieldText(aView(), {}, fieldAt('engine.enabled'))).toBe(true);
  });

  it('says where its value comes from', () => {
    const view = aView({
      settings: { ...defaults, currency: 'EUR', dashboardUrl: 'https://watch.example.com' },
      overrides: { dashboardUrl: 'WATCHKEEPER_DASHBOARD_URL' },
    });
    expect(originOf(view, 'cycle.intervalSeconds')).toEqual({ kind: 'default' });
    expect(originOf(view, 'currency')).toEqual({ kind: 'yours' });
    expect(originOf(view, 'dashboardUrl')).toEqual({ kind: 'environment', variable: 'WATCHKEEPER_DASHBOARD_URL' });
  });
});

describe('a path', () => {
  it('replaces one value and shares the rest', () => {
    const root = { a: { b: 1, c: 2 }, d: { e: 3 } };
    const next = withValueAt(root, 'a.b', 9);
    expect(next).toEqual({ a: { b: 9, c: 2 }, d: { e: 3 } });
    expect(next.d).toBe(root.d);
    expect(root.a.b).toBe(1);
  });

  it('leads nowhere without failing', () => {
    expect(valueAt({ a: 1 }, 'a.b.c')).toBeUndefined();
  });
});

describe('a list', () => {
  const to = fieldAt('delivery.email.to');

  it('is typed with commas, and is not changed by how they are spaced', () => {
    const view = aView({ settings: withValueAt(defaults, to.path, ['a@example.com', 'b@example.com']) });
    expect(fieldText(view, {}, to)).toBe('a@example.com, b@example.com');
    expect(checkDraft(view, { [to.path]: 'a@example.com ,b@example.com,' }).changed).toEqual([]);
    const typed = checkDraft(view, { [to.path]: 'c@example.com' });
    expect(typed.settings?.delivery.email.to).toEqual(['c@example.com']);
  });

  it('shows what is wrong with one of its entries', () => {
    expect(checkDraft(aView(), { [to.path]: 'a@example.com, nobody' }).problems).toHaveProperty([to.path]);
  });
});

it('leaves of a saved draft what was typed while it was being saved', () => {
  const saved = { currency: 'EUR', 'cycle.intervalSeconds': '60' };
  expect(draftBeyond(saved, saved)).toEqual({});
  const now = { ...saved, 'cycle.intervalSeconds': '90', 'engine.writeBack': true };
  expect(draftBeyond(now, saved)).toEqual({ 'cycle.intervalSeconds': '90', 'engine.writeBack': true });
});

it('names a number that can be read two ways as wrong, and takes a comma before decimals', () => {
  const path = 'self.clockSkewSeconds';
  expect(checkDraft(aView(), { [path]: '1,500' }).problems).toHaveProperty([path]);
  expect(checkDraft(aView(), { [path]: '1,5' }).settings?.self.clockSkewSeconds).toBe(1.5);
});

import { describe, expect, it } from 'vitest';
import { type TrayMenuEntry, trayMenu } from '../../../../electron/tray/trayMenu.ts';
import { anAlert } from '../../../support/builders.ts';
import { localTime, now, someTrayFacts } from './someTrayFacts.ts';

const menu = (...args: Parameters<typeof someTrayFacts>) => trayMenu(someTrayFacts(...args), now);
const labels = (entries: TrayMenuEntry[]) => entries.map((entry) => ('separator' in entry ? '—' : entry.label));
const find = (entries: TrayMenuEntry[], label: string | RegExp) => {
  const found = entries.find((entry) => !('separator' in entry) && entry.label.match(label));
  if (!found || 'separator' in found) throw new Error(`no ${label} in ${labels(entries).join(', ')}`);
  return found;
};
const alerts = (count: number) =>
  Array.from({ length: count }, (_, index) => anAlert({ id: `a${index + 1}`, startsAt: '2026-03-10T11:56:00.000Z' }));

describe('trayMenu', () => {
  it('begins with how things are, as a line that cannot be chosen', () => {
    const [first] = menu({ unacknowledged: { critical: 2, high: 1 }, newest: alerts(3) });
    expect(first).toEqual({ label: `2 critical, 1 high · checked at ${localTime('2026-03-10T12:00:00Z')}` });
  });

  it('offers everything that it should when nothing is open, with nothing to acknowledge or to snooze', () => {
    const entries = menu();
    expect(labels(entries)).toEqual([
      `All quiet · checked at ${localTime('2026-03-10T12:00:00Z')}`,
      '—',
      'Acknowledge',
      'Snooze all',
      'Check now',
      '—',
      'Pause notifications',
      '—',
      'Open Watchkeeper',
      'Settings',
      '—',
      'Quit',
    ]);
    expect(find(entries, /^Acknowledge/)).toEqual({ label: 'Acknowledge' });
    expect(find(entries, 'Snooze all')).toEqual({ label: 'Snooze all' });
  });

  it('tells an alert by severity, title, values and age, and offers what one does with it', () => {
    const alert = anAlert({ id: 'a/1', severity: 'critical', startsAt: '2026-03-10T11:56:00.000Z' });
    const entry = find(menu({ unacknowledged: { critical: 1 }, newest: [alert] }), /^Critical/);
    expect(entry).toEqual({
      label: 'Critical · Revenue drop · $245 ← $1,850 · 4 min',
      submenu: [
        { label: 'Acknowledge', command: { do: 'acknowledge', ids: ['a/1'] } },
        { label: 'Snooze 30 minutes', command: { do: 'snooze', ids: ['a/1'], for: '30min' } },
        { label: 'Snooze 1 hour', command: { do: 'snooze', ids: ['a/1'], for: '1h' } },
        { label: 'Snooze until morning', command: { do: 'snooze', ids: ['a/1'], for: 'morning' } },
        { label: 'Open', command: { do: 'open', path: '/alerts/a%2F1' } },
      ],
    });
  });

  it('leaves out values that are not known, and says that an alert is snoozed', () => {
    const snoozedUntil = '2026-03-10T12:30:00.000Z';
    const alert = anAlert({ metricValue: null, startsAt: '2026-03-10T11:59:30.000Z', snoozedUntil });
    expect(labels(menu({ unacknowledged: { high: 1 }, newest: [alert] }))[2]).toBe(
      `High · Revenue drop · just now · snoozed until ${localTime(snoozedUntil)}`,
    );
  });

  it('shows the newest five and leads to the others', () => {
    const entries = menu({ unacknowledged: { high: 12 }, newest: alerts(8) });
    expect(labels(entries).filter((label) => label.startsWith('High'))).toHaveLength(5);
    expect(find(entries, '…and 7 more').command).toEqual({ do: 'open', path: '/alerts' });
  });

  it('has no line for more when five are all', () => {
    expect(labels(menu({ unacknowledged: { high: 5 }, newest: alerts(5) })).join()).not.toContain('more');
  });

  it.each([
    [1, 1, 'Acknowledge'],
    [3, 3, 'Acknowledge all 3'],
    [12, 8, 'Acknowledge these 5'],
  ])('with %i open and %i known says "%s", and takes what it shows alone', (open, known, label) => {
    const entry = find(menu({ unacknowledged: { high: open }, newest: alerts(known) }), /^Acknowledge/);
    const shown = alerts(Math.min(known, 5)).map((alert) => alert.id);
    expect(entry).toEqual({ label, command: { do: 'acknowledge', ids: shown } });
  });

  it('snoozes all for 30 minutes, an hour or until morning', () => {
    const { submenu } = find(menu({ unacknowledged: { high: 12 }, newest: alerts(1) }), 'Snooze all');
    expect(submenu).toEqual([
      { label: '30 minutes', command: { do: 'snooze', ids: 'all', for: '30min' } },
      { label: '1 hour', command: { do: 'snooze', ids: 'all', for: '1h' } },
      { label: 'Until morning', command: { do: 'snooze', ids: 'all', for: 'morning' } },
    ]);
  });

  it('says while notifications are paused until when, and resumes them first of all', () => {
    const popUpsPausedUntil = '2026-03-10T12:30:00.000Z';
    const entry = find(menu({ health: { popUpsPausedUntil } }), /^Notifications/);
    expect(entry.label).toBe(`Notifications are paused until ${localTime(popUpsPausedUntil)}`);
    expect(entry.submenu?.[0]).toEqual({ label: 'Resume now', command: { do: 'pause', for: null } });
  });

  it('shows an ampersand as one, and cuts what is longer than a menu is wide', () => {
    const title = `R&D\n\u0007${'x'.repeat(200)}`;
    const [, , label = ''] = labels(menu({ unacknowledged: { high: 1 }, newest: [anAlert({ title })] }));
    expect(label).toMatch(/^High · R&&D x+…$/);
    expect(label.replaceAll('&&', '&')).toHaveLength(80);
  });

  it('changes with the minute and not with the second, so that an open menu stands still', () => {
    const facts = someTrayFacts({ unacknowledged: { high: 1 }, newest: alerts(1) });
    expect(trayMenu(facts, now + 1000)).toEqual(trayMenu(facts, now));
    expect(trayMenu(facts, now + 60_000)).not.toEqual(trayMenu(facts, now));
  });
});

it('names a receiver that is broken, and leads to it', () => {
  const about = { kind: 'slackWebhook' as const, lastSentAt: null, lastError: 'Its channel is archived.', pending: 0 };
  const receivers = [
    { ...about, name: 'slack', status: 'ok' as const },
    { ...about, name: 'slack-critical', status: 'broken' as const },
  ];
  const [, broken, next] = trayMenu(someTrayFacts({ health: { receivers } }), now);
  expect(broken).toEqual({
    label: 'slack-critical is broken: nothing arrives there',
    command: { do: 'open', path: '/delivery' },
  });
  expect(next).toEqual({ separator: true });
});

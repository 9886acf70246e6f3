import { expect, it } from 'vitest';
import { webNotification } from '../../../../renderer/features/popUps/webNotification.ts';
import { aPopUp } from '../../../support/aPopUp.ts';

it('says what the host says, under a tag by which its successor takes its place', () => {
  const { title, options } = webNotification(aPopUp(), false);
  expect(title).toBe('Critical · Revenue drop');
  expect(options).toMatchObject({
    body: '$245, expected $1,850 (−87 %) since 14:35',
    tag: 'p1',
    renotify: true,
    data: { path: '/alerts/a1', alertIds: ['a1'] },
  });
});

it.each([true, false])('stays until it is dismissed: %s', (stays) => {
  expect(webNotification(aPopUp({ stays }), false).options.requireInteraction).toBe(stays);
});

it('one alert can be acknowledged and snoozed from it', () => {
  expect(webNotification(aPopUp(), false).options.actions).toEqual([
    { action: 'acknowledge', title: 'Acknowledge' },
    { action: 'snooze', title: 'Snooze 30 min' },
  ]);
});

it.each([
  ['several at once', aPopUp({ kind: 'summary', alertIds: ['a1', 'a2', 'a3', 'a4'] })],
  ['what came while nobody was there', aPopUp({ kind: 'digest', alertIds: ['a1'] })],
  ['what is over', aPopUp({ title: 'Resolved · Revenue drop', actionable: false })],
  ['a test', aPopUp({ kind: 'test', alertIds: [], severity: null })],
])('%s is looked at first: no buttons', (_what, popUp) => {
  expect(webNotification(popUp, false).options.actions).toEqual([]);
});

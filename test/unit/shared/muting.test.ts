import { expect, it } from 'vitest';
import type { Alert } from '../../../shared/alert.ts';
import { mutingOf, needsNobody } from '../../../shared/muting.ts';
import { anAlert } from '../../support/builders.ts';

const now = Date.parse('2026-03-10T12:30:00.000Z');
const later = '2026-03-10T13:00:00.000Z';

it.each<[string, Partial<Alert>, ReturnType<typeof mutingOf>]>([
  ['nothing', {}, null],
  ['a silence', { silencedBy: ['s1'] }, 'silenced'],
  ['another alert', { inhibitedBy: ['a2'] }, 'inhibited'],
  ['a silence before another alert', { silencedBy: ['s1'], inhibitedBy: ['a2'] }, 'silenced'],
  ['a snooze before both', { silencedBy: ['s1'], inhibitedBy: ['a2'], snoozedUntil: later }, 'snoozed'],
  ['nothing after a snooze', { snoozedUntil: '2026-03-10T12:30:00.000Z' }, null],
  ['nothing once it is over', { status: 'resolved', silencedBy: ['s1'], snoozedUntil: later }, null],
])('an alert is held back by %s', (_, part, expected) => {
  expect(mutingOf(anAlert(part), now)).toBe(expected);
});

it.each<[string, Partial<Alert>]>([
  ['once it is over', { status: 'resolved' }],
  ['who looks after it besides the one who has it', { status: 'acknowledged' }],
  ['while it is put off', { snoozedUntil: later }],
  ['while it is silenced', { silencedBy: ['s1'] }],
  ['while another alert explains it', { inhibitedBy: ['a2'] }],
])('an alert needs nobody %s', (_, part) => {
  expect(needsNobody(anAlert(part), now)).toBe(true);
});

it('an alert needs somebody otherwise', () => {
  expect(needsNobody(anAlert({ snoozedUntil: '2026-03-10T12:00:00.000Z' }), now)).toBe(false);
});

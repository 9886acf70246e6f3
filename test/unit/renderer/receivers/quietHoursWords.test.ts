import { expect, it } from 'vitest';
import { overlapWords, quietHoursWords } from '../../../../renderer/features/receivers/quietHoursWords.ts';

const night = { days: [], from: '22:00', to: '07:00', timeZone: '', criticalBreaksThrough: true };
const strict = { ...night, from: '23:00', to: '05:00', criticalBreaksThrough: false };
const clocks = { machine: 'Europe/Berlin', here: 'Europe/Berlin' };
const words = (periods: (typeof night)[], iso: string, here = clocks.here) =>
  quietHoursWords(periods, { ...clocks, here, now: Date.parse(iso) });

it.each([
  ['when there are none', [], '2026-01-14T22:30:00Z', 'No quiet hours: it is told at any time.'],
  ['at night', [night], '2026-01-15T02:00:00Z', 'Quiet until 07:00, except for critical alerts.'],
  ['before midnight', [night], '2026-01-14T21:30:00Z', 'Quiet until 15 Jan 07:00, except for critical alerts.'],
  ['by day', [night], '2026-01-15T12:00:00Z', 'Now told at any time; quiet from 22:00.'],
  ['for critical ones too', [strict], '2026-01-15T02:00:00Z', 'Quiet until 05:00, for critical alerts too.'],
  [
    'for critical ones not as long',
    [night, strict],
    '2026-01-15T02:00:00Z',
    'Quiet until 07:00, for critical alerts until 05:00.',
  ],
  [
    'always',
    [{ ...night, from: '00:00', to: '00:00' }],
    '2026-01-15T12:00:00Z',
    'Always quiet, except for critical alerts.',
  ],
])('says what quiet hours mean now: %s', (_, periods, now, sentence) => {
  expect(words(periods, now)).toBe(sentence);
});

it('says whose time it is where the reader has another zone', () => {
  expect(words([night], '2026-01-15T02:00:00Z', 'Europe/London')).toBe(
    'Quiet until 06:00 your time, except for critical alerts.',
  );
});

it('names two periods that overlap, with their zones where those differ', () => {
  expect(overlapWords([night, strict], [0, 1])).toBe(
    'Periods 1 (every day, 22:00 to 07:00 on the next day) and 2 (every day, 23:00 to 05:00 on the next day) overlap.',
  );
  expect(
    overlapWords([night, { ...night, days: [], from: '09:00', to: '10:00', timeZone: 'Asia/Tokyo' }], [0, 1]),
  ).toBe(
    'Periods 1 (every day, 22:00 to 07:00 on the next day, where Watchkeeper runs) and 2 (every day, 09:00 to 10:00, Asia/Tokyo) overlap.',
  );
});

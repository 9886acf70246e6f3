import { describe, expect, it } from 'vitest';
import { timeOfDay, zoneInUse } from '../../../shared/localTime.ts';
import { quietHoursEnd } from '../../../shared/quietHours.ts';

const endOf = (from: string, to: string, zone: string, now: string, enabled = true) => {
  const end = quietHoursEnd({ enabled, from, to }, zone, Date.parse(now));
  return end === null ? null : new Date(end).toISOString();
};

describe('quiet hours', () => {
  it.each<[string, [string, string], string, string, string | null]>([
    ['within a day, before', ['12:00', '14:00'], 'UTC', '2026-03-10T11:59:59.999Z', null],
    ['within a day, from the first moment', ['12:00', '14:00'], 'UTC', '2026-03-10T12:00:00.000Z', '2026-03-10T14:00'],
    ['within a day, to the last', ['12:00', '14:00'], 'UTC', '2026-03-10T13:59:59.999Z', '2026-03-10T14:00'],
    ['within a day, over', ['12:00', '14:00'], 'UTC', '2026-03-10T14:00:00.000Z', null],
    ['over midnight, in the evening', ['22:00', '07:00'], 'UTC', '2026-03-10T22:00:00.000Z', '2026-03-11T07:00'],
    ['over midnight, at midnight', ['22:00', '07:00'], 'UTC', '2026-03-11T00:00:00.000Z', '2026-03-11T07:00'],
    ['over midnight, in the morning', ['22:00', '07:00'], 'UTC', '2026-03-11T06:59:00.000Z', '2026-03-11T07:00'],
    ['over midnight, by day', ['22:00', '07:00'], 'UTC', '2026-03-11T07:00:00.000Z', null],
    ['to midnight', ['18:00', '00:00'], 'UTC', '2026-03-10T23:30:00.000Z', '2026-03-11T00:00'],
    ['by the clocks of the zone', ['22:00', '07:00'], 'Europe/Berlin', '2026-01-10T21:00:00.000Z', '2026-01-11T06:00'],
    ['of a zone where it is day', ['22:00', '07:00'], 'America/New_York', '2026-01-10T21:00:00.000Z', null],
    ['in a zone of half hours', ['22:00', '07:00'], 'Asia/Kolkata', '2026-01-10T16:30:00.000Z', '2026-01-11T01:30'],
    ['with equal times are none', ['22:00', '22:00'], 'UTC', '2026-03-10T22:30:00.000Z', null],
  ])('%s', (_, [from, to], zone, now, end) => {
    expect(endOf(from, to, zone, now)).toBe(end === null ? null : `${end}:00.000Z`);
  });

  it('that are switched off are none', () => {
    expect(endOf('22:00', '07:00', 'UTC', '2026-03-10T23:00:00.000Z', false)).toBeNull();
  });

  // Berlin: 29 March 2026 02:00 → 03:00, 25 October 03:00 → 02:00. New York: 8 March 02:00 → 03:00, 1 November 02:00 → 01:00.
  it.each<[string, [string, string], string, string, string | null]>([
    [
      'are an hour shorter in a night set forward',
      ...hours('22:00', '07:00', 'Europe/Berlin', '2026-03-28T21:30', '2026-03-29T05:00'),
    ],
    [
      'are an hour longer in a night set back',
      ...hours('22:00', '07:00', 'Europe/Berlin', '2026-10-24T20:30', '2026-10-25T06:00'),
    ],
    [
      'are an hour shorter in a night set forward',
      ...hours('22:00', '07:00', 'America/New_York', '2026-03-08T03:30', '2026-03-08T11:00'),
    ],
    [
      'are an hour longer in a night set back',
      ...hours('22:00', '07:00', 'America/New_York', '2026-11-01T02:30', '2026-11-01T12:00'),
    ],
    [
      'end with the leap when their end is left out',
      ...hours('22:00', '02:30', 'Europe/Berlin', '2026-03-29T00:59', '2026-03-29T01:00'),
    ],
    ['are over after that leap', ...hours('22:00', '02:30', 'Europe/Berlin', '2026-03-29T01:00', null)],
    [
      'begin with the leap when their begin is left out',
      ...hours('02:30', '06:00', 'Europe/Berlin', '2026-03-29T01:00', '2026-03-29T04:00'),
    ],
    ['have not begun before that leap', ...hours('02:30', '06:00', 'Europe/Berlin', '2026-03-29T00:59', null)],
    ['that are left out as a whole are none', ...hours('02:10', '02:50', 'Europe/Berlin', '2026-03-29T01:00', null)],
    [
      'that end in the hour that comes twice end with the second',
      ...hours('22:00', '02:30', 'Europe/Berlin', '2026-10-25T00:45', '2026-10-25T01:30'),
    ],
    [
      'that begin in the hour that comes twice begin with the first',
      ...hours('01:30', '06:00', 'America/New_York', '2026-11-01T05:30', '2026-11-01T11:00'),
    ],
    [
      'that lie in the hour that comes twice are quiet from the first to the second',
      ...hours('02:10', '02:20', 'Europe/Berlin', '2026-10-25T00:40', '2026-10-25T01:20'),
    ],
    [
      'that nearly meet meet in a night set back',
      ...hours('02:30', '02:15', 'Europe/Berlin', '2026-10-25T00:20', '2026-10-26T01:15'),
    ],
  ])('%s (%s in %s at %s)', (_, [from, to], zone, now, end) => {
    expect(endOf(from, to, zone, `${now}:00.000Z`)).toBe(end === null ? null : `${end}:00.000Z`);
  });
});

function hours(from: string, to: string, zone: string, now: string, end: string | null) {
  return [[from, to] as [string, string], zone, now, end] as const;
}

describe('the zone in use', () => {
  it.each([
    ['the one that is asked for', 'America/New_York', 'Europe/Berlin', 'America/New_York'],
    ["the machine's when none is asked for", '', 'Europe/Berlin', 'Europe/Berlin'],
    ["the machine's when there is none of that name", 'Atlantis/Capital', 'Europe/Berlin', 'Europe/Berlin'],
    ['UTC when the machine does not know its own', '', 'Etc/Unknown Zone', 'UTC'],
  ])('is %s', (_, asked, ofMachine, expected) => {
    expect(zoneInUse(asked, ofMachine)).toBe(expected);
  });
});

describe('a time of day', () => {
  const now = Date.parse('2026-03-10T23:30:00.000Z');

  it.each([
    ['of today is hours and minutes', '2026-03-10T23:05:00.000Z', 'UTC', '23:05'],
    ['just after midnight has two digits', '2026-03-10T23:05:00.000Z', 'Europe/Berlin', '00:05'],
    ['of another day there has its date', '2026-03-10T22:59:00.000Z', 'Europe/Berlin', '10 Mar 23:59'],
    ['of another day has its date', '2026-03-09T14:35:00.000Z', 'UTC', '9 Mar 14:35'],
  ])('%s', (_, at, zone, expected) => {
    expect(timeOfDay(Date.parse(at), now, zone)).toBe(expected);
  });
});

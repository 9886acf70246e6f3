import { describe, expect, it } from 'vitest';
import { nextStart, overlaps, quietUntil } from '../../../shared/delivery/quietPeriods.ts';
import type { TimePeriod } from '../../../shared/delivery/timePeriod.ts';

const at = (iso: string) => Date.parse(iso);
const period = (from: string, to: string, more: Partial<TimePeriod> = {}): TimePeriod => ({
  ...{ days: [], from, to, timeZone: 'Europe/Berlin', ...more },
});
const until = (periods: TimePeriod[], iso: string) => {
  const end = quietUntil(periods, 'UTC', at(iso));
  return end === null ? null : new Date(end).toISOString();
};

describe('a period', () => {
  const night = period('22:00', '07:00');

  it.each([
    ['before it', '2026-01-14T20:59:59.000Z', null],
    ['at its beginning', '2026-01-14T21:00:00.000Z', '2026-01-15T06:00:00.000Z'],
    ['after midnight', '2026-01-15T03:00:00.000Z', '2026-01-15T06:00:00.000Z'],
    ['at its end', '2026-01-15T06:00:00.000Z', null],
    // Berlin sets its clocks forward at 01:00 UTC on 29 March and back at 01:00 UTC on 25 October.
    ['in the short night', '2026-03-28T23:00:00.000Z', '2026-03-29T05:00:00.000Z'],
    ['in the long night', '2026-10-24T22:00:00.000Z', '2026-10-25T06:00:00.000Z'],
  ])('%s', (_, now, expected) => {
    expect(until([night], now)).toBe(expected);
  });

  it('of an hour that is set back over counts both times, and one that is left out ends with the leap', () => {
    const hour = period('02:15', '02:45');
    expect(until([hour], '2026-10-25T00:20:00.000Z')).toBe('2026-10-25T01:45:00.000Z');
    expect(until([hour], '2026-10-25T01:30:00.000Z')).toBe('2026-10-25T01:45:00.000Z');
    expect(until([hour], '2026-03-29T01:00:00.000Z')).toBeNull();
  });

  it('that begins on some days lasts into the next', () => {
    const friday = period('22:00', '07:00', { days: ['fri'] });
    expect(until([friday], '2026-01-17T02:00:00.000Z')).toBe('2026-01-17T06:00:00.000Z');
    expect(until([friday], '2026-01-16T02:00:00.000Z')).toBeNull();
  });

  it('from and to the same time is the whole day', () => {
    const sunday = period('00:00', '00:00', { days: ['sun'], timeZone: 'Asia/Kolkata' });
    expect(until([sunday], '2026-01-17T18:29:00.000Z')).toBeNull();
    expect(until([sunday], '2026-01-17T18:30:00.000Z')).toBe('2026-01-18T18:30:00.000Z');
  });

  it('without a zone goes by the machine', () => {
    const lunch = period('12:00', '13:00', { timeZone: '' });
    expect(quietUntil([lunch], 'America/New_York', at('2026-07-01T16:30:00.000Z'))).toBe(
      at('2026-07-01T17:00:00.000Z'),
    );
  });

  it('is right where clocks move by half an hour', () => {
    const night1 = period('22:00', '07:00', { timeZone: 'Australia/Lord_Howe' });
    expect(until([night1], '2026-04-04T12:00:00.000Z')).toBe('2026-04-04T20:30:00.000Z');
  });
});

describe('several periods', () => {
  it('that overlap or touch are one', () => {
    const evening = period('20:00', '22:00');
    expect(until([period('22:00', '07:00'), evening], '2026-01-14T19:30:00.000Z')).toBe('2026-01-15T06:00:00.000Z');
  });

  it('know when the next begins', () => {
    const office = period('09:00', '17:00', { days: ['mon', 'tue', 'wed', 'thu', 'fri'] });
    expect(nextStart([office], 'UTC', at('2026-01-16T20:00:00.000Z'))).toBe(at('2026-01-19T08:00:00.000Z'));
    expect(nextStart([], 'UTC', at('2026-01-16T20:00:00.000Z'))).toBeNull();
  });

  describe('that are on at the same time', () => {
    const meet = (...periods: TimePeriod[]) => overlaps(periods, 'UTC');
    const friday = period('22:00', '07:00', { days: ['fri'] });

    it('are named by their places', () => {
      expect(meet(period('22:00', '07:00'), period('06:00', '08:00'), period('08:00', '09:00'))).toEqual([[0, 1]]);
    });

    it('are those that meet after midnight, on the day after', () => {
      expect(meet(friday, period('06:00', '08:00', { days: ['fri'] }))).toEqual([]);
      expect(meet(friday, period('06:00', '08:00', { days: ['sat'] }))).toEqual([[0, 1]]);
    });

    it('are those that meet over the end of the week', () => {
      const sunday = period('20:00', '08:00', { days: ['sun'] });
      expect(meet(period('07:00', '09:00', { days: ['mon'] }), sunday)).toEqual([[0, 1]]);
    });

    it('are not those of which one begins as the other ends, whatever the clocks do', () => {
      expect(meet(period('22:00', '02:30'), period('02:30', '06:00'))).toEqual([]);
    });

    it('are judged by the clocks of their zones', () => {
      // 09:00 to 10:00 in Tokyo is 01:00 to 02:00 in Berlin in winter, 02:00 to 03:00 in summer.
      const tokyo = period('09:00', '10:00', { timeZone: 'Asia/Tokyo' });
      expect(meet(period('09:00', '10:00'), tokyo)).toEqual([]);
      expect(meet(period('01:00', '02:00'), tokyo)).toEqual([[0, 1]]);
      expect(meet(period('02:00', '03:00'), tokyo)).toEqual([[0, 1]]);
      expect(meet(period('03:00', '04:00'), tokyo)).toEqual([]);
    });

    it('are judged by the zone of the machine where they have none', () => {
      const unzoned = period('09:00', '10:00', { timeZone: '' });
      expect(overlaps([unzoned, period('09:00', '10:00')], 'Asia/Tokyo')).toEqual([]);
      expect(overlaps([unzoned, period('09:00', '10:00')], 'Europe/Berlin')).toEqual([[0, 1]]);
    });

    it('are both when one lasts the whole day', () => {
      expect(meet(period('08:00', '08:00', { days: ['tue'] }), period('07:00', '07:30'))).toEqual([[0, 1]]);
    });
  });
});

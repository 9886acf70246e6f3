import { describe, expect, it } from 'vitest';
import { summariesDue } from '../../../core/report/summaryDue.ts';
import type { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';

type Summaries = DeliverySettings['summaries'];

const zone = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);

function summaries(daily: Partial<Summaries['daily']>, weekly: Partial<Summaries['weekly']> = {}): Summaries {
  const off = { enabled: false, at: '08:00', timeZone: '', receiver: 'email' };
  return { daily: { ...off, ...daily }, weekly: { ...off, on: 'mon', ...weekly } };
}
const days = (settings: Summaries, now: string) =>
  summariesDue(settings, zone, at(now)).map(({ period, day }) => `${period} ${day}`);

describe('the summary of a day', () => {
  const daily = summaries({ enabled: true });

  it('is due from its local time on, and covers the local day before', () => {
    expect(days(daily, '2026-11-20T06:59:59Z')).toEqual([]);
    expect(summariesDue(daily, zone, at('2026-11-20T07:00:00Z'))).toEqual([
      {
        period: 'day',
        receiver: 'email',
        day: '2026-11-20',
        from: at('2026-11-18T23:00:00Z'),
        to: at('2026-11-19T23:00:00Z'),
      },
    ]);
  });

  it('is sent up to 12 h late by a machine that slept, and then skipped until the next', () => {
    expect(days(daily, '2026-11-20T19:00:00Z')).toEqual(['day 2026-11-20']);
    expect(days(daily, '2026-11-20T19:00:01Z')).toEqual([]);
    expect(days(daily, '2026-11-21T07:00:00Z')).toEqual(['day 2026-11-21']);
  });

  it('is still that of the evening when the machine wakes after midnight', () => {
    const evening = summaries({ enabled: true, at: '22:00' });
    expect(days(evening, '2026-11-21T02:00:00Z')).toEqual(['day 2026-11-20']);
  });

  it('comes right after the leap at a time that does not exist that day', () => {
    const atNight = summaries({ enabled: true, at: '02:30' });
    expect(days(atNight, '2026-03-29T00:59:59Z')).not.toContain('day 2026-03-29');
    expect(days(atNight, '2026-03-29T01:00:00Z')).toEqual(['day 2026-03-29']);
  });

  it('is one and the same through an hour that comes twice', () => {
    const atNight = summaries({ enabled: true, at: '02:30' });
    expect(days(atNight, '2026-10-25T00:30:00Z')).toEqual(['day 2026-10-25']);
    expect(days(atNight, '2026-10-25T01:30:00Z')).toEqual(['day 2026-10-25']);
  });

  it('covers 23 h and 25 h where the clocks change', () => {
    const hours = (now: string) => summariesDue(daily, zone, at(now)).map(({ from, to }) => (to - from) / 3_600_000);
    expect(hours('2026-03-30T07:00:00Z')).toEqual([23]);
    expect(hours('2026-10-26T08:00:00Z')).toEqual([25]);
  });

  it('goes by its own zone where it has one', () => {
    const there = summaries({ enabled: true, timeZone: 'America/New_York' });
    expect(days(there, '2026-11-20T12:59:59Z')).toEqual([]);
    expect(days(there, '2026-11-20T13:00:00Z')).toEqual(['day 2026-11-20']);
  });

  it('needs to be wanted, and somebody to go to', () => {
    expect(days(summaries({}), '2026-11-20T08:00:00Z')).toEqual([]);
    expect(days(summaries({ enabled: true, receiver: '' }), '2026-11-20T08:00:00Z')).toEqual([]);
  });
});

describe('the summary of a week', () => {
  const weekly = summaries({}, { enabled: true });

  it('is due on its day, and covers the seven local days before', () => {
    expect(days(weekly, '2026-11-16T06:59:59Z')).toEqual([]);
    expect(summariesDue(weekly, zone, at('2026-11-16T07:00:00Z'))).toEqual([
      {
        period: 'week',
        receiver: 'email',
        day: '2026-11-16',
        from: at('2026-11-08T23:00:00Z'),
        to: at('2026-11-15T23:00:00Z'),
      },
    ]);
  });

  it('is sent up to three days late', () => {
    expect(days(weekly, '2026-11-19T07:00:00Z')).toEqual(['week 2026-11-16']);
    expect(days(weekly, '2026-11-19T07:00:01Z')).toEqual([]);
  });

  it('covers whole local days across a change of the clocks', () => {
    const [due] = summariesDue(weekly, zone, at('2026-10-26T08:00:00Z'));
    expect(due).toMatchObject({ from: at('2026-10-18T22:00:00Z'), to: at('2026-10-25T23:00:00Z') });
  });
});

import { describe, expect, it } from 'vitest';
import { summariesDue } from '../../../../core/report/summaryDue.ts';
import { nextSummary } from '../../../../renderer/features/deliveryRules/nextSummary.ts';
import { timesNow } from '../../../../renderer/features/deliveryRules/timesNow.ts';
import { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import type { TimePeriod } from '../../../../shared/delivery/timePeriod.ts';

const at = (iso: string) => Date.parse(iso);
const office: TimePeriod = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', timeZone: '' };

describe('whether times are on', () => {
  it('is said with the moment at which that changes', () => {
    const friday = at('2026-03-06T12:00:00Z');
    expect(timesNow([office], 'Europe/Berlin', friday)).toEqual({ on: true, at: at('2026-03-06T17:00:00Z') });
    const evening = at('2026-03-06T19:00:00Z');
    expect(timesNow([office], 'Europe/Berlin', evening)).toEqual({ on: false, at: at('2026-03-09T07:00:00Z') });
  });

  it('is for ever where the periods leave no gap', () => {
    const always = { ...office, days: [], from: '00:00', to: '00:00' };
    expect(timesNow([always], 'UTC', at('2026-03-06T12:00:00Z'))).toEqual({ on: true, at: null });
  });

  it('is not said of what is half typed', () => {
    expect(timesNow([{ ...office, from: '' }], 'UTC', at('2026-03-06T12:00:00Z'))).toBeNull();
    expect(timesNow([], 'UTC', at('2026-03-06T12:00:00Z'))).toBeNull();
  });
});

describe('the next summary', () => {
  const summary = { enabled: true, receiver: 'slack', at: '09:00', timeZone: 'Europe/Berlin' };

  it('goes out today, or tomorrow when the time is past', () => {
    expect(nextSummary(summary, 'UTC', at('2026-03-06T07:59:00Z'))).toBe(at('2026-03-06T08:00:00Z'));
    expect(nextSummary(summary, 'UTC', at('2026-03-06T08:00:00Z'))).toBe(at('2026-03-07T08:00:00Z'));
  });

  it('goes out on its day of the week, a week later when that is past', () => {
    const weekly = { ...summary, on: 'fri' as const };
    expect(nextSummary(weekly, 'UTC', at('2026-03-06T08:01:00Z'))).toBe(at('2026-03-13T08:00:00Z'));
    expect(nextSummary({ ...summary, on: 'mon' }, 'UTC', at('2026-03-06T08:01:00Z'))).toBe(at('2026-03-09T08:00:00Z'));
  });

  it.each(['2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z'])(
    'is the moment at which the host sends it, also when the clocks change: %s',
    (now) => {
      const early = { ...summary, at: '02:30' };
      const next = nextSummary(early, 'UTC', at(now)) ?? 0;
      const { summaries } = DeliverySettings.parse({ summaries: { daily: early } });
      expect(summariesDue(summaries, 'UTC', next)).toHaveLength(1);
      expect(summariesDue(summaries, 'UTC', next)[0]?.day).not.toBe(summariesDue(summaries, 'UTC', next - 1)[0]?.day);
    },
  );

  it('is none without a receiver, or with half a time', () => {
    expect(nextSummary({ ...summary, receiver: '' }, 'UTC', 0)).toBeNull();
    expect(nextSummary({ ...summary, at: '9' }, 'UTC', 0)).toBeNull();
    expect(nextSummary({ ...summary, enabled: false }, 'UTC', 0)).toBeNull();
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { snoozeChoices } from '../../../../renderer/features/alertDetail/snoozeChoices.ts';

const hourMs = 3_600_000;
const hoursUntilMorning = (now: Date) => {
  const morning = snoozeChoices(now).find((choice) => choice.id === 'morning');
  return ((morning?.until.getTime() ?? Number.NaN) - now.getTime()) / hourMs;
};

describe('snoozeChoices', () => {
  let zone: string | undefined;
  beforeEach(() => {
    zone = process.env.TZ;
    process.env.TZ = 'Europe/Berlin';
  });
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('counts half an hour and an hour from now, over midnight too', () => {
    const until = snoozeChoices(new Date('2026-03-10T22:45:00.000Z')).map((choice) => choice.until.toISOString());
    expect(until.slice(0, 2)).toEqual(['2026-03-10T23:15:00.000Z', '2026-03-10T23:45:00.000Z']);
  });

  it.each([
    ['in the evening', '2026-03-10T21:00:00.000Z', '2026-03-11T07:00:00.000Z', 10],
    ['in the night', '2026-03-11T02:10:00.000Z', '2026-03-11T07:00:00.000Z', 4 + 50 / 60],
    ['at eight sharp', '2026-03-11T07:00:00.000Z', '2026-03-12T07:00:00.000Z', 24],
    // Berlin: 29 March 2026 has 23 hours, 25 October 2026 has 25.
    ['before a night that loses an hour', '2026-03-28T21:00:00.000Z', '2026-03-29T06:00:00.000Z', 9],
    ['before a night that gains an hour', '2026-10-24T20:00:00.000Z', '2026-10-25T07:00:00.000Z', 11],
  ])('ends at the next 08:00 on the wall: %s', (_, now, until, hours) => {
    const morning = snoozeChoices(new Date(now)).find((choice) => choice.id === 'morning');
    expect(morning?.until.toISOString()).toBe(until);
    expect(hoursUntilMorning(new Date(now))).toBeCloseTo(hours, 6);
  });
});

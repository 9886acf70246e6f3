import { describe, expect, it } from 'vitest';
import { quietWords } from '../../../../renderer/features/setup/quietWords.ts';

const night = { enabled: true, from: '22:00', to: '07:00', timeZone: 'Europe/Berlin', criticalBreaksThrough: true };
const at = (time: string) => Date.parse(`2026-03-10T${time}:00.000Z`);

describe('quiet hours in words', () => {
  // Berlin is an hour ahead of these.
  it.each([
    ['20:59', 'loud'],
    ['21:00', 'quiet, except for critical alerts'],
    ['23:30', 'quiet, except for critical alerts'],
    ['05:59', 'quiet, except for critical alerts'],
    ['06:00', 'loud'],
  ])('go over midnight, by the clock on the wall of their zone: %s UTC', (time, state) => {
    expect(quietWords(night, at(time))).toBe(`Quiet from 22:00 to 07:00, Europe/Berlin: now ${state}.`);
  });

  it.each([
    ['11:59', 'loud'],
    ['12:00', 'quiet'],
    ['14:00', 'loud'],
  ])('may lie within a day: %s UTC', (time, state) => {
    const hours = { ...night, from: '13:00', to: '15:00', criticalBreaksThrough: false };
    expect(quietWords(hours, at(time))).toBe(`Quiet from 13:00 to 15:00, Europe/Berlin: now ${state}.`);
  });

  it('say so when there are none', () => {
    expect(quietWords({ ...night, enabled: false }, at('23:00'))).toBe('No quiet hours: pop-ups come at any time.');
  });
});

import { expect, it } from 'vitest';
import { daysWords, timePeriodWords } from '../../../../renderer/components/TimePeriods/timePeriodWords.ts';
import type { Weekday } from '../../../../shared/delivery/timePeriod.ts';

it.each<[Weekday[], string]>([
  [[], 'every day'],
  [['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], 'every day'],
  [['mon'], 'Mon'],
  [['sun', 'sat'], 'Sat and Sun'],
  [['mon', 'tue', 'wed', 'thu', 'fri'], 'Mon to Fri'],
  [['mon', 'wed', 'sun'], 'Mon, Wed and Sun'],
])('says the days %j as "%s"', (days, words) => {
  expect(daysWords(days)).toBe(words);
});

it.each([
  ['09:00', '17:00', 'every day, 09:00 to 17:00'],
  ['22:00', '07:00', 'every day, 22:00 to 07:00 on the next day'],
  ['08:00', '08:00', 'every day, from 08:00 for 24 h'],
])('says from %s to %s as "%s"', (from, to, words) => {
  expect(timePeriodWords({ days: [], from, to, timeZone: '' })).toBe(words);
});

import { expect, it } from 'vitest';
import { readTimeOfDay } from '../../../../renderer/components/TimePeriods/readTimeOfDay.ts';

it.each([
  ['22:00', '22:00'],
  [' 7:05 ', '07:05'],
  ['7', '07:00'],
  ['22', '22:00'],
  ['0730', '07:30'],
  ['730', '07:30'],
  ['7.30', '07:30'],
  ['24:00', '24:00'],
  ['12:60', '12:60'],
  ['noon', 'noon'],
  ['', ''],
])('reads "%s" as "%s"', (typed, time) => {
  expect(readTimeOfDay(typed)).toBe(time);
});

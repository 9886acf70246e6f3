import { expect, it } from 'vitest';
import { axisLabels } from '../../../../renderer/charts/axisLabels.ts';

/** A day of quarter hours from 14:00 on the wall. */
const day = Array.from({ length: 96 }, (_, index) => new Date(2026, 2, 10, 14).getTime() + index * 15 * 60_000);
const hours = (labels: ReadonlySet<number>) => [...labels].map((index) => new Date(day[index] ?? 0).getHours());

it('labels as many round times as the width has room for', () => {
  // 1280 px: 16 labels of 76 px; two hours apart makes 11 of them.
  expect(hours(axisLabels(day, 1280))).toEqual([16, 18, 20, 22, 0, 2, 4, 6, 8, 10, 12]);
  // 320 px: four labels; every six hours.
  expect(hours(axisLabels(day, 320))).toEqual([18, 0, 6, 12].slice(0, 3));
});

it('leaves out a label that would not fit before the end', () => {
  // 12:00 stands 8 bars before the end: 53 px of 640, enough for half a label and not for a whole one.
  expect(hours(axisLabels(day, 640)).at(-1)).toBe(12);
  expect(hours(axisLabels(day, 640, 'left')).at(-1)).not.toBe(12);
});

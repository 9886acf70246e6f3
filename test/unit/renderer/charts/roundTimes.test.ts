import { describe, expect, it } from 'vitest';
import { roundTimes } from '../../../../renderer/charts/roundTimes.ts';

const minuteMs = 60_000;
/** `count` starts from a local wall-clock time, so that the cases hold in every time zone. */
const from = (hour: number, minute: number, stepMinutes: number, count: number) =>
  Array.from(
    { length: count },
    (_, index) => new Date(2026, 2, 10, hour, minute).getTime() + index * stepMinutes * minuteMs,
  );
const clock = (time: number | undefined) => {
  const date = new Date(time ?? Number.NaN);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
};
const labels = (starts: number[], most: number) => roundTimes(starts, most).map((index) => clock(starts[index]));

describe('roundTimes', () => {
  it('labels two hours of five-minute windows on the half hours', () => {
    expect(labels(from(12, 35, 5, 24), 6)).toEqual(['13:00', '13:30', '14:00', '14:30']);
  });

  it('labels a day of quarter hours every three hours when eight labels fit', () => {
    expect(labels(from(14, 30, 15, 96), 8)).toEqual([
      '15:00',
      '18:00',
      '21:00',
      '00:00',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
    ]);
  });

  it('labels the first point past a round time when the points lie off the minute', () => {
    const starts = from(12, 58, 1, 5).map((start) => start + 20_000);
    expect(labels(starts, 1)).toEqual(['13:00']);
  });

  it.each([
    ['no points', [], 5],
    ['one point', from(12, 0, 5, 1), 5],
    ['no room', from(12, 0, 5, 24), 0],
  ])('gives no more labels than fit: %s', (_, starts, most) => {
    expect(roundTimes(starts as number[], most as number).length).toBeLessThanOrEqual(most as number);
  });
});

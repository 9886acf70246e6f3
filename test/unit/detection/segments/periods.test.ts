import { expect, it } from 'vitest';
import { periodsAround } from '../../../../core/detection/segments/periods.ts';

const hour = 3_600_000;
const minute = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

it('compares with half an hour around the same time of days before, and with the hour before', () => {
  const from = Date.parse('2026-03-10T12:00:00Z');
  const periods = periodsAround({ from, to: from + 5 * minute }, 'UTC');
  expect(periods.map(({ kind }) => kind)).toEqual(['now', 'day', 'day', 'day', 'day', 'day', 'day', 'hourBefore']);
  expect(periods[1]).toEqual({
    kind: 'day',
    from: Date.parse('2026-03-09T11:47:00Z'),
    to: Date.parse('2026-03-09T12:18:00Z'),
  });
  expect(periods.at(-1)).toEqual({ kind: 'hourBefore', from: from - hour, to: from });
});

it('keeps to the hour that clocks on the wall show when they were changed', () => {
  const from = Date.parse('2026-03-30T10:00:00Z');
  const periods = periodsAround({ from, to: from + hour }, 'Europe/Berlin');
  // Noon in Berlin: at 10:00 UTC in summer, at 11:00 before.
  expect(periods.slice(1, 4).map(({ from: start }) => iso(start))).toEqual([
    '2026-03-29T10:00:00.000Z',
    '2026-03-28T11:00:00.000Z',
    '2026-03-27T11:00:00.000Z',
  ]);
});

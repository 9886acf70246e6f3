import { describe, expect, it } from 'vitest';
import { judgeRange } from '../../../../core/adapters/clickhouse/judgeRange.ts';

const at = (text: string) => Date.parse(`2026-03-10T${text}Z`);
const hour = 3_600_000;
const base = { windowMs: 300_000, latenessMs: 30_000, firstReachMs: hour };
const due = (from: string, to: string, judgedUntil = to) => ({
  kind: 'due',
  from: at(from),
  to: at(to),
  judgedUntil: at(judgedUntil),
});

describe('which windows are due', () => {
  it.each([
    ['the last hour on the very first poll', '12:03:00', null, due('11:00:00', '12:00:00')],
    ['none while one is open', '12:05:29', '12:00:00', due('12:00:00', '12:00:00')],
    ['one, half a minute after it closed', '12:05:30', '12:00:00', due('12:00:00', '12:05:00')],
    ['all that were missed', '14:00:30', '12:00:00', due('12:00:00', '14:00:00')],
    [
      'none, when the clock steps back over the end of a window',
      '12:04:59',
      '12:05:00',
      due('12:00:00', '12:00:00', '12:05:00'),
    ],
    ['whole ones only, after a change of the window size', '12:11:00', '12:01:00', due('12:05:00', '12:10:00')],
  ])('%s', (_name, now, judgedUntil, expected) => {
    const range = judgeRange({ ...base, now: at(now), judgedUntil: judgedUntil === null ? null : at(judgedUntil) });
    expect(range).toEqual(expected);
  });

  it('are those of a day at most, on the first poll too', () => {
    const now = at('12:00:30');
    const from = at('12:00:00') - 24 * hour;
    expect(judgeRange({ ...base, now, judgedUntil: now - 300 * hour })).toMatchObject({ from, to: at('12:00:00') });
    expect(judgeRange({ ...base, now, judgedUntil: null, firstReachMs: 300 * hour })).toMatchObject({ from });
  });

  it.each([
    ['11:50:00', { kind: 'waiting', until: at('12:00:30') }],
    ['11:45:29', { kind: 'waiting', until: at('12:00:30') }],
    ['11:40:29', { kind: 'clockReset', to: at('11:35:00') }],
    ['06:00:30', { kind: 'clockReset', to: at('06:00:00') }],
  ])('are none when the clock was set back from 12:00 to %s', (now, expected) => {
    expect(judgeRange({ ...base, now: at(now), judgedUntil: at('12:00:00') })).toEqual(expected);
  });
});

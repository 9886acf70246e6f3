import { describe, expect, it } from 'vitest';
import { fillGaps, judgeableUntil, nextWindowStart, windowStartOf } from '../../../core/detection/windows.ts';
import { emptyWindow } from '../../../shared/detection/metricWindow.ts';

const at = (text: string) => Date.parse(`2026-03-10T${text}Z`);
const windowMs = 300_000;

describe('windows', () => {
  it.each([
    ['12:00:00.000', '12:00:00', '12:00:00'],
    ['12:00:00.001', '12:00:00', '12:05:00'],
    ['12:04:59.999', '12:00:00', '12:05:00'],
    ['12:05:00.000', '12:05:00', '12:05:00'],
  ])('are aligned to the clock: %s', (time, start, next) => {
    expect(windowStartOf(at(time), windowMs)).toBe(at(start));
    expect(nextWindowStart(at(time), windowMs)).toBe(at(next));
  });

  it.each([
    ['12:05:29.999', '12:00:00'],
    ['12:05:30.000', '12:05:00'],
    ['12:10:29.999', '12:05:00'],
  ])('may be judged half a minute after they closed: at %s until %s', (now, until) => {
    expect(judgeableUntil(at(now), windowMs, 30_000)).toBe(at(until));
  });

  it('without events are windows of zeros', () => {
    const known = [{ ...emptyWindow(at('12:10:00')), events: 3 }];
    const filled = fillGaps(known, { from: at('12:00:00'), to: at('12:15:00'), windowMs });
    expect(filled.map((window) => [window.start, window.events])).toEqual([
      [at('12:00:00'), 0],
      [at('12:05:00'), 0],
      [at('12:10:00'), 3],
    ]);
  });

  it('outside of the range are left out', () => {
    const known = [emptyWindow(at('11:55:00')), emptyWindow(at('12:05:00'))];
    const filled = fillGaps(known, { from: at('12:00:00'), to: at('12:05:00'), windowMs });
    expect(filled.map((window) => window.start)).toEqual([at('12:00:00')]);
    expect(fillGaps(known, { from: at('12:00:00'), to: at('12:00:00'), windowMs })).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActiveAdjustment, alertBar, hoursAround } from '../../../../core/detection/feedback/adjustments.ts';
import { alertScore } from '../../../../core/detection/learning/alertScore.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const hour = 3_600_000;
const day = 24 * hour;

const lessEager = (given: Partial<ActiveAdjustment> = {}): ActiveAdjustment => ({
  ...{ id: 'one', series: 'shop/revenue', kind: 'lessEager', hours: { from: 11, to: 14 }, at: noon },
  ...{ until: noon + 14 * day, ...given },
});

const barAt = (at: number, ...adjustments: ActiveAdjustment[]) => alertBar('normal', at, adjustments, 'UTC');

describe('the bar of a series', () => {
  it('is that of its sensitivity where nobody said anything', () => {
    expect(barAt(noon)).toBe(alertScore.normal);
    expect(alertBar('keen', noon, [], 'UTC')).toBe(alertScore.keen);
  });

  it('is higher at the hours of a false alarm, and at no others', () => {
    expect(barAt(noon + day - hour, lessEager())).toBeGreaterThan(alertScore.normal);
    expect(barAt(noon + day + 1.9 * hour, lessEager())).toBeGreaterThan(alertScore.normal);
    expect(barAt(noon + day + 2 * hour, lessEager())).toBe(alertScore.normal);
    expect(barAt(noon + day - 1.1 * hour, lessEager())).toBe(alertScore.normal);
  });

  it('leaves what was before the label, and what comes after its end, as it was', () => {
    expect(barAt(noon - 1, lessEager())).toBe(alertScore.normal);
    expect(barAt(noon + 14 * day, lessEager())).toBe(alertScore.normal);
  });

  it('knows hours that reach across midnight, in the zone of the shop', () => {
    const night = lessEager({ hours: hoursAround(Date.parse('2026-03-10T23:30:00.000Z'), 'Europe/Berlin') });
    expect(night.hours).toEqual({ from: 23, to: 2 });
    const bar = (at: string) => alertBar('normal', Date.parse(at), [night], 'Europe/Berlin');
    expect(bar('2026-03-11T22:10:00.000Z')).toBeGreaterThan(alertScore.normal);
    expect(bar('2026-03-12T00:50:00.000Z')).toBeGreaterThan(alertScore.normal);
    expect(bar('2026-03-12T01:00:00.000Z')).toBe(alertScore.normal);
    expect(hoursAround(Date.parse('2026-03-10T22:30:00.000Z'), 'UTC')).toEqual({ from: 21, to: 24 });
    expect(hoursAround(Date.parse('2026-03-10T23:30:00.000Z'), 'UTC')).toEqual({ from: 22, to: 1 });
  });

  it('is not changed by a new normal', () => {
    expect(barAt(noon + hour, lessEager({ kind: 'newNormal', hours: null, until: null }))).toBe(alertScore.normal);
  });

  it('rises with every label, and never so far that nothing is told any more', () => {
    fc.assert(
      fc.property(fc.constantFrom('quiet', 'normal', 'keen'), fc.nat(50), (sensitivity, count) => {
        const some = Array.from({ length: count }, () => lessEager({ hours: null }));
        const bar = alertBar(sensitivity, noon, some, 'UTC');
        const more = alertBar(sensitivity, noon, [...some, lessEager({ hours: null })], 'UTC');
        expect(more).toBeGreaterThanOrEqual(bar);
        expect(more).toBeLessThan(0.93);
        expect(bar).toBeGreaterThanOrEqual(alertScore[sensitivity]);
      }),
    );
  });
});

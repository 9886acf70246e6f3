import { describe, expect, it } from 'vitest';
import { createRhythm } from '../../../../demo/storefront/rhythm.ts';
import { demoShop } from '../../../../demo/storefront/shop.ts';

const minuteMs = 60_000;
const shop = {
  ...demoShop,
  timeZone: 'Europe/Berlin',
  hourly: Array.from({ length: 24 }, (_, hour) => (hour === 20 ? 1 : hour === 21 ? 0.8 : 0.5)),
  daily: [1.2, 1, 1, 1, 1, 1, 1],
};

describe('rhythm', () => {
  const rhythm = createRhythm(shop);

  it.each([
    ['at a full hour', '2026-03-10T19:00:00Z', 1],
    ['halfway to the next', '2026-03-10T19:30:00Z', 0.9],
    ['a quarter to the full hour', '2026-03-10T18:45:00Z', 0.875],
    ['on a Sunday', '2026-03-08T19:00:00Z', 1.2],
    ['in summer time', '2026-07-14T18:00:00Z', 1],
  ])('reads the clocks of the shop %s', (_case, at, expected) => {
    expect(rhythm(Date.parse(at))).toBeCloseTo(expected, 9);
  });

  it.each([
    ['an ordinary week', '2026-03-02T00:00:00Z'],
    ['the change to summer time', '2026-03-05T00:00:00Z'],
    ['the change to winter time', '2026-10-29T00:00:00Z'],
  ])('never makes a step that would look like an incident in %s', (_case, start) => {
    const demo = createRhythm(demoShop);
    for (let minute = 0; minute < 7 * 1440; minute++) {
      const at = Date.parse(start) + minute * minuteMs;
      expect(Math.abs(demo(at + minuteMs) / demo(at) - 1)).toBeLessThan(0.005);
    }
  });

  it('is busiest in the evening and quietest before dawn', () => {
    const demo = createRhythm(demoShop);
    const hours = Array.from({ length: 24 }, (_, hour) => demo(Date.parse('2026-03-10T05:00:00Z') + hour * 3_600_000));
    // 05:00 UTC is one o'clock in New York in March.
    expect(hours.indexOf(Math.max(...hours))).toBe(19);
    expect(hours.indexOf(Math.min(...hours))).toBeLessThan(4);
  });
});

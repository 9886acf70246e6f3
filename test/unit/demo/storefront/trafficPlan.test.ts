import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { funnel } from '../../../../demo/storefront/funnel.ts';
import { demoShop } from '../../../../demo/storefront/shop.ts';
import { createTrafficPlanner, minuteMs } from '../../../../demo/storefront/trafficPlan.ts';

const start = Date.parse('2026-03-10T12:00:00Z');
const hour = 60 * minuteMs;
const steady = { ...demoShop, hourly: demoShop.hourly.map(() => 1), daily: demoShop.daily.map(() => 1) };
const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

describe('trafficPlan', () => {
  const planner = createTrafficPlanner(demoShop);

  it('covers each minute that the span touches', () => {
    expect(planner.journeys('buyer', start + 1, start + minuteMs + 1)).toEqual({
      from: start,
      counts: [expect.any(Number), expect.any(Number)],
    });
    expect(planner.journeys('buyer', start, start + minuteMs).counts).toHaveLength(1);
  });

  it('plans a minute the same whatever span it is asked in', () => {
    const whole = planner.journeys('browser', start, start + 24 * hour).counts;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 60 }), (first, length) => {
        const from = start + first * minuteMs;
        const part = planner.journeys('browser', from, from + length * minuteMs).counts;
        expect(part.slice(0, 1440 - first)).toEqual(whole.slice(first, first + length));
      }),
    );
  });

  it('wavers within its bounds around the mean that the shop describes', () => {
    const { rate } = funnel(steady).browser;
    const { counts } = createTrafficPlanner(steady).journeys('browser', start, start + 24 * hour);
    const expected = steady.sessionsPerMinute * rate;
    expect(sum(counts) / 1440 / expected).toBeCloseTo(1, 2);
    expect(Math.max(...counts)).toBeLessThan(expected * (1 + steady.noise.minute) + 1);
    expect(Math.min(...counts)).toBeGreaterThan(expected * (1 - steady.noise.minute) - 1);
    expect(Math.max(...counts)).toBeGreaterThan(expected * (1 + steady.noise.minute * 0.9));
  });

  it('keeps small numbers exact in the mean', () => {
    const { rate } = funnel(steady).buyer;
    const tenth = createTrafficPlanner(steady, 0.02).journeys('buyer', start, start + 24 * hour);
    // Less than one buyer a minute: rounding each minute would leave none.
    const expected = steady.sessionsPerMinute * 0.02 * rate * 1440;
    expect(Math.abs(sum(tenth.counts) / expected - 1)).toBeLessThan(0.02);
  });

  it('multiplies all traffic by the volume', () => {
    const once = sum(planner.journeys('leaver', start, start + hour).counts);
    const tenfold = sum(createTrafficPlanner(demoShop, 10).journeys('leaver', start, start + hour).counts);
    expect(tenfold / once).toBeCloseTo(10, 1);
  });

  it('sends bots only in minutes that a change touches', () => {
    const change = { from: start + 1.5 * minuteMs, to: start + 2.5 * minuteMs, botRequestsPerSession: 2 };
    const { counts } = createTrafficPlanner(steady).bots(start, start + 5 * minuteMs, [change]);
    expect(counts.map((count) => count > 0)).toEqual([false, true, true, false, false]);
    expect(Math.abs((counts[1] ?? 0) / (2 * steady.sessionsPerMinute) - 1)).toBeLessThan(0.13);
  });
});

import { describe, expect, it } from 'vitest';
import { alertScore, createLearner, type Learner, type Verdict } from '../../../../core/detection/learning/learner.ts';
import { aNoise, dayMs, hourMs, minuteMs, samplesOf, start, traffic } from './labelledSeries.ts';

const fiveMinutes = 5 * minuteMs;
const learnFor = (learner: Learner, days: number, valueAt: (at: number) => number, from = start): Verdict[] =>
  samplesOf(days, fiveMinutes, valueAt, from).map((sample) => learner.learn(sample));
const alertsIn = (verdicts: readonly Verdict[]) => verdicts.filter(({ score }) => score >= alertScore.normal).length;

/** Mean of how far the expected value is from what it should be, as a share of the busiest hour's. */
function errorOf(verdicts: readonly Verdict[], truth: (index: number) => number, busiest: number): number {
  const errors = verdicts.map(({ expected }, index) => Math.abs((expected ?? 0) - truth(index)) / busiest);
  return errors.reduce((total, each) => total + each, 0) / errors.length;
}

describe('the rhythm', () => {
  it('of the day is known after a day', () => {
    const noise = aNoise(1);
    const learner = createLearner({ timeZone: 'UTC' });
    const shop = (at: number) => noise.count(300 * traffic(at));
    learnFor(learner, 2, shop);
    const third = learnFor(learner, 1, shop, start + 2 * dayMs);
    expect(errorOf(third, (index) => 300 * traffic(start + 2 * dayMs + index * fiveMinutes), 300)).toBeLessThan(0.05);
  });

  it('of the week is known after two weeks, and a good forecast with an honest band', () => {
    const noise = aNoise(2);
    const learner = createLearner({ timeZone: 'UTC' });
    const shop = (at: number) => noise.count(300 * traffic(at));
    learnFor(learner, 14, shop);
    const from = start + 14 * dayMs;
    const ahead = learner.forecast(from, fiveMinutes, 288);
    const third = learnFor(learner, 7, shop, from);
    const truth = (index: number) => 300 * traffic(from + index * fiveMinutes);
    expect(errorOf(third, truth, 300)).toBeLessThan(0.015);
    const values = samplesOf(7, fiveMinutes, shop, from);
    const outside = third.filter(({ lower, upper }, index) => {
      const value = values[index]?.value ?? 0;
      return value < (lower ?? 0) || value > (upper ?? 0);
    });
    // Other draws of the same noise than were learned: a band of 99.7 %.
    expect(outside.length / third.length).toBeLessThan(0.015);
    const errors = ahead.map(({ expected }, index) => Math.abs(expected - truth(index)) / 300);
    expect(errors.reduce((total, each) => total + each, 0) / errors.length).toBeLessThan(0.03);
  });

  it('makes a night of day traffic an anomaly, and the same traffic by day none', () => {
    const noise = aNoise(3);
    const learner = createLearner({ timeZone: 'UTC' });
    learnFor(learner, 15, (at) => noise.count(200 * traffic(at)));
    const night = learnFor(learner, 0.1, () => noise.count(120), start + 15 * dayMs + hourMs);
    expect(Math.max(...night.map(({ surprise }) => surprise))).toBeGreaterThan(alertScore.quiet);
    expect(night[1]?.direction).toBe('high');
  });

  it.each([
    ['forward', Date.UTC(2024, 2, 31)],
    ['back', Date.UTC(2024, 9, 27)],
  ])('follows the shop when its clocks are set %s', (_, change) => {
    const noise = aNoise(4);
    const inZone = createLearner({ timeZone: 'Europe/Berlin' });
    const inUtc = createLearner({ timeZone: 'UTC' });
    const from = change - 20 * dayMs;
    // Berlin is an hour ahead of UTC in winter and two in summer; both changes are at 1:00 UTC.
    const isSummer = (at: number) => at >= Date.UTC(2024, 2, 31, 1) && at < Date.UTC(2024, 9, 27, 1);
    const shop = (at: number) => noise.count(300 * traffic(at + (isSummer(at) ? 2 : 1) * hourMs));
    const samples = samplesOf(21, fiveMinutes, shop, from);
    const dayAfter = (learner: Learner) => samples.map((sample) => learner.learn(sample)).slice(-288);
    expect(alertsIn(dayAfter(inZone))).toBe(0);
    expect(alertsIn(dayAfter(inUtc))).toBeGreaterThan(0);
  });

  it('is hardly bent by an anomaly of two hours', () => {
    const noise = aNoise(5);
    const learner = createLearner({ timeZone: 'UTC' });
    const isWrong = (at: number) => at >= start + 16.5 * dayMs && at < start + 16.5 * dayMs + 2 * hourMs;
    const verdicts = learnFor(learner, 18, (at) => noise.count(300 * traffic(at) * (isWrong(at) ? 0.2 : 1)));
    for (const days of [16.5 + 1.9 / 24, 17.5 + 1 / 24]) {
      const { expected } = verdicts[Math.floor((days * dayMs) / fiveMinutes)] ?? {};
      const normal = 300 * traffic(start + days * dayMs);
      expect(Math.abs((expected ?? 0) - normal) / normal).toBeLessThan(0.12);
    }
  });

  it('goes on after a week in which nothing came', () => {
    const noise = aNoise(6);
    const learner = createLearner({ timeZone: 'UTC' });
    const shop = (at: number) => noise.count(300 * traffic(at));
    learnFor(learner, 14, shop);
    const from = start + 21 * dayMs;
    const after = learnFor(learner, 2, shop, from);
    expect(alertsIn(after)).toBe(0);
    expect(errorOf(after, (index) => 300 * traffic(from + index * fiveMinutes), 300)).toBeLessThan(0.04);
  });

  it('is learned from hourly samples and from one a minute', () => {
    for (const [stepMs, days] of [
      [hourMs, 21],
      [minuteMs, 4],
    ] as const) {
      const noise = aNoise(7);
      const learner = createLearner({ timeZone: 'UTC' });
      const samples = samplesOf(days, stepMs, (at) => 100 + 50 * Math.sin((2 * Math.PI * at) / dayMs) + noise.normal());
      const verdicts = samples.map((sample) => learner.learn(sample)).slice(-dayMs / stepMs);
      const lastDay = samples.slice(-dayMs / stepMs);
      const truth = (index: number) => 100 + 50 * Math.sin((2 * Math.PI * (lastDay[index]?.at ?? 0)) / dayMs);
      expect(errorOf(verdicts, truth, 150)).toBeLessThan(0.03);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { alertScore, createLearner, type Verdict } from '../../../../core/detection/learning/learner.ts';
import { aNoise, dayMs, hourMs, minuteMs, samplesOf, start, traffic } from './labelledSeries.ts';

const fiveMinutes = 5 * minuteMs;
const shiftedAt = start + 16.4 * dayMs;

function learned(valueAt: (at: number, isShifted: boolean) => number, days = 20) {
  const learner = createLearner({ timeZone: 'UTC' });
  const samples = samplesOf(days, fiveMinutes, (at) => valueAt(at, at >= shiftedAt));
  return { learner, verdicts: samples.map((sample) => ({ at: sample.at, ...learner.learn(sample) })) };
}

const accepted = (verdicts: readonly (Verdict & { at: number })[]) =>
  verdicts.filter(({ at, newNormal }) => newNormal !== null && at >= shiftedAt);

describe('a new normal', () => {
  it.each([
    ['of traffic', 1.6, (at: number, noise: ReturnType<typeof aNoise>) => noise.count(300 * traffic(at))],
    ['of orders', 0.5, (at: number, noise: ReturnType<typeof aNoise>) => noise.count(300 * traffic(at))],
    ['of a latency', 1.8, (_: number, noise: ReturnType<typeof aNoise>) => 80 * Math.exp(0.1 * noise.normal())],
  ])('%s is alarming at first, accepted after half a day, and said once', (_, factor, value) => {
    const noise = aNoise(8);
    const { verdicts } = learned((at, isShifted) => value(at, noise) * (isShifted ? factor : 1));
    const first = verdicts.filter(({ at }) => at >= shiftedAt && at < shiftedAt + hourMs);
    expect(Math.max(...first.map(({ score }) => score))).toBeGreaterThan(alertScore.normal);
    const said = accepted(verdicts);
    expect(said.length).toBe(1);
    const { at, newNormal } = said[0] as (typeof said)[number];
    expect((at - shiftedAt) / hourMs).toBeGreaterThan(8);
    expect((at - shiftedAt) / hourMs).toBeLessThan(16);
    expect((newNormal?.since ?? 0) - shiftedAt).toBeLessThan(hourMs);
    expect((newNormal?.now ?? 0) / (newNormal?.before ?? 1)).toBeCloseTo(factor, 0.5);
    const later = verdicts.filter((verdict) => verdict.at > shiftedAt + 30 * hourMs);
    expect(Math.max(...later.map(({ score }) => score))).toBeLessThan(alertScore.normal);
    const next = verdicts[Math.floor((18.5 * dayMs) / fiveMinutes)];
    expect((next?.expected ?? 0) / (value(start + 18.5 * dayMs, aNoise(1)) * factor)).toBeCloseTo(1, 0);
  });

  it('is accepted at once when a person says so', () => {
    const noise = aNoise(9);
    const { learner, verdicts } = learned((_, isShifted) => (isShifted ? 150 : 100) + 5 * noise.normal(), 16.5);
    expect(accepted(verdicts)).toEqual([]);
    expect(verdicts.at(-1)?.surprise).toBeGreaterThan(alertScore.keen);
    learner.acceptLevel(shiftedAt);
    const next = samplesOf(1, fiveMinutes, () => 150 + 5 * noise.normal(), start + 16.5 * dayMs);
    const after = next.map((sample) => learner.learn(sample));
    expect(after[0]?.expected).toBeGreaterThan(140);
    expect(Math.max(...after.slice(1).map(({ score }) => score))).toBeLessThan(alertScore.normal);
  });

  it('of a flat series is accepted, to zero and from zero too', () => {
    for (const [before, now] of [
      [5, 8],
      [0, 3],
      [4, 0],
    ] as const) {
      const { verdicts } = learned((_, isShifted) => (isShifted ? now : before));
      const said = accepted(verdicts);
      expect(said.map(({ newNormal }) => [newNormal?.before, newNormal?.now])).toEqual([[before, now]]);
      expect(verdicts.at(-1)?.expected).toBeCloseTo(now, 1);
      expect(verdicts.at(-1)?.surprise).toBeLessThan(0.3);
    }
  });

  it('is not made of an outage of some hours', () => {
    const noise = aNoise(10);
    const { verdicts } = learned((at) => {
      const isDown = at >= shiftedAt && at < shiftedAt + 5 * hourMs;
      return noise.count(300 * traffic(at)) * (isDown ? 0 : 1);
    });
    expect(accepted(verdicts)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLearner, type Sample, type Verdict } from '../../../../core/detection/learning/learner.ts';
import { aNoise, dayMs, hourMs, minuteMs, samplesOf, start, traffic } from './labelledSeries.ts';

const options = { timeZone: 'Europe/Berlin' };
const runs = { numRuns: 60 };

const anyValue = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 100 }),
  fc.constantFrom(
    null,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
    -0,
    Number.MAX_VALUE,
    5e-324,
  ),
);
const anyGap = fc.oneof(
  fc.integer({ min: 1, max: 10 * minuteMs }),
  fc.constantFrom(-dayMs, -1, 0, 0.5, minuteMs, hourMs, 7 * dayMs, 400 * dayMs, Number.NaN, Number.POSITIVE_INFINITY),
);
const anySeries = fc.array(fc.record({ gap: anyGap, value: anyValue }), { maxLength: 120 }).map((steps) => {
  let at = start;
  return steps.map(({ gap, value }): Sample => {
    const next = at + gap;
    if (Number.isFinite(next)) at = next;
    return { at: next, value };
  });
});

function expectSound(verdict: Verdict): void {
  for (const share of [verdict.score, verdict.surprise]) {
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
  }
  expect(verdict.score).toBeLessThanOrEqual(verdict.surprise);
  const { expected, lower, upper } = verdict;
  if (expected === null || lower === null || upper === null) {
    expect([expected, lower, upper]).toStrictEqual([null, null, null]);
    return;
  }
  for (const number of [expected, lower, upper]) expect(Number.isFinite(number)).toBe(true);
  expect(lower).toBeLessThanOrEqual(expected);
  expect(expected).toBeLessThanOrEqual(upper);
}

/** A day of a shop, and the learner that has seen so many. */
function aLearnedShop(days: number) {
  const noise = aNoise(11);
  const learner = createLearner(options);
  const samples = samplesOf(days + 1, 5 * minuteMs, (at) => noise.count(200 * traffic(at)));
  const split = samples.length - 288;
  for (const sample of samples.slice(0, split)) learner.learn(sample);
  return { learner, next: samples.slice(split) };
}

describe('whatever comes', () => {
  it('verdicts are numbers, in order and in bounds', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const learner = createLearner(options);
        for (const sample of series) expectSound(learner.learn(sample));
      }),
      runs,
    );
  });

  it('a learner of ordinary days stays sound after it', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const { learner, next } = aLearnedShop(2);
        for (const sample of series) expectSound(learner.learn({ ...sample, at: sample.at + 4 * dayMs }));
        for (const sample of next) expectSound(learner.learn({ ...sample, at: sample.at + 4000 * dayMs }));
      }),
      { numRuns: 15 },
    );
  });

  it('what is missing scores nothing and teaches nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY), (value) => {
        const { learner, next } = aLearnedShop(1);
        const before = learner.state();
        const at = (learner.lastAt() ?? 0) + minuteMs;
        const verdict = learner.learn({ at, value });
        expect(verdict).toMatchObject({ score: 0, surprise: 0, reasons: [], newNormal: null });
        expect(verdict.expected).not.toBeNull();
        expect(learner.state()).toStrictEqual(before);
        expect(learner.learn(next[0] as Sample).score).toBeLessThan(0.5);
      }),
      { numRuns: 4 },
    );
  });

  it('a constant series never alarms, whatever the constant', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), (value) => {
        const learner = createLearner(options);
        for (const sample of samplesOf(4, 15 * minuteMs, () => value)) {
          const verdict = learner.learn(sample);
          expect(verdict.surprise).toBeLessThan(0.5);
          if (verdict.expected !== null) expect(verdict.expected).toBeCloseTo(value, 3);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('the band of a series that was never negative is never negative', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { maxLength: 300 }), (values) => {
        const learner = createLearner(options);
        for (const [index, value] of values.entries()) {
          const { lower, expected } = learner.learn({ at: start + index * 5 * minuteMs, value });
          if (lower !== null) expect(lower).toBeGreaterThanOrEqual(0);
          if (expected !== null) expect(expected).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });
});

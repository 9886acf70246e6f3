import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCondition } from '../../../../core/detection/rules/judgeCondition.ts';
import type { MetricCondition } from '../../../../shared/signals/metricCondition.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
/** One number a minute, the last of them in the minute that begins at noon. */
const everyMinute = (...values: number[]) => {
  const minutes = values.map((value, index) => ({ at: noon - (values.length - 1 - index) * minute, value }));
  return { minutes, newestAt: noon };
};
const flat = (usual: number, newest: number) => everyMinute(...Array<number>(70).fill(usual), newest);
const judge = (condition: MetricCondition, series: ReturnType<typeof everyMinute>, now = noon + 30_000) =>
  judgeCondition(condition, series, now);

describe('a limit', () => {
  it.each([
    [90, 'above', false],
    [90.001, 'above', true],
    [89.9, 'above', false],
    [90, 'below', false],
    [89.999, 'below', true],
  ] as const)('is exclusive: %d is %s 90: %s', (value, kind, isWrong) => {
    expect(judge({ kind, limit: 90 }, everyMinute(value))).toEqual({
      ...{ isWrong, value, expected: 90, zScore: null, changePercent: null },
    });
  });

  it('judges the newest number, and not what is ahead of the clock', () => {
    expect(judge({ kind: 'above', limit: 5 }, everyMinute(9, 1))?.isWrong).toBe(false);
    expect(judge({ kind: 'above', limit: 5 }, everyMinute(9, 1), noon - 1)?.isWrong).toBe(true);
  });

  it('does not judge what stopped five minutes ago', () => {
    const series = everyMinute(99);
    expect(judge({ kind: 'above', limit: 5 }, series, noon + 6 * minute - 1)?.isWrong).toBe(true);
    expect(judge({ kind: 'above', limit: 5 }, series, noon + 6 * minute)).toBeNull();
    expect(judge({ kind: 'above', limit: 5 }, { minutes: [], newestAt: noon })).toBeNull();
  });
});

describe('a change against the hour before', () => {
  it.each([
    [12, false, 50],
    [12.1, true, 51.25],
    [4, false, -50],
  ])('of %d against 8 is more than 50 %% above: %s', (value, isWrong, changePercent) => {
    expect(judge({ kind: 'aboveBaseline', percent: 50 }, flat(8, value))).toMatchObject({
      ...{ isWrong, value, expected: 8, changePercent },
    });
  });

  it.each([
    [4, false],
    [3.9, true],
  ])('of %d against 8 is more than 50 %% below: %s', (value, isWrong) => {
    expect(judge({ kind: 'belowBaseline', percent: 50 }, flat(8, value))?.isWrong).toBe(isWrong);
  });

  it('leaves the five minutes before out of the baseline, so that a change does not become usual while it is judged', () => {
    const series = everyMinute(...Array<number>(60).fill(8), 20, 20, 20, 20, 20, 20);
    expect(judge({ kind: 'aboveBaseline', percent: 50 }, series)).toMatchObject({ isWrong: true, expected: 8 });
  });

  it('takes six numbers at least', () => {
    const numbers = (count: number) => everyMinute(...Array<number>(count).fill(8), 0, 0, 0, 0, 0, 20);
    expect(judge({ kind: 'aboveBaseline', percent: 50 }, numbers(5))).toBeNull();
    expect(judge({ kind: 'aboveBaseline', percent: 50 }, numbers(6))?.isWrong).toBe(true);
  });

  it('cannot be told of nothing: neither percent nor z-score', () => {
    const verdict = { isWrong: false, expected: 0, changePercent: null, zScore: null };
    expect(judge({ kind: 'aboveBaseline', percent: 50 }, flat(0, 40))).toMatchObject(verdict);
    expect(judge({ kind: 'zScore', limit: 3 }, flat(0, 40))).toMatchObject(verdict);
  });
});

describe('a z-score', () => {
  // Thirty of 9 and thirty of 11: mean 10, and √(60 / 59) ≈ 1.0084 as σ.
  const swinging = (newest: number) =>
    everyMinute(...Array.from({ length: 66 }, (_, index) => (index % 2 === 0 ? 9 : 11)), newest);

  it.each([
    [13, false, 2.975],
    [13.1, true, 3.074],
    [6.9, true, -3.074],
    [10, false, 0],
  ])('of %d is beyond 3 σ either way: %s', (value, isWrong, z) => {
    const verdict = judge({ kind: 'zScore', limit: 3 }, swinging(value), noon);
    expect(verdict).toMatchObject({ isWrong, expected: 10 });
    expect(verdict?.zScore).toBeCloseTo(z, 3);
  });

  it('does not fire on the noise of a flat line: a hundredth of its height is one σ', () => {
    expect(judge({ kind: 'zScore', limit: 3 }, flat(100, 103))?.isWrong).toBe(false);
    expect(judge({ kind: 'zScore', limit: 3 }, flat(100, 104))?.isWrong).toBe(true);
  });
});

it('misses what said nothing for so many minutes', () => {
  const absent = { kind: 'absent', minutes: 10 } as const;
  expect(judge(absent, everyMinute(1), noon + 10 * minute - 1)?.isWrong).toBe(false);
  expect(judge(absent, everyMinute(1), noon + 10 * minute)?.isWrong).toBe(true);
});

const anyCondition: fc.Arbitrary<MetricCondition> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('above' as const, 'below' as const),
    limit: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  fc.record({ kind: fc.constant('aboveBaseline' as const), percent: fc.double({ min: 0.001, max: 1e6, noNaN: true }) }),
  fc.record({ kind: fc.constant('belowBaseline' as const), percent: fc.double({ min: 0.001, max: 100, noNaN: true }) }),
  fc.record({ kind: fc.constant('zScore' as const), limit: fc.double({ min: 0.001, max: 1e6, noNaN: true }) }),
);

it('answers finite numbers, or none, for any numbers', () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 80 });
  fc.assert(
    fc.property(anyCondition, numbers, (condition, values) => {
      const verdict = judge(condition, everyMinute(...values));
      if (verdict === null) return true;
      const { value, expected, zScore, changePercent } = verdict;
      return [value, expected, zScore, changePercent].every((number) => number === null || Number.isFinite(number));
    }),
  );
});

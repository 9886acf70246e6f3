import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firings } from '../../../../core/detection/rules/firings.ts';
import { judgeRule } from '../../../../core/detection/rules/judgeRule.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
const at = (minutes: number) => noon + minutes * minute;
/** Numbers by minutes since noon. */
const series = (...numbers: [minutes: number, value: number][]) => {
  const minutes = numbers.map(([minutes, value]) => ({ at: at(minutes), value }));
  return { minutes, newestAt: minutes.at(-1)?.at ?? 0 };
};
const run = (from: number, values: number[]) =>
  series(...values.map((value, index): [number, number] => [from + index, value]));
const above = { condition: { kind: 'above', limit: 10 }, cooldownMs: 0 } as const;
const kind = (forMinutes: number, judged: ReturnType<typeof series>, now: number) =>
  judgeRule({ ...above, forMs: forMinutes * minute }, judged, at(now)).kind;

describe('a rule that waits', () => {
  it('fires once it was wrong for so long', () => {
    const judged = run(0, [1, 20, 20, 20, 20, 20, 20]);
    expect([3, 4, 5, 6].map((now) => kind(3, judged, now))).toEqual(['clear', 'fires', 'fires', 'fires']);
  });

  it('begins anew with every number that is not wrong', () => {
    expect(kind(3, run(0, [20, 20, 20, 1, 20, 20]), 5)).toBe('clear');
  });

  it('does not know when it was wrong for as long as it is known, which is not long enough', () => {
    expect(kind(10, run(0, [20, 20, 20]), 2)).toBe('unknown');
    expect(kind(2, run(0, [20, 20, 20]), 2)).toBe('fires');
  });

  it('takes numbers with pauses between for what they are', () => {
    expect(kind(30, series([0, 20], [10, 20], [20, 20], [30, 20]), 30)).toBe('fires');
    expect(kind(30, series([-5, 1], [10, 20], [20, 20], [30, 20]), 30)).toBe('clear');
  });

  it('is not judged by what stopped', () => {
    expect(kind(0, series([0, 20]), 7)).toBe('unknown');
  });

  it('misses what did not come for the two times together', () => {
    const rule = { condition: { kind: 'absent', minutes: 10 }, forMs: 5 * minute } as const;
    const last = { minutes: [], newestAt: noon };
    expect([14, 15, 600].map((now) => judgeRule(rule, last, at(now)).kind)).toEqual(['clear', 'fires', 'fires']);
  });
});

describe('firings of a time', () => {
  const hour = Array.from({ length: 61 }, (_, index) => at(index));
  const begun = (judged: ReturnType<typeof series>, rule: Partial<Parameters<typeof firings>[0]> = {}) =>
    firings({ ...above, forMs: 0, ...rule }, judged, hour).map((time) => (time - noon) / minute);
  const values = (wrong: (minute: number) => boolean) =>
    run(
      0,
      Array.from({ length: 61 }, (_, index) => (wrong(index) ? 20 : 1)),
    );

  it('are counted where they begin', () => {
    expect(begun(values((index) => index === 5 || (index >= 20 && index < 30) || index > 58))).toEqual([5, 20, 59]);
  });

  it('are one alert within the cooldown', () => {
    const judged = values((index) => [5, 10, 40].includes(index));
    expect(begun(judged, { cooldownMs: 4 * minute })).toEqual([5, 40]);
    expect(begun(judged, { cooldownMs: 3 * minute })).toEqual([5, 10, 40]);
  });

  it('wait as long as the rule does', () => {
    expect(
      begun(
        values((index) => index >= 20 && index < 30),
        { forMs: 5 * minute },
      ),
    ).toEqual([25]);
    expect(
      begun(
        values((index) => index >= 20 && index < 30),
        { forMs: 10 * minute },
      ),
    ).toEqual([]);
  });

  it('go on over a pause in which nothing is known', () => {
    expect(begun(series([5, 20], [25, 20], [26, 1], [50, 20]))).toEqual([5, 50]);
  });

  it('of what is missing begin where it is missed, and not before it ever came', () => {
    const absent = { condition: { kind: 'absent', minutes: 10 } } as const;
    expect(begun(series([15, 1], [40, 1]), absent)).toEqual([25, 50]);
  });

  it('are the same whether looked at once or minute by minute', () => {
    const numbers = fc.array(fc.option(fc.constantFrom(1, 20), { nil: null }), { minLength: 61, maxLength: 61 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 8 }), (some, forMinutes) => {
        const judged = series(
          ...some.flatMap((value, index): [number, number][] => (value === null ? [] : [[index, value]])),
        );
        const rule = { ...above, forMs: forMinutes * minute };
        const first = firings(rule, judged, hour)[0];
        const live = hour.find((now) => {
          const known = judged.minutes.filter((each) => each.at <= now);
          return judgeRule(rule, { minutes: known, newestAt: known.at(-1)?.at ?? 0 }, now).kind === 'fires';
        });
        return first === live;
      }),
    );
  });
});

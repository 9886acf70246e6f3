import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMatchers } from '../../../../core/notify/routing/compileMatchers.ts';
import { compileSilences, matchesEverything } from '../../../../core/notify/routing/compileSilences.ts';
import type { Matcher } from '../../../../shared/delivery/matcher.ts';

const one = (name: string, op: Matcher['op'], value: string): Matcher => ({ name, op, value });

const value = fc.constantFrom('a', 'b', '');
const matcher = fc.record({
  name: fc.constantFrom('severity', 'type', 'source', 'region', 'team'),
  op: fc.constantFrom<Matcher['op']>('=', '!=', '=~', '!~'),
  value,
});
const silences = fc.array(fc.array(matcher, { minLength: 1, maxLength: 3 }), { maxLength: 12 });
const alert = fc.record({
  severity: value,
  type: value,
  source: value,
  labels: fc.dictionary(fc.constantFrom('region', 'team'), value),
});

it('finds the same silences as trying each of them', () => {
  fc.assert(
    fc.property(silences, alert, (all, subject) => {
      const named = all.map((matchers, index) => ({ id: `s${index}`, matchers }));
      const tried = named.filter(({ matchers }) => compileMatchers(matchers)(subject)).map(({ id }) => id);
      expect(compileSilences(named).mutedBy(subject)).toEqual(tried);
    }),
    { numRuns: 200 },
  );
});

it('goes on from what was found before, whichever silences came and went since', () => {
  const some = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(silences, some, some, fc.array(alert, { maxLength: 6 }), (all, first, then, subjects) => {
      const named = all.map((matchers, index) => ({ id: `s${index}`, matchers }));
      const before = compileSilences(named.filter((_, index) => first[index]));
      for (const subject of subjects.slice(0, 3)) before.mutedBy(subject);
      const present = named.filter((_, index) => then[index]).reverse();
      const after = compileSilences(present, before);
      for (const subject of subjects) {
        expect(after.mutedBy(subject)).toEqual(compileSilences(present).mutedBy(subject));
      }
    }),
    { numRuns: 200 },
  );
});

describe('a silence of everything', () => {
  it.each<[Matcher[]]>([
    [[one('severity', '=~', '.*')]],
    [[one('type', '!=', 'no such type')]],
    [[one('team', '=~', '(.|\\n)*')]],
    [[one('severity', '=~', 'critical|high|medium|low')]],
    [[]],
  ])('is %o', (matchers) => {
    expect(matchesEverything(matchers)).toBe(true);
  });

  it.each<[Matcher[]]>([
    [[one('type', '=', 'revenue_drop')]],
    [[one('severity', '!=', 'critical')]],
    [[one('team', '=~', '.+')]],
    [[one('team', '=', '')]],
    [[one('type', '=~', '.*'), one('source', '=', 'engine')]],
  ])('is not %o', (matchers) => {
    expect(matchesEverything(matchers)).toBe(false);
  });
});

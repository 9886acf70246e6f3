import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMatchers, matcherProblem } from '../../../../core/notify/routing/compileMatchers.ts';
import { draftFor } from '../../../../renderer/features/silences/draftFor.ts';
import { NewSilence } from '../../../../shared/delivery/silence.ts';

const alert = (type: string, labels: Record<string, string> = {}) => ({ type, labels });
const matchersFor = (...alerts: ReturnType<typeof alert>[]) =>
  draftFor(alerts).matchers.map(({ name, op, value }) => `${name} ${op} ${value}`);

it('a silence for one alert asks for what tells it from others: its kind and its labels', () => {
  expect(matchersFor(alert('revenue_drop', { region: 'eu' }))).toEqual(['type = revenue_drop', 'region = eu']);
});

describe('a silence for several alerts', () => {
  it('asks for what they have in common', () => {
    expect(
      matchersFor(
        alert('revenue_drop', { region: 'eu', shop: 'a' }),
        alert('revenue_drop', { region: 'eu', shop: 'b' }),
      ),
    ).toEqual(['type = revenue_drop', 'region = eu', 'shop =~ a|b']);
  });

  it('takes each of several kinds, and no label that one of them does not have', () => {
    expect(
      matchersFor(alert('traffic_drop', { region: 'eu', app: 'web' }), alert('revenue_drop', { region: 'us' })),
    ).toEqual(['type =~ revenue_drop|traffic_drop', 'region =~ eu|us']);
  });

  it('takes values for what they say, whatever they mean in a pattern', () => {
    expect(matchersFor(alert('t', { path: '/a.b' }), alert('t', { path: '(c|d)*' }))).toEqual([
      'type = t',
      'path =~ \\(c\\|d\\)\\*|/a\\.b',
    ]);
  });

  it('asks for what values begin with when there are too many of them', () => {
    const alerts = Array.from({ length: 1000 }, (_, index) => alert('t', { order: `order-${index}`, id: `${index}-` }));
    expect(matchersFor(...alerts)).toEqual(['type = t', 'order =~ order-.*']);
  });

  it('leaves out labels that a condition would take for the alert’s own', () => {
    expect(matchersFor(alert('t', { severity: 'p1', type: 'x', ' a': '1' }))).toEqual(['type = t']);
  });

  it('has no more conditions than are allowed, those that tell most first', () => {
    const labels = (value: string) =>
      Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`l${index}`, index % 2 === 0 ? 'same' : `${value}${index}`]),
      );
    const { matchers } = draftFor([alert('t', labels('a')), alert('t', labels('b'))]);
    expect(matchers).toHaveLength(50);
    expect(matchers.slice(0, 31).every(({ op }) => op === '=')).toBe(true);
  });

  it('matches every one of them, and is one that the host takes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('', 'eu', 'us', '.*', 'a|b', '\\', '[x', 'line\nbreak', 'x'.repeat(2500)),
    );
    const name = fc.oneof(fc.constantFrom('region', 'shop', 'severity', 'type', ' blank ', '__proto__'), text);
    const alerts = fc.array(
      fc.record({ type: text, labels: fc.dictionary(name, text, { noNullPrototype: true, maxKeys: 6 }) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(alerts, (selected) => {
        const { matchers } = draftFor(selected);
        const endsAt = '2026-03-10T12:00:00.000Z';
        if (matchers.length > 0) expect(NewSilence.safeParse({ matchers, endsAt }).error).toBeUndefined();
        expect(matchers.map(matcherProblem).filter((problem) => problem !== null)).toEqual([]);
        const matches = compileMatchers(matchers);
        for (const one of selected) expect(matches({ ...one, severity: 'high', source: 'engine' })).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../core/alerts/observation.ts';
import { BatchBook, fingerprint } from '../../support/batchBook.ts';
import { anObservation } from '../../support/builders.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
const at = (minutes: number) => noon + minutes * minute;
const judged = (minutes: number) => at(minutes) + 330_000;

/** A threshold says so. */
const rule = (minutes: number, overrides: Partial<Observation> = {}) =>
  anObservation({ windowStart: at(minutes), ...overrides });
/** What was learned of the same number says so. */
const learned = (minutes: number, overrides: Partial<Observation> = {}) =>
  anObservation({
    ...{ windowStart: at(minutes), type: 'learned_low', labels: { metric: 'revenue' }, severity: 'medium' },
    ...{ description: 'Revenue is unusually low.', title: 'Revenue unusually low', learnedSeries: 'shop/revenue' },
    ...{ sameAs: [{ type: 'revenue_drop', labels: {} }] },
    ...overrides,
  });
const openIn = (book: BatchBook) => [...book.records.values()].filter(({ resolvedAt }) => resolvedAt === null);

describe('two that say the same', () => {
  it('are one alert, whichever of them comes first in a window', () => {
    for (const both of [
      [rule(0), learned(0)],
      [learned(0), rule(0)],
    ]) {
      const book = new BatchBook();
      book.window(judged(0), ...both);
      expect(book.records.size).toBe(1);
      expect(book.one()).toMatchObject({ occurrences: 1, severity: 'high', title: 'Revenue drop' });
      expect(book.one().learnedSeries).toBe('shop/revenue');
    }
  });

  it('are one alert when one speaks later, whether or not it knows of the other', () => {
    const first = new BatchBook();
    first.window(judged(0), rule(0));
    first.window(judged(5), rule(5), learned(5));
    expect(first.one()).toMatchObject({ occurrences: 2, description: rule(5).description });

    const second = new BatchBook();
    second.window(judged(0), learned(0));
    second.window(judged(5), rule(5), learned(5));
    expect(second.one('learned_low')).toMatchObject({
      occurrences: 2,
      severity: 'high',
      title: 'Revenue unusually low',
    });
  });

  it('stay apart from what is about something else', () => {
    const book = new BatchBook();
    book.window(judged(0), rule(0, { labels: { shop: 'b' } }), learned(0));
    expect(book.records.size).toBe(2);
  });

  it('show the numbers of the alert itself while it speaks, else those of the newest window', () => {
    const book = new BatchBook();
    book.window(judged(0), rule(0, { metricValue: 1 }), learned(0, { metricValue: 2 }));
    expect(book.one().metricValue).toBe(1);
    book.window(judged(5), learned(5, { metricValue: 3 }));
    expect(book.one()).toMatchObject({
      metricValue: 3,
      windowStart: at(5),
      title: 'Revenue drop',
      type: 'revenue_drop',
    });
  });

  it('have the runbook of whichever has one, and what is known of both', () => {
    const book = new BatchBook();
    const runbookUrl = 'https://wiki.example.com/revenue';
    const usual = (value: string) => ({ name: 'Usual at this hour', value });
    const opened = { runbookUrl: null, facts: [usual('$900 to $1,100')] };
    book.window(judged(0), learned(0, opened));
    const limit = { name: 'Limit', value: '50 %' };
    book.window(judged(5), rule(5, { runbookUrl, facts: [usual('$950 to $1,150'), limit] }));
    const both = { type: 'learned_low', runbookUrl, description: rule(5).description };
    expect(book.one('learned_low')).toMatchObject({ ...both, facts: [usual('$950 to $1,150'), limit] });
    book.window(judged(10), learned(10, opened));
    expect(book.one('learned_low')).toMatchObject({ runbookUrl, description: learned(10).description });
  });

  it('keep every observation under its own name, and count none twice when it is told again', () => {
    const book = new BatchBook();
    const batch = [rule(0), learned(0, { lostRevenue: 40 })];
    book.window(judged(0), ...batch);
    const before = book.snapshot();
    expect(book.window(judged(0), ...batch).drafts).toEqual([]);
    expect(book.snapshot()).toBe(before);
    const prints = [...book.observations.values()].map((seen) => seen.fingerprint);
    expect(prints.sort()).toEqual(
      [fingerprint('revenue_drop'), fingerprint('learned_low', { metric: 'revenue' })].sort(),
    );
  });
});

describe('the end of what two told', () => {
  it('does not come while one of them goes on', () => {
    const book = new BatchBook();
    book.window(judged(0), rule(0), learned(0));
    for (const window of [5, 10, 15]) book.window(judged(window), learned(window));
    expect(book.one()).toMatchObject({ resolvedAt: null, occurrences: 4, severity: 'medium' });
    book.window(judged(20));
    book.window(judged(25));
    expect(book.one().resolvedAt).toBe(judged(25));
  });

  it('waits for each source on its own', () => {
    const book = new BatchBook();
    const watched = (minutes: number, ...some: Observation[]) =>
      book.apply({ source: 'learning', at: judged(minutes), observations: some, completeness: 'window' });
    book.window(judged(0), rule(0));
    watched(0, learned(0, { source: 'learning' }));
    book.window(judged(5));
    book.window(judged(10));
    expect(openIn(book)).toHaveLength(1);
    watched(5);
    watched(10);
    expect(openIn(book)).toHaveLength(0);
  });

  it('does not come of a window in which the part that it told could not be judged', () => {
    const book = new BatchBook();
    book.window(judged(0), rule(0));
    const learning = (minutes: number, observations: Observation[], labels: Record<string, string> | null) =>
      book.apply({
        ...{ source: 'learning', at: judged(minutes), observations, completeness: 'window' },
        ...(observations.length > 0 ? {} : { unjudged: [{ type: 'learned_low', labels }] }),
      });
    learning(0, [learned(0, { source: 'learning' })], null);
    book.window(judged(5));
    book.window(judged(10));
    learning(5, [], null);
    learning(10, [], { metric: 'revenue' });
    learning(15, [], null);
    expect(openIn(book)).toHaveLength(1);
  });

  it('is taken back when the other one flickers soon after it', () => {
    const book = new BatchBook();
    book.window(judged(0), rule(0));
    book.window(judged(5));
    book.window(judged(10));
    book.window(judged(15), learned(15));
    expect(book.one()).toMatchObject({ resolvedAt: null, occurrences: 2 });
    expect(book.kinds()).toContain('reopened');
    book.window(judged(20));
    book.window(judged(25));
    book.window(judged(60), learned(60));
    expect(book.records.size).toBe(2);
  });

  it('keeps a window that is told late with the episode of its time', () => {
    const book = new BatchBook();
    for (const window of [0, 5]) book.window(judged(window), rule(window));
    for (const window of [10, 15]) book.window(judged(window));
    book.apply({ source: 'learning', at: judged(5), observations: [learned(5)], completeness: 'window' });
    expect(book.one()).toMatchObject({ occurrences: 2, resolvedAt: judged(15) });
  });
});

describe('what it costs', () => {
  it('is the sum of its windows, each once, whoever tells it', () => {
    const book = new BatchBook();
    book.window(judged(0), rule(0, { lostRevenue: 100 }), learned(0, { lostRevenue: 90 }));
    book.window(judged(5), learned(5, { lostRevenue: 50 }));
    book.window(judged(5), learned(5, { lostRevenue: 50 }));
    book.window(judged(10), rule(10));
    expect(book.one().lostRevenue).toBe(150);
  });

  it('is not known where nobody said it', () => {
    const book = new BatchBook();
    book.window(judged(0), rule(0), learned(0, { lostRevenue: Number.NaN }));
    expect(book.one().lostRevenue).toBeNull();
  });
});

it('keeps its explanation and series when a later window has none', () => {
  const book = new BatchBook();
  book.window(judged(0), rule(0, { explanation: '91 % of the drop is device = ios.', learnedSeries: 'shop/revenue' }));
  book.window(judged(5), rule(5));
  expect(book.one()).toMatchObject({
    explanation: '91 % of the drop is device = ios.',
    learnedSeries: 'shop/revenue',
  });
});

/** What a window says: by threshold, by what was learned, both or neither, with a cost. */
const said = fc.array(
  fc.record({ rule: fc.boolean(), learned: fc.boolean(), learnedFirst: fc.boolean(), lost: fc.nat(1000) }),
  { minLength: 1, maxLength: 30 },
);

describe('whatever windows say', () => {
  const observationsOf = (window: number, { rule: byRule, learned: byLearned, learnedFirst, lost }: SaidOnce) => {
    const all = [
      ...(byRule ? [rule(window * 5, { lostRevenue: lost })] : []),
      ...(byLearned ? [learned(window * 5, { lostRevenue: lost })] : []),
    ];
    return learnedFirst ? all.toReversed() : all;
  };

  it('never has two open alerts, counts each window once and loses no money', () => {
    fc.assert(
      fc.property(said, (windows) => {
        const book = new BatchBook();
        for (const [index, window] of windows.entries()) {
          const batch = observationsOf(index, window);
          book.window(judged(index * 5), ...batch);
          const before = book.snapshot();
          book.window(judged(index * 5), ...batch);
          expect(book.snapshot()).toBe(before);
          expect(openIn(book).length).toBeLessThanOrEqual(1);
        }
        const spoken = windows.filter((window) => window.rule || window.learned);
        const records = [...book.records.values()];
        expect(records.reduce((sum, record) => sum + record.occurrences, 0)).toBe(spoken.length);
        expect(records.reduce((sum, record) => sum + (record.lostRevenue ?? 0), 0)).toBe(
          spoken.reduce((sum, { lost }) => sum + lost, 0),
        );
        const silent = windows.length - 1 - windows.findLastIndex((window) => window.rule || window.learned);
        if (spoken.length > 0) expect(openIn(book).length).toBe(silent >= 2 ? 0 : 1);
      }),
    );
  });

  it('makes the same of a window, in whatever order it tells it', () => {
    fc.assert(
      fc.property(said, (windows) => {
        const [one, other] = [new BatchBook(), new BatchBook()];
        for (const [index, window] of windows.entries()) {
          one.window(judged(index * 5), ...observationsOf(index, window));
          other.window(judged(index * 5), ...observationsOf(index, window).toReversed());
        }
        const told = (book: BatchBook) => [...book.records.values()];
        expect(told(one)).toEqual(told(other));
      }),
    );
  });
});

type SaidOnce = { rule: boolean; learned: boolean; learnedFirst: boolean; lost: number };

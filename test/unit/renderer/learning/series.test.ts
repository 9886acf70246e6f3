import { describe, expect, it } from 'vitest';
import { everySeries, filterSeries, outOfBand } from '../../../../renderer/features/learning/series/seriesFilter.ts';
import { costWords, seriesStatus, sizeWords } from '../../../../renderer/features/learning/series/seriesWords.ts';
import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const hour = 3_600_000;

const aSeries = (part: Partial<LearnedSeries> = {}): LearnedSeries => ({
  ...{ key: 'shop/revenue', title: 'Revenue', group: 'shop', unit: 'currency', labels: {}, sensitivity: 'normal' },
  ...{ state: 'ready', knownMs: 24 * hour, neededMs: 24 * hour, lastAt: '2026-03-10T11:59:00Z', lastValue: 100 },
  ...{ expected: 100, lower: 90, upper: 110, stateBytes: 22_400, newNormal: null },
  ...part,
});

describe('filterSeries', () => {
  const items = [
    aSeries({ key: 'job/load/duration', title: 'Duration of load', group: 'job', lastValue: 130 }),
    aSeries({ key: 'metric/b/cpu', title: 'CPU on b', group: 'metric', state: 'stopped' }),
    aSeries({ key: 'metric/a/cpu', title: 'CPU on a', group: 'metric', lastValue: 40 }),
    aSeries(),
  ];
  const keys = (part: Partial<typeof everySeries>) =>
    filterSeries(items, { ...everySeries, ...part }).map(({ key }) => key);

  it('goes by group and name', () => {
    expect(keys({})).toEqual(['shop/revenue', 'metric/a/cpu', 'metric/b/cpu', 'job/load/duration']);
  });

  it('finds by group, state, title and key', () => {
    expect(keys({ group: 'metric' })).toEqual(['metric/a/cpu', 'metric/b/cpu']);
    expect(keys({ state: 'stopped' })).toEqual(['metric/b/cpu']);
    expect(keys({ state: 'unusual' })).toEqual(['metric/a/cpu', 'job/load/duration']);
    expect(keys({ text: ' cpu ON a' })).toEqual(['metric/a/cpu']);
    expect(keys({ text: 'job/' })).toEqual(['job/load/duration']);
    expect(keys({ text: 'nothing like it' })).toEqual([]);
  });

  it('puts what is farthest out of its band first when asked', () => {
    expect(keys({ sort: 'unusual' }).slice(0, 2)).toEqual(['metric/a/cpu', 'job/load/duration']);
  });

  it('stays quick with as many series as there can be', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      aSeries({ key: `metric/${index}`, title: `Series ${index}` }),
    );
    expect(filterSeries(many, { ...everySeries, text: '9999' })).toHaveLength(1);
  });
});

describe('outOfBand', () => {
  it.each([
    [100, 90, 110, 0],
    [130, 90, 110, 1],
    [80, 90, 110, -0.5],
    [90, 90, 110, 0],
    [null, 90, 110, null],
    [100, null, null, null],
  ])('%s between %s and %s: %s', (lastValue, lower, upper, out) => {
    expect(outOfBand({ lastValue, lower, upper })).toBe(out);
  });

  it('is finite for a band without height', () => {
    expect(Number.isFinite(outOfBand({ lastValue: 5, lower: 0, upper: 0 }))).toBe(true);
  });
});

describe('the words of a series', () => {
  it.each([
    [{ state: 'learning', knownMs: 9 * hour, neededMs: 24 * hour }, 'Learning, 9 h of 24 h'],
    [{ state: 'learning', knownMs: 50 * hour, neededMs: 7 * 24 * hour }, 'Learning, 2 d of 7 d'],
    [{ state: 'learning', knownMs: 20 * 60_000, neededMs: 24 * hour }, 'Learning, 20 min of 24 h'],
    [{ state: 'stopped', lastAt: '2026-03-10T03:00:00Z' }, 'Stopped 9 h ago'],
    [{ state: 'stopped', lastAt: null }, 'Stopped'],
    [{ state: 'ready' }, 'Ready'],
    [{ state: 'off' }, 'Off'],
    [{ state: 'capped' }, 'Not learned'],
  ] as const)('%o is “%s”', (part, word) => {
    expect(seriesStatus(aSeries(part), now).word).toBe(word);
  });

  it('say what learning costs', () => {
    const count = (value: number) => value.toLocaleString('en-GB');
    const cost = { series: 52, left: 9500, stateBytes: 1_130_000, lastCheckMs: 3 };
    expect(costWords(cost, count)).toBe('52 series, 1.1 MB, 3 ms per check; 9,500 more are not learned');
    expect(costWords({ ...cost, left: 1, lastCheckMs: null }, count)).toBe('52 series, 1.1 MB; 1 more is not learned');
    expect(costWords({ ...cost, left: 0, lastCheckMs: 41.7 }, count)).toBe('52 series, 1.1 MB, 42 ms per check');
    expect([sizeWords(0), sizeWords(22_400), sizeWords(999_499)]).toEqual(['0 B', '22 kB', '999 kB']);
  });
});

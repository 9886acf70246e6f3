import { expect, it } from 'vitest';
import { chooseSeries } from '../../../../../core/adapters/clickhouse/learned/chooseSeries.ts';
import type { FedSeries } from '../../../../../core/adapters/clickhouse/learned/seriesFeed.ts';

const found = (key: string): FedSeries => ({
  ...({ key, id: key, seenAt: 0, group: 'metric', title: key, unit: 'none', labels: {}, worth: 'both' } as const),
  ...{ rules: { high: [], low: [] }, stepMs: 60_000, mayCount: false },
});
const known = (key: string, learnedUntil: number) => ({ key, learnedUntil });
const keys = (series: readonly FedSeries[]) => series.map(({ key }) => key);

it('keeps those that are known, then takes new ones in their order, then what stopped', () => {
  const chosen = chooseSeries(['a', 'b', 'c'].map(found), [known('c', 9), known('old', 1), known('older', 0)], 4);
  expect([keys(chosen.keep), chosen.stopped, keys(chosen.left)]).toEqual([['c', 'a', 'b'], ['old'], []]);
});

it('leaves those that there is no room for, and what stopped first of all', () => {
  const chosen = chooseSeries(['a', 'b', 'c'].map(found), [known('c', 9), known('old', 1)], 2);
  expect([keys(chosen.keep), chosen.stopped, keys(chosen.left)]).toEqual([['c', 'a'], [], ['b']]);
});

import { describe, expect, it } from 'vitest';
import { choosePast } from '../../../../core/watch/backtest/choosePast.ts';
import type { PastSeries } from '../../../../core/watch/backtest/pastSeries.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const aSeries = (key: string, stepMs = minute): PastSeries => ({
  identity: `scores of ${key}`,
  feed: {} as PastSeries['feed'],
  series: {
    ...{ key, id: key, seenAt: 0, group: 'metric', title: key, unit: 'none', labels: {}, worth: 'both' },
    ...{ rules: { high: [], low: [] }, stepMs, mayCount: false },
  },
  ...{ sensitivity: 'normal', timeZone: 'UTC', historyDays: 30 },
});

/** Two whole days and one that is judged, and 28 days of a sample in three minutes. */
const samplesOfOne = 3 * 1440 + 28 * 480;
const none: ReadonlySet<string> = new Set();

function chosen(byWay: PastSeries[][], room: number, { told = none, named = none } = {}) {
  const found = choosePast(byWay, { judgedMs: day, mostSamples: room * samplesOfOne, told, named });
  return { keys: [...found.chosen].map((identity) => identity.replace('scores of ', '')), left: found.left };
}

describe('choosePast', () => {
  const all = ['a', 'b', 'c', 'd'].map((key) => aSeries(key));

  it('tries what there is time for, in the order in which series are learned', () => {
    expect(chosen([all], 2)).toEqual({ keys: ['a', 'b'], left: 2 });
    expect(chosen([all], 9)).toEqual({ keys: ['a', 'b', 'c', 'd'], left: 0 });
  });

  it('tries first what has a sensitivity of its own, then what alerts were told of', () => {
    const found = chosen([all], 3, { named: new Set(['d']), told: new Set(['c']) });
    expect(found).toEqual({ keys: ['d', 'c', 'a'], left: 1 });
  });

  it('counts a series once that both ways score alike', () => {
    expect(chosen([all.slice(0, 2), all.slice(0, 2)], 2)).toEqual({ keys: ['a', 'b'], left: 0 });
  });

  it('takes little of series that have few samples, and always tries one', () => {
    const jobs = Array.from({ length: 50 }, (_, index) => aSeries(`job ${index}`, 60 * minute));
    expect(chosen([jobs], 3).left).toBe(0);
    expect(chosen([all], 0)).toEqual({ keys: ['a'], left: 3 });
  });
});

import { expect, it } from 'vitest';
import { createLearnedSource } from '../../../../../core/adapters/clickhouse/learned/learnedSource.ts';
import type { FedSeries, SeriesFeed } from '../../../../../core/adapters/clickhouse/learned/seriesFeed.ts';
import { createLearnedRegistry } from '../../../../../core/monitor/learnedRegistry.ts';
import { nothingLearned } from '../../../../../core/monitor/learnedStates.ts';
import { failed, ok } from '../../../../../shared/problem.ts';
import { Settings } from '../../../../../shared/settings.ts';
import { ManualClock } from '../../../../support/manualClock.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;

const aSeries = (prefix: string): FedSeries => ({
  ...{ key: `${prefix}queue_depth`, id: prefix, seenAt: noon, group: 'metric', title: 'Queue depth', unit: 'none' },
  ...{ labels: { metric: 'queue_depth' }, worth: 'both', stepMs: minute, mayCount: false },
  rules: { high: [], low: [] },
});

/** A series of a number each minute; `read` stands before each question about samples. */
function aFeed(prefix: string, valueAt: (at: number) => number, read: () => boolean): SeriesFeed {
  return {
    ...{ prefix, title: 'Metrics', group: 'metric', everyMs: minute, sliceMs: day },
    list: async () => ok({ series: [aSeries(prefix)], more: 0 }),
    async samples(series, { from, to }) {
      if (!read()) return failed('aborted', 'It was stopped.');
      const first = Math.ceil(from / minute);
      const samples = Array.from({ length: Math.floor(to / minute) - first }, (_, index) => {
        const at = (first + index) * minute;
        return { at, value: valueAt(at) };
      });
      return ok({ samples: new Map(series.map(({ key }) => [key, samples])), until: to, odd: 0 });
    },
  };
}

it('tells what it found in a check that was cut off while it learned from history', async () => {
  const wave = (at: number) => 100 + (Math.floor(at / minute) % 7);
  const { learning } = Settings.parse({ learning: { historyDays: 3, timeZone: 'UTC' } });
  let deadline = new AbortController();
  let isSlow = false;
  const source = createLearnedSource({
    feeds: [
      aFeed(
        'metric/',
        (at) => (at === noon + minute ? 5000 : wave(at)),
        () => true,
      ),
      aFeed('slow/', wave, () => {
        if (isSlow) deadline.abort();
        return false;
      }),
    ],
    ...{
      settings: learning,
      limits: [],
      learned: nothingLearned,
      adjustments: () => [],
      registry: createLearnedRegistry(),
    },
    ...{ deadlineMs: 10_000, currency: 'USD', clock: new ManualClock(noon) },
  });
  let cursor: string | null = null;
  async function poll(now: number) {
    deadline = new AbortController();
    const report = await source.poll({ now, cursor }, deadline.signal);
    if (!report.ok || report.value.kind !== 'read') return null;
    cursor = report.value.cursor;
    return report.value.batches.flatMap(({ observations }) => observations.map(({ type }) => type));
  }
  await poll(noon);
  expect(await poll(noon)).toEqual([]);
  isSlow = true;
  expect(await poll(noon + 2 * minute)).toBeNull();
  isSlow = false;
  expect(await poll(noon + 3 * minute)).toEqual(['learned_high']);
  expect(await poll(noon + 4 * minute)).toEqual([]);
});

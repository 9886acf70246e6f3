import { describe, expect, it } from 'vitest';
import { SeriesLearner } from '../../../../core/detection/series/seriesLearner.ts';
import type { LearnedState } from '../../../../core/monitor/learnedStates.ts';
import { forecastOf } from '../../../../core/watch/learning/forecastOf.ts';
import type { ForecastSeries, ForecastSource } from '../../../../core/watch/learning/forecastSource.ts';
import { ok } from '../../../../shared/problem.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { successOf } from '../../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const series: ForecastSeries = {
  ...{ key: 'query/orders', id: 'query/orders', title: 'Orders', unit: 'count', labels: {}, worth: 'both' },
  ...{ stepMs: 5 * minute, mayCount: false, rules: { high: [], low: [] } },
};

const wave = (from: number, to: number) =>
  Array.from({ length: Math.ceil((to - from) / (5 * minute)) }, (_, index) => {
    const at = from + index * 5 * minute;
    return { at, value: 100 + 40 * Math.sin((2 * Math.PI * at) / day) + (index % 3) };
  });

/** Days of a wave, answered a day at a time; each answer takes `answerMs`. */
async function ask({ historyDays = 30, answerMs = 0, hasPast = true, kept = null as LearnedState | null }) {
  const clock = new ManualClock(noon);
  const asked: number[] = [];
  const source: ForecastSource = {
    find: async () => ok(null),
    async samples(_series, { from, to }) {
      asked.push(from);
      clock.advance(answerMs);
      if (hasPast) return ok({ samples: wave(from, to), until: to });
      return ok({ samples: to === noon ? [{ at: noon, value: 100 }] : [], until: to });
    },
    sliceMs: () => day,
  };
  const forecast = successOf(
    await forecastOf(
      series,
      {
        ...{ source, clock, hours: 6, timeZone: 'UTC', adjustments: [], limit: null },
        ...{ horizonMs: day, historyMs: historyDays * day, now: noon, kept: () => kept },
      },
      AbortSignal.timeout(20_000),
    ),
  );
  return { forecast, days: asked.map((from) => Math.ceil((noon - from) / day)) };
}

describe('a forecast', () => {
  it('learns as much history as the watch, and two weeks at least', async () => {
    expect((await ask({ historyDays: 30 })).days).toEqual(Array.from({ length: 31 }, (_, index) => 31 - index));
    expect((await ask({ historyDays: 3 })).days[0]).toBe(15);
  });

  it('leaves out what is older than two weeks where that takes long', async () => {
    const { days, forecast } = await ask({ historyDays: 30, answerMs: 2500 });
    expect(days.slice(0, 4)).toEqual([31, 30, 15, 14]);
    expect(forecast.ahead.length).toBeGreaterThan(0);
    expect(forecast.note).toBeNull();
  });

  it('goes by what the watch has heard itself where nothing can be read again', async () => {
    const unknown = await ask({ hasPast: false });
    expect(unknown.forecast.note).toMatch(/^Hardly anything of it is known yet, and 1 d are needed/);
    const watching = new SeriesLearner({ ...series, group: 'query' }, 'UTC', noon);
    watching.learn(wave(noon - 10 * day, noon), {
      ...{ timeZone: 'UTC', sensitivity: 'normal', adjustments: [], judgeFrom: noon },
    });
    const { forecast } = await ask({ hasPast: false, kept: watching.state() });
    expect(forecast.note).toBeNull();
    // A quarter of a day on, the wave is at its lowest.
    expect(forecast.ahead.at(-1)?.expected).toBeLessThan(70);
  });
});

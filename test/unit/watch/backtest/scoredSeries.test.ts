import { describe, expect, it } from 'vitest';
import type { SeriesInfo } from '../../../../core/detection/series/seriesInfo.ts';
import { SeriesLearner, wholeMs } from '../../../../core/detection/series/seriesLearner.ts';
import { learnedReplay } from '../../../../core/watch/backtest/learnedReplay.ts';
import { ScoredSeries } from '../../../../core/watch/backtest/scoredSeries.ts';
import { type Sensitivity, sensitivities } from '../../../../shared/learning/sensitivity.ts';
import { seededRandom } from '../../../support/seededRandom.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const begin = Date.parse('2026-03-02T00:00:00Z');
const judgeFrom = begin + 5 * day;
const end = begin + 7 * day;
const step = 5 * minute;

const info: SeriesInfo & { id: string } = {
  ...{ id: '1', key: 'metric/worker-0/queue_depth', group: 'metric', title: 'Queue depth', unit: 'percent' },
  ...{ labels: { metric: 'queue_depth', component: 'worker-0' }, worth: 'both', rules: { high: [], low: [] } },
  ...{ stepMs: step, mayCount: false },
};
const parts = { timeZone: 'UTC', learnFrom: begin, judgeFrom };

const random = seededRandom(11);
const samples = Array.from({ length: (end - begin) / step }, (_, index) => {
  const at = begin + index * step;
  const hourOfDay = (at % day) / hour;
  const isOff = at >= judgeFrom && (hourOfDay === 7 || (hourOfDay >= 15 && hourOfDay < 16));
  return { at, value: (50 + 20 * Math.sin((2 * Math.PI * at) / day) + 3 * random()) * (isOff ? 2.5 : 1) };
});

/** As the watch learns and judges them, at one sensitivity from the beginning. */
function live(sensitivity: Sensitivity): number[] {
  const learner = new SeriesLearner(info, 'UTC', begin);
  const judged = learner.learn(samples, {
    ...{ timeZone: 'UTC', sensitivity, adjustments: [], judgeFrom, thinBefore: judgeFrom - wholeMs },
  });
  return judged.filter(({ finding }) => finding !== null).map(({ at }) => at);
}

function replayed({ samples: kept, lastAt }: ScoredSeries, sensitivity: Sensitivity): number[] {
  const batches = learnedReplay(kept, lastAt, {
    ...{ info, sensitivity, adjustments: [], timeZone: 'UTC', currency: 'USD', to: end + hour },
  });
  return [...batches].flatMap(({ observations }) => observations.map(({ windowStart }) => windowStart));
}

describe('a series that is scored once', () => {
  const scored = new ScoredSeries(info, parts);
  scored.learn(samples, []);

  it.each(sensitivities)('tells at %s what the watch would have told', (sensitivity) => {
    expect(live('keen').length).toBeGreaterThan(0);
    expect(replayed(scored, sensitivity)).toEqual(live(sensitivity));
  });

  it('keeps little of what is calm', () => {
    expect(scored.samples.length).toBeLessThan((end - judgeFrom) / step / 4);
  });

  it('is the same in portions, and does not learn anything twice', () => {
    const again = new ScoredSeries(info, parts);
    for (let start = 0; start < samples.length; start += 100)
      again.learn(samples.slice(Math.max(0, start - 30), start + 100), []);
    expect(again.samples).toEqual(scored.samples);
  });

  it('notes when a series stopped that something may be open of', () => {
    const stopped = new ScoredSeries(info, parts);
    const silentFrom = judgeFrom + 15.5 * hour;
    stopped.learn(
      samples.filter(({ at }) => at < silentFrom || at >= silentFrom + 3 * hour),
      [],
    );
    const last = silentFrom - step;
    // Twelve steps of five minutes.
    expect(stopped.samples).toContainEqual({ kind: 'stopped', at: last + hour });
  });
});

import { describe, expect, it } from 'vitest';
import { type LearnedReplay, learnedReplay } from '../../../../core/watch/backtest/learnedReplay.ts';
import type { ScoredSample } from '../../../../core/watch/backtest/scoredSeries.ts';

const minute = 60_000;
const noon = Date.parse('2026-03-10T12:00:00Z');
const at = (minutes: number) => noon + minutes * minute;

const info: LearnedReplay['info'] = {
  ...{ key: 'metric/worker-0/queue_depth', group: 'metric', title: 'Queue depth', unit: 'count', worth: 'both' },
  ...{ labels: { metric: 'queue_depth', component: 'worker-0' }, rules: { high: [], low: [] } },
  ...{ stepMs: minute, mayCount: false },
};
const asked = (changed: Partial<LearnedReplay> = {}): LearnedReplay => ({
  ...{ info, sensitivity: 'normal', adjustments: [], timeZone: 'UTC', currency: 'USD', to: at(600) },
  ...changed,
});
const peak = (minutes: number, { score = 0.9, surprise = 0.9, value = 640 } = {}): ScoredSample => ({
  ...{ kind: 'candidate', at: at(minutes), value },
  verdict: { expected: 100, lower: 90, upper: 110, score, surprise, learning: null },
});
const calm = (minutes: number): ScoredSample => ({ kind: 'clear', at: at(minutes) });

/** Minutes after noon with the number of observations that a batch has. */
function said(samples: readonly ScoredSample[], changed: Partial<LearnedReplay> = {}, lastAt = at(599)) {
  const batches = [...learnedReplay(samples, lastAt, asked(changed))];
  return batches.map((batch) => [(batch.at - noon) / minute, batch.observations.length]);
}

describe('what was learned, replayed', () => {
  it('is told two minutes after a sample, and over after two clear ones', () => {
    expect(said([peak(0), peak(1), calm(2), calm(3), calm(4)])).toEqual([
      [2, 1],
      [3, 1],
      [4, 0],
      [5, 0],
      [6, 0],
      [7, 0],
    ]);
    const [first] = learnedReplay([peak(0)], at(599), asked());
    expect(first).toMatchObject({
      ...{ source: 'learning', completeness: 'window' },
      observations: [{ type: 'learned_high', title: 'Queue depth higher than usual', windowStart: noon }],
    });
  });

  it('depends on the sensitivity, and on what people said of that hour', () => {
    const just = [peak(0, { score: 0.79, surprise: 0.79 })];
    expect(said(just)[0]).toEqual([2, 1]);
    expect(said(just, { sensitivity: 'quiet' })[0]).toEqual([2, 0]);
    expect(said(just, { sensitivity: 'off' })).toEqual([]);
    const lessEager = { id: 'a', series: info.key, kind: 'lessEager', hours: null, at: at(-60), until: null } as const;
    expect(said(just, { adjustments: [lessEager] })[0]).toEqual([2, 0]);
  });

  it('stays open by its surprise alone, and does not open by it', () => {
    const lasting = peak(1, { score: 0.1, surprise: 0.75 });
    expect(said([peak(0), lasting]).slice(0, 2)).toEqual([
      [2, 1],
      [3, 1],
    ]);
    expect(said([peak(0, { score: 0.1, surprise: 0.75 })])[0]).toEqual([2, 0]);
    // A clear sample between ends that.
    expect(said([peak(0), calm(1), peak(2, { score: 0.1, surprise: 0.75 })])[2]).toEqual([4, 0]);
  });

  it('tells only the way that is worth an alert', () => {
    expect(said([peak(0)], { info: { ...info, worth: 'low' } })[0]).toEqual([2, 0]);
    const [low] = learnedReplay([peak(0, { value: 2 })], at(599), asked({ info: { ...info, worth: 'low' } }));
    expect(low?.observations).toMatchObject([{ type: 'learned_low' }]);
  });

  it('is over two minutes after the series stopped, in the middle or at the end', () => {
    expect(said([peak(0), { kind: 'stopped', at: at(30) }, peak(90)])).toEqual([
      [2, 1],
      [31, 0],
      [32, 0],
      [92, 1],
    ]);
    expect(said([peak(0)], {}, at(0))).toEqual([
      [2, 1],
      [31, 0],
      [32, 0],
    ]);
  });

  it('counts a minute without a sample of a slow series as clear once a clear one was read', () => {
    const job = { ...info, group: 'job', stepMs: 60 * minute } as const;
    expect(said([peak(0), calm(60)], { info: job })).toEqual([
      [2, 1],
      [62, 0],
      [64, 0],
    ]);
    const query = { ...info, group: 'query', stepMs: 5 * minute } as const;
    expect(said([calm(5)], { info: query })).toEqual([
      [7, 0],
      [12, 0],
    ]);
  });

  it('leaves out what was seen after the end', () => {
    expect(said([peak(0), peak(1)], { to: at(2) })).toEqual([[2, 1]]);
  });
});

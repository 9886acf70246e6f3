import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../../core/detection/series/seriesEnvelope.ts';
import { type SeriesLearner as Series, SeriesLearner } from '../../../../core/detection/series/seriesLearner.ts';

const minute = 60_000;
const start = Date.parse('2026-03-01T00:00:00Z');
const info = {
  ...({ key: 'metric/app/requests', id: '1', group: 'metric', title: 'Requests', unit: 'none' } as const),
  ...({ labels: { metric: 'requests', component: 'app' }, worth: 'both', stepMs: minute, mayCount: true } as const),
  rules: { high: [], low: [] },
};
const context = { timeZone: 'UTC', sensitivity: 'normal', adjustments: [], judgeFrom: 0 } as const;
const samples = (count: number, of: (index: number) => number | null, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ at: start + (from + index) * minute, value: of(index) }));
const expectedOf = (series: Series) => series.describe(start + 2000 * minute, 'normal').expected;

describe('a learned series', () => {
  it('goes on from what was kept as if nothing had happened', () => {
    const [whole, first] = [new SeriesLearner(info, 'UTC', start), new SeriesLearner(info, 'UTC', start)];
    const wave = (index: number) => 50 + (index % 7) - 10 * Math.sin(index / 200);
    whole.learn(samples(2000, wave), context);
    first.learn(samples(1500, wave), context);
    const second = SeriesLearner.restore(first.state(), 'UTC');
    second?.learn(
      samples(500, (index) => wave(index + 1500), 1500),
      context,
    );
    expect(second?.state()).toEqual(whole.state());
  });

  it('whose state is of another version, cut, or nothing is learned anew', () => {
    const { state } = new SeriesLearner(info, 'UTC', start).state();
    expect(SeriesLearner.restore({ key: 'k', state: state.slice(0, -8), learnedUntil: 0 }, 'UTC')).toBeNull();
    expect(SeriesLearner.restore({ key: 'k', state: new Uint8Array(), learnedUntil: 0 }, 'UTC')).toBeNull();
    const opened = unseal(state);
    if (!opened) throw new Error('The state cannot be opened.');
    const other = seal({ ...opened.notes, version: 2 } as never, opened.state);
    expect(unseal(other)).toBeNull();
  });

  it('of one point, of one number for ever, or of nothing that is a number has no alert and does not throw', () => {
    for (const of of [() => 5, () => Number.NaN, () => null, (i: number) => (i === 0 ? 5 : Number.POSITIVE_INFINITY)]) {
      const series = new SeriesLearner(info, 'UTC', start);
      const judged = series.learn(samples(3000, of), context);
      expect(judged.filter(({ finding }) => finding !== null)).toEqual([]);
      expect(series.describe(start + 3000 * minute, 'normal').key).toBe(info.key);
    }
    const one = new SeriesLearner(info, 'UTC', start);
    expect(
      one.learn(
        samples(1, () => 5),
        context,
      ),
    ).toMatchObject([{ finding: null }]);
    expect(one.describe(start, 'normal')).toMatchObject({ state: 'learning', lastValue: 5 });
  });

  it('ignores what is not newer than the last: a repeated day and a clock that goes back', () => {
    const series = new SeriesLearner(info, 'UTC', start);
    series.learn(
      samples(2000, (index) => index % 9),
      context,
    );
    const before = series.state();
    expect(
      series.learn(
        samples(1440, () => 9000),
        context,
      ),
    ).toEqual([]);
    expect(series.state()).toEqual(before);
  });

  it('of a counter that was too new to be known as one is told by its rate after a restart too', () => {
    const counter = (index: number) => 1000 + 30 * index;
    const series = new SeriesLearner(info, 'UTC', start);
    series.learn(samples(20, counter), context);
    const restarted = SeriesLearner.restore(series.state(), 'UTC');
    restarted?.learn(
      samples(100, (index) => counter(index + 20), 20),
      context,
    );
    expect(restarted?.isRate).toBe(true);
  });

  it('of a counter is learned by its rate a minute, whatever it was taken for at first', () => {
    const series = new SeriesLearner(info, 'UTC', start);
    series.learn(
      samples(2000, (index) => 1000 + 30 * index),
      context,
    );
    expect(series.isRate).toBe(true);
    expect(expectedOf(series)).toBeCloseTo(30, 0);
  });

  it('of a counter is called by its rate', () => {
    const series = new SeriesLearner(info, 'UTC', start);
    series.learn(
      samples(200, (index) => index * 60),
      context,
    );
    expect(series.describe(start + 200 * minute, 'normal')).toMatchObject({
      title: 'Requests a minute',
      lastValue: 60,
    });
  });

  it('has stopped once it is known to be silent, and catches up while that is not known', () => {
    const series = new SeriesLearner({ ...info, mayCount: false }, 'UTC', start);
    series.learn(
      samples(2000, (index) => index % 7),
      context,
    );
    const later = start + 2000 * minute + 8 * 60 * minute;
    series.learnedUntil = start + 2000 * minute;
    expect(series.describe(later, 'normal')).toMatchObject({ state: 'learning' });
    series.learnedUntil = later;
    expect(series.describe(later, 'normal')).toMatchObject({ state: 'stopped' });
  });

  it('takes over a level that a person called normal once, and says when that is taken back', () => {
    const series = new SeriesLearner({ ...info, mayCount: false }, 'UTC', start);
    const normal = { id: 'a', series: info.key, kind: 'newNormal', hours: null, until: null } as const;
    const adjustments = [{ ...normal, at: start + 1990 * minute }];
    series.learn(
      samples(2000, (index) => (index < 1980 ? 50 + (index % 3) : 90)),
      { ...context, adjustments },
    );
    expect(series.isOutdated(adjustments)).toBe(false);
    expect(series.isOutdated([])).toBe(true);
  });
});

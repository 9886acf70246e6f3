import { describe, expect, it } from 'vitest';
import { alertScore, createLearner, type Verdict } from '../../../../core/detection/learning/learner.ts';
import {
  aNoise,
  dayMs,
  hourMs,
  type LabelledSeries,
  labelledSeries,
  minuteMs,
  samplesOf,
  start,
  traffic,
} from './labelledSeries.ts';

const series = labelledSeries();
const pauseMs = 8 * hourMs;

function judged({ samples }: LabelledSeries, change = { factor: 1, laterMs: 0 }): Verdict[] {
  const learner = createLearner({ timeZone: 'UTC' });
  return samples.map(({ at, value }) =>
    learner.learn({ at: at + change.laterMs, value: value === null ? null : value * change.factor }),
  );
}

/** Of 100: the share of anomalies that are found, less a twentieth of an anomaly for each false alert after the first week. */
function pointsOf(all: readonly (readonly Verdict[])[], threshold: number): number {
  let [found, wanted, falseAlerts] = [0, 0, 0];
  for (const [index, { samples, anomalies }] of series.entries()) {
    const alerts = samples
      .filter((_, position) => (all[index]?.[position]?.score ?? 0) >= threshold)
      .map(({ at }) => at);
    wanted += anomalies.length;
    found += anomalies.filter(({ from, until }) => alerts.some((at) => at >= from && at < until + hourMs)).length;
    falseAlerts += alerts.filter(
      (at) => at > start + 7 * dayMs && !anomalies.some(({ from, until }) => at >= from && at < until + pauseMs),
    ).length;
  }
  return (100 * (found - 0.05 * falseAlerts)) / wanted;
}

describe('over twenty series of shops and machines', { timeout: 60_000 }, () => {
  const plain = series.map((each) => judged(each));

  it('nearly all anomalies are found, with few false alerts', () => {
    expect(pointsOf(plain, alertScore.normal)).toBeGreaterThan(75);
  });

  it('the unit of the values and the month change less than a point', () => {
    const moved = series.map((each) => judged(each, { factor: 1000, laterMs: 28 * dayMs }));
    for (const threshold of Object.values(alertScore)) {
      expect(Math.abs(pointsOf(moved, threshold) - pointsOf(plain, threshold))).toBeLessThan(1);
    }
  });

  it('a series without anomalies alerts at most once in three weeks', () => {
    for (const [index, { name, samples }] of series.entries()) {
      if (!name.startsWith('nothing wrong')) continue;
      const alerts = samples.filter(
        ({ at }, position) => at > start + 7 * dayMs && (plain[index]?.[position]?.score ?? 0) >= alertScore.normal,
      );
      expect(alerts.length, name).toBeLessThanOrEqual(1);
    }
  });
});

describe('a sustained drop', () => {
  it.each([
    [0.5, 30, 4],
    [0.3, 120, 6],
  ])('by %d for %d minutes shows within windows and is held until it is over', (drop, minutes, windows) => {
    const noise = aNoise(12);
    const learner = createLearner({ timeZone: 'UTC' });
    const from = start + 17 * dayMs + 14 * hourMs;
    const until = from + minutes * minuteMs;
    const samples = samplesOf(18, 5 * minuteMs, (at) =>
      noise.count(1000 * traffic(at) * (at >= from && at < until ? 1 - drop : 1)),
    );
    const verdicts = samples.map((sample) => ({ at: sample.at, ...learner.learn(sample) }));
    const during = verdicts.filter(({ at }) => at >= from && at < until);
    const shown = during.findIndex(({ surprise }) => surprise >= alertScore.normal);
    expect(shown).toBeGreaterThanOrEqual(0);
    expect(shown).toBeLessThan(windows);
    const held = during.slice(shown).filter(({ surprise }) => surprise >= alertScore.keen);
    expect(held.length).toBeGreaterThanOrEqual(0.8 * (during.length - shown));
    expect(during[shown]?.direction).toBe('low');
    expect(during[shown]?.reasons).toContain('belowBand');
    const later = verdicts.filter(({ at }) => at >= until + 90 * minuteMs);
    expect(Math.max(...later.map(({ surprise }) => surprise))).toBeLessThan(alertScore.normal);
  });

  it('is one peak of the score', () => {
    const noise = aNoise(13);
    const learner = createLearner({ timeZone: 'UTC' });
    const from = start + 17 * dayMs + 12 * hourMs;
    const samples = samplesOf(18, 5 * minuteMs, (at) =>
      noise.count(1000 * traffic(at) * (at >= from && at < from + 2 * hourMs ? 0.4 : 1)),
    );
    const alerts = samples.filter((sample) => learner.learn(sample).score >= alertScore.normal && sample.at >= from);
    expect(alerts.length).toBeGreaterThanOrEqual(1);
    expect(alerts.length).toBeLessThanOrEqual(3);
  });
});

describe('what is not known yet', () => {
  it('is said: nine hours of twenty-four', () => {
    const learner = createLearner({ timeZone: 'UTC' });
    const verdicts = samplesOf(2, 5 * minuteMs, () => 10).map((sample) => learner.learn(sample));
    expect(verdicts[108]?.learning).toEqual({ knownMs: 9 * hourMs, neededMs: dayMs });
    expect(verdicts[287]?.learning).not.toBeNull();
    expect(verdicts[288]?.learning).toBeNull();
  });

  it('is not made up: a first sample expects nothing, and time without samples is not known', () => {
    const learner = createLearner({ timeZone: 'UTC' });
    expect(learner.forecast(start, hourMs, 3)).toEqual([]);
    expect(learner.lastAt()).toBeNull();
    const first = learner.learn({ at: start, value: 7 });
    expect(first).toMatchObject({ score: 0, expected: null, lower: null, upper: null });
    learner.learn({ at: start + 5 * minuteMs, value: 7 });
    learner.learn({ at: start + 5 * dayMs, value: 7 });
    expect(learner.learn({ at: start + 5 * dayMs + 1, value: 7 }).learning?.knownMs).toBeLessThan(2 * hourMs);
    expect(learner.lastAt()).toBe(start + 5 * dayMs + 1);
  });
});

import { describe, expect, it } from 'vitest';
import {
  createLearner,
  type Learner,
  restoreLearner,
  type Sample,
} from '../../../../core/detection/learning/learner.ts';
import { aNoise, dayMs, hourMs, labelledSeries, minuteMs, samplesOf, start, traffic } from './labelledSeries.ts';

const options = { timeZone: 'Europe/Berlin' };
const learnAll = (learner: Learner, samples: readonly Sample[]) => samples.map((sample) => learner.learn(sample));
const restored = (state: Uint8Array): Learner => {
  const learner = restoreLearner(state, options);
  if (!learner) throw new Error('The state was refused.');
  return learner;
};

function aShop(days: number): Sample[] {
  const noise = aNoise(7);
  return samplesOf(days, 5 * minuteMs, (at) => noise.count(80 * traffic(at)));
}

/** One with a rhythm, one that shifts, one that leaks and one that is mostly 0. */
const someSeries = labelledSeries().filter(({ name }) => /events halve|latency|memory|sparse errors/.test(name));

describe('what a learner remembers', () => {
  it.each(someSeries)('goes through a restart bit for bit: $name', ({ samples }) => {
    const middle = Math.floor(samples.length * 0.6);
    const without = createLearner(options);
    const before = createLearner(options);
    learnAll(without, samples.slice(0, middle));
    learnAll(before, samples.slice(0, middle));
    const after = restored(before.state());
    const rest = samples.slice(middle, middle + 700);
    expect(learnAll(after, rest)).toStrictEqual(learnAll(without, rest));
    expect(after.state()).toStrictEqual(without.state());
    expect(after.forecast(start + 60 * dayMs, hourMs, 48)).toStrictEqual(
      without.forecast(start + 60 * dayMs, hourMs, 48),
    );
  });

  it('goes through a restart after every sample', () => {
    const samples = aShop(2);
    const without = createLearner(options);
    let learner = createLearner(options);
    for (const sample of samples) {
      learner = restored(learner.state());
      expect(learner.learn(sample)).toStrictEqual(without.learn(sample));
    }
  });

  it('is not changed by looking ahead', () => {
    const [asked, unasked] = [createLearner(options), createLearner(options)];
    for (const sample of aShop(9)) {
      asked.forecast(sample.at, hourMs, 3);
      expect(asked.learn(sample)).toStrictEqual(unasked.learn(sample));
    }
  });

  it('is refused when it is of another version or damaged', () => {
    const learner = createLearner(options);
    learnAll(learner, aShop(1));
    const state = learner.state();
    expect(restoreLearner(state, options)).not.toBeNull();
    for (const position of [0, 4, 8, 12, 100, state.length - 1]) {
      const damaged = state.slice();
      damaged[position] = (damaged[position] ?? 0) ^ 1;
      expect(restoreLearner(damaged, options)).toBeNull();
    }
    expect(restoreLearner(state.slice(0, -1), options)).toBeNull();
    expect(restoreLearner(new Uint8Array(), options)).toBeNull();
  });

  it('is read from a part of a larger buffer', () => {
    const learner = createLearner(options);
    learnAll(learner, aShop(1));
    const state = learner.state();
    const larger = new Uint8Array(state.length + 3);
    larger.set(state, 3);
    expect(restored(larger.subarray(3)).state()).toStrictEqual(state);
  });
});

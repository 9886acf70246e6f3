import { expect, it } from 'vitest';
import { createLearner } from '../../../../core/detection/learning/learner.ts';
import { aNoise, minuteMs, samplesOf, start, traffic } from './labelledSeries.ts';

const timeZone = 'Europe/Berlin';

it('keeps its state within 64 KiB over a million samples, however odd', () => {
  const noise = aNoise(5);
  const learner = createLearner({ timeZone });
  let largest = 0;
  for (let index = 0; index < 1_000_000; index++) {
    learner.learn({ at: start + index * minuteMs, value: noise.normal() * 10 ** (index % 7) });
    if (index % 100_000 === 0) largest = Math.max(largest, learner.state().length);
  }
  expect(Math.max(largest, learner.state().length)).toBeLessThanOrEqual(64 * 1024);
}, 120_000);

it('ignores samples that are not newer than the last: a clock that jumps back, a day that repeats', () => {
  const noise = aNoise(7);
  const samples = samplesOf(4, 5 * minuteMs, (at) => noise.count(300 * traffic(at)));
  const [once, twice] = [createLearner({ timeZone }), createLearner({ timeZone })];
  for (const sample of samples) {
    once.learn(sample);
    twice.learn(sample);
  }
  for (const sample of samples.slice(-288)) expect(twice.learn(sample).score).toBe(0);
  expect(twice.state()).toEqual(once.state());
});

import { describe, expect, it } from 'vitest';
import { nextStepAfterMs, receiversOfStep } from '../../../core/notify/escalation.ts';

const minute = 60_000;
const policy = {
  name: 'important',
  steps: [
    { afterMinutes: 10, receivers: ['slack'] },
    { afterMinutes: 25, receivers: ['pagerduty'] },
  ],
  repeat: 2,
};

describe('the steps of a policy', () => {
  it('come one after the other, and the last again as often as it says, at the distance of the last two', () => {
    const waits = [0, 1, 2, 3, 4].map((taken) => nextStepAfterMs(policy, taken));
    expect(waits).toEqual([10 * minute, 15 * minute, 15 * minute, 15 * minute, null]);
  });

  it('tell those that the step names, the last ones again where it is repeated', () => {
    expect([0, 1, 2].map((taken) => receiversOfStep(policy, taken))).toEqual([['slack'], ['pagerduty'], ['pagerduty']]);
  });

  it('of one step alone are repeated at its own distance', () => {
    const [step] = policy.steps;
    const single = { name: 'default', steps: step ? [step] : [], repeat: 1 };
    expect([0, 1, 2].map((taken) => nextStepAfterMs(single, taken))).toEqual([10 * minute, 10 * minute, null]);
  });

  it('that reach nobody do not come', () => {
    expect(nextStepAfterMs({ name: 'none', steps: [], repeat: 3 }, 0)).toBeNull();
  });
});

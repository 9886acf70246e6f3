import { describe, expect, it } from 'vitest';
import { freeName } from '../../../../renderer/features/deliveryRules/freeName.ts';
import { problemsUnder } from '../../../../renderer/features/deliveryRules/problemsUnder.ts';
import { readNames } from '../../../../renderer/features/deliveryRules/readNames.ts';
import { receiverOptions } from '../../../../renderer/features/deliveryRules/receiverOptions.ts';
import { inOrder, isInOrder, withNextStep } from '../../../../renderer/features/deliveryRules/stepOrder.ts';
import { withDefaultPolicies } from '../../../../renderer/features/deliveryRules/withDefaultPolicies.ts';
import { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';

const step = (afterMinutes: number) => ({ afterMinutes, receivers: ['slack'] });

describe('steps of a policy', () => {
  it('are put in the order of time; two at one time are left for a person to mend', () => {
    expect(isInOrder([step(30), step(10)])).toBe(false);
    expect(isInOrder([step(30), step(30)])).toBe(true);
    expect(inOrder([step(30), step(10)])).toEqual([step(10), step(30)]);
  });

  it('go on at the distance of the last two, within a day', () => {
    expect(withNextStep([step(10)])).toEqual([step(10), step(20)]);
    expect(withNextStep([step(10), step(40)]).at(-1)).toEqual(step(70));
    expect(withNextStep([step(1400)]).at(-1)).toEqual(step(1440));
    expect(withNextStep([step(Number.NaN)]).at(-1)).toEqual(step(30));
  });
});

it('the defaults come back in their places, beside policies of the person’s own', () => {
  const defaults = DeliverySettings.parse({}).escalations;
  const own = { name: 'own', steps: [step(5)], repeat: 0 };
  const changed = { name: 'important', steps: [step(1)], repeat: 9 };
  expect(withDefaultPolicies([changed, own], defaults)).toEqual([defaults[1], own, defaults[0]]);
  expect(withDefaultPolicies(defaults, defaults)).toEqual(defaults);
});

it('a new rule gets a name that is free', () => {
  expect(freeName('New rule', [])).toBe('New rule');
  expect(freeName('New rule', ['New rule', 'New rule 2'])).toBe('New rule 3');
});

it('names of labels are read between commas, each once', () => {
  expect(readNames(' region, shop,, region ')).toEqual(['region', 'shop']);
});

it('problems are found at and below a path, and not beside it', () => {
  const problems = { 'a.1': 'one', 'a.1.name': 'two', 'a.10.name': 'three' };
  expect(problemsUnder(problems, 'a.1')).toEqual({ '': 'one', name: 'two' });
});

describe('receivers to choose one from', () => {
  const choices = [
    { name: 'slack', setUp: true },
    { name: 'email', setUp: false },
  ];

  it('say which are not set up, and keep one that is gone', () => {
    expect(receiverOptions(choices, 'old').map(({ label }) => label)).toEqual([
      'slack',
      'email (not set up)',
      'old (does not exist)',
    ]);
  });

  it('call nobody gone while they are not known', () => {
    expect(receiverOptions([], 'slack')).toEqual([{ value: 'slack', label: 'slack' }]);
  });
});

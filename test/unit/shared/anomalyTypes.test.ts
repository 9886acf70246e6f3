import { expect, it } from 'vitest';
import { anomalyTypes, iconOf, titleOf } from '../../../shared/anomalyTypes.ts';
import { signalTypes } from '../../../shared/signals/signalTypes.ts';

it.each([
  ['revenue_drop', 'Revenue drop'],
  ['spark_lag.high', 'Spark lag high'],
  ['', 'Unnamed alert'],
  // Names that every object answers to.
  ['constructor', 'Constructor'],
  ['toString', 'ToString'],
  ['__proto__', 'Proto'],
])('an alert of type %j is called %j', (type, title) => {
  expect(titleOf(type)).toBe(title);
});

it('every type that is ours has an icon of its own, and any other the common one', () => {
  const ours = [...Object.keys(anomalyTypes), ...Object.keys(signalTypes)];
  const common = iconOf('spark_lag_high').join();
  expect(new Set([...ours.map((type) => iconOf(type).join()), common]).size).toBe(ours.length + 1);
});

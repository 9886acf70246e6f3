import { expect, it } from 'vitest';
import { titleOf } from '../../../shared/anomalyTypes.ts';

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

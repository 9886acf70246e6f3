import { expect, it } from 'vitest';
import { appBadge } from '../../../../renderer/features/shell/appBadge.ts';

const counts = (critical: number, high: number, medium = 0) => ({ critical, high, medium, low: 0 });

it.each([
  ['live', counts(2, 1), 3],
  ['live', counts(0, 0, 4), 0],
  ['late', counts(1, 0), 1],
  ['late', counts(0, 0), 'flag'],
  ['blind', counts(0, 0), 'flag'],
  ['blind', counts(5, 5), 'flag'],
  ['disconnected', counts(0, 0), 'flag'],
  ['signedOut', null, 'flag'],
  ['starting', null, null],
  ['live', null, null],
] as const)('%s with %j wears %j', (watch, unacknowledged, badge) => {
  expect(appBadge(watch, unacknowledged)).toBe(badge);
});

import { expect, it } from 'vitest';
import { documentTitle } from '../../../../renderer/features/shell/documentTitle.ts';

const counts = (critical: number, high: number, medium = 0, low = 0) => ({ critical, high, medium, low });

it.each([
  ['live', counts(0, 0), 'Watchkeeper', 'live', 0],
  ['live', counts(1, 1), '(2) Watchkeeper', 'critical', 2],
  ['live', counts(0, 3), '(3) Watchkeeper', 'high', 3],
  ['live', counts(0, 0, 4), 'Watchkeeper', 'medium', 0],
  ['late', counts(1, 0), '(1) late · Watchkeeper', 'late', 1],
  ['blind', counts(5, 5), 'blind · Watchkeeper', 'blind', 0],
  ['disconnected', counts(0, 0), 'no connection · Watchkeeper', 'blind', 0],
  ['signedOut', null, 'signed out · Watchkeeper', 'blind', 0],
  ['live', null, 'Watchkeeper', 'starting', 0],
  ['starting', counts(0, 0), 'Watchkeeper', 'starting', 0],
] as const)('%s with %j is "%s" with the icon %s and %i in it', (watch, unacknowledged, title, icon, count) => {
  expect(documentTitle(watch, unacknowledged)).toEqual({ title, icon, count });
});

it('names a page that has no place in the rail, behind what is urgent', () => {
  expect(documentTitle('live', counts(1, 1), 'Rules').title).toBe('(2) Rules · Watchkeeper');
  expect(documentTitle('blind', counts(1, 1), 'Rules').title).toBe('blind · Watchkeeper');
});

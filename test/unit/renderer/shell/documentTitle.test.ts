import { expect, it } from 'vitest';
import { documentTitle } from '../../../../renderer/features/shell/documentTitle.ts';

const counts = (critical: number, high: number, medium = 0, low = 0) => ({ critical, high, medium, low });

it.each([
  ['live', counts(0, 0), 'Watchkeeper', 'live'],
  ['live', counts(1, 1), '(2) Watchkeeper', 'critical'],
  ['live', counts(0, 3), '(3) Watchkeeper', 'high'],
  ['live', counts(0, 0, 4), 'Watchkeeper', 'medium'],
  ['late', counts(1, 0), '(1) late · Watchkeeper', 'late'],
  ['blind', counts(5, 5), 'blind · Watchkeeper', 'blind'],
  ['disconnected', counts(0, 0), 'no connection · Watchkeeper', 'blind'],
  ['signedOut', null, 'signed out · Watchkeeper', 'blind'],
  ['live', null, 'Watchkeeper', 'starting'],
  ['starting', counts(0, 0), 'Watchkeeper', 'starting'],
] as const)('%s with %j is "%s" with the icon %s', (watch, unacknowledged, title, icon) => {
  expect(documentTitle(watch, unacknowledged)).toEqual({ title, icon });
});

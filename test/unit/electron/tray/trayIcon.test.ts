import { describe, expect, it } from 'vitest';
import { trayIcon } from '../../../../electron/tray/trayIcon.ts';
import { now, someTrayFacts } from './someTrayFacts.ts';

const paused = '2026-03-10T13:00:00.000Z';
const over = '2026-03-10T12:00:12.000Z';

describe('trayIcon', () => {
  it.each([
    ['live', {}, null, 'live', null],
    ['live', { low: 1 }, null, 'low', '1'],
    ['live', { low: 4, medium: 2 }, null, 'medium', '6'],
    ['live', { high: 9 }, null, 'high', '9'],
    ['live', { high: 10 }, null, 'high', '9+'],
    ['live', { critical: 1, low: 500 }, null, 'critical', '9+'],
    ['live', {}, paused, 'paused', null],
    ['live', {}, over, 'live', null],
    ['live', { high: 2 }, paused, 'high-paused', '2'],
    ['late', {}, null, 'late', null],
    ['late', {}, paused, 'late', null],
    ['late', { critical: 3 }, null, 'critical-late', '3'],
    ['late', { critical: 3 }, paused, 'critical-late', '3'],
    ['blind', {}, null, 'blind', null],
    ['blind', { critical: 3 }, paused, 'blind', null],
    ['starting', { critical: 3 }, null, 'starting', null],
  ] as const)(
    '%s with %j open, paused until %s, is %s with %s',
    (status, unacknowledged, popUpsPausedUntil, name, count) => {
      expect(trayIcon(someTrayFacts({ health: { status, popUpsPausedUntil }, unacknowledged }), now)).toEqual({
        name,
        count,
      });
    },
  );

  it('is the green one only when the watch is live, nothing is open and nothing is paused', () => {
    const green = [];
    for (const status of ['starting', 'live', 'late', 'blind'] as const)
      for (const popUpsPausedUntil of [null, paused])
        for (const unacknowledged of [{}, { critical: 1 }, { low: 1 }])
          if (trayIcon(someTrayFacts({ health: { status, popUpsPausedUntil }, unacknowledged }), now).name === 'live')
            green.push({ status, popUpsPausedUntil, unacknowledged });
    expect(green).toEqual([{ status: 'live', popUpsPausedUntil: null, unacknowledged: {} }]);
  });
});

import { BrowserWindow } from 'electron';
import { beforeEach, expect, it } from 'vitest';
import { watchSessionEnd } from '../../../../electron/machine/sessionEnd.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import type { Platform } from '../../../support/electron/world.ts';
import { ManualClock } from '../../../support/manualClock.ts';

let clock: ManualClock;
let stops: number;

async function start(platform: Platform) {
  standIn.reset({ platform });
  await standIn.becomeReady();
  return watchSessionEnd(clock, () => stops++);
}

beforeEach(() => {
  clock = new ManualClock();
  stops = 0;
});

it.each<Platform>(['linux', 'darwin'])('ends in good order when %s shuts down', async (platform) => {
  await start(platform);
  standIn.power('shutdown');
  standIn.power('shutdown');
  expect(stops).toBe(1);
});

it('ends in good order when Windows tells a window that the session ends', async () => {
  const ending = await start('win32');
  const window = new BrowserWindow({ show: false });
  ending.attach(window);
  ending.attach(window);
  expect(window.listenerCount('session-end')).toBe(1);
  (window as unknown as NodeJS.EventEmitter).emit('session-end', { reasons: ['logoff'] });
  expect(stops).toBe(1);
});

it('ends anyway, before the system loses its patience', async () => {
  await start('linux');
  standIn.power('shutdown');
  await clock.advance(2900);
  expect(standIn.app().exitCode).toBeNull();
  await clock.advance(100);
  expect(standIn.app().exitCode).toBe(0);
});

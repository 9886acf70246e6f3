import { clipboard } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDesktopDesk } from '../../../../electron/machine/desktopDesk.ts';
import { createLoginItem } from '../../../../electron/machine/loginItem.ts';
import type { Updates } from '../../../../electron/updates/updates.ts';
import { HostView } from '../../../../shared/hostView.ts';
import { ok } from '../../../../shared/problem.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { ManualClock } from '../../../support/manualClock.ts';

let clock: ManualClock;
let ended: number[];
beforeEach(async () => {
  standIn.reset({ packaged: true });
  await standIn.becomeReady();
  clock = new ManualClock();
  ended = [];
});

const updates: Updates = {
  schedule: () => {},
  stop: () => {},
  check: async () => ok({ version: null, message: 'the newest' }),
  view: () => ({ possible: true, explanation: null, version: null }),
  notices: () => [],
};

function desk(surroundings: { argv?: string[]; env?: Record<string, string>; demo?: boolean } = {}) {
  const { argv = ['/opt/watchkeeper'], env = {}, demo = false } = surroundings;
  return createDesktopDesk({
    dataFolder: '/data',
    loginItem: createLoginItem({ platform: 'linux', env, homedir: '/nonexistent', execPath: '/opt/watchkeeper' }),
    updates,
    demo: { possible: demo, explanation: demo ? null : 'No demo is packed.' },
    process: { argv, env, platform: 'linux' },
    clock,
    end: (code) => ended.push(code),
  });
}

it('says what it can do here', () => {
  expect(HostView.parse(desk().view())).toMatchObject({
    kind: 'desktop',
    platform: 'linux',
    startAtLogin: { possible: true, enabled: false },
    openDataFolder: { possible: true },
    restart: { possible: true },
    demo: { possible: false, explanation: 'No demo is packed.' },
    updates: { possible: true },
  });
});

it('opens the data folder, and says so when the system does not', async () => {
  expect(await desk().openDataFolder()).toEqual({ ok: true, value: null });
  expect(standIn.asked.openedPaths).toEqual(['/data']);
  standIn.failOpening('no file manager');
  expect(await desk().openDataFolder()).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('/data') },
  });
});

it('copies a text, and says so when the system does not take it', async () => {
  expect(await desk().copyText('an alert')).toEqual({ ok: true, value: null });
  expect(standIn.clipboard()).toBe('an alert');
  vi.spyOn(clipboard, 'writeText').mockRejectedValue(new Error('locked'));
  expect(await desk().copyText('another')).toMatchObject({ ok: false });
});

describe('starting anew', () => {
  const demo = true;

  it('answers first, then ends, and is started by Electron', async () => {
    expect(desk({ demo }).restart(null)).toEqual({ ok: true, value: null });
    expect(ended).toEqual([]);
    await clock.advance(1000);
    expect(ended).toEqual([0]);
    expect(standIn.app().relaunches).toEqual([{ args: [] }]);
  });

  it('keeps what it was started with but for the demo, and what counted once', () => {
    const argv = ['/x/electron', '/x', '--no-sandbox', '--fresh', '--hidden', '--demo', 'watchkeeper://alert/0'];
    desk({ argv, demo }).restart(false);
    desk({ argv, demo }).restart(true);
    expect(standIn.app().relaunches).toEqual([
      { args: ['/x', '--no-sandbox', '--no-demo'] },
      { args: ['/x', '--no-sandbox', '--demo'] },
    ]);
  });

  it('starts an AppImage by its own file', () => {
    desk({ env: { APPIMAGE: '/home/me/W.AppImage' } }).restart(null);
    expect(standIn.app().relaunches).toEqual([{ args: [], execPath: '/home/me/W.AppImage' }]);
  });

  it.each([
    [null, 75],
    [true, 76],
    [false, 77],
  ])('leaves it to npm start where that waits: demo %s is exit code %i', async (wanted, code) => {
    desk({ env: { WATCHKEEPER_SUPERVISED: '1' }, demo }).restart(wanted);
    await clock.advance(1000);
    expect(ended).toEqual([code]);
    expect(standIn.app().relaunches).toEqual([]);
  });

  it('does not end for a demo that is not there', async () => {
    expect(desk().restart(true)).toMatchObject({ ok: false, error: { message: 'No demo is packed.' } });
    await clock.advance(1000);
    expect(ended).toEqual([]);
  });
});

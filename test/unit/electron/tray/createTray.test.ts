import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Tray } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTray, type TrayHandle } from '../../../../electron/tray/createTray.ts';
import { type Theme, trayIconFile } from '../../../../electron/tray/iconFiles.ts';
import type { TrayFacts } from '../../../../electron/tray/trayFacts.ts';
import { trayIcon } from '../../../../electron/tray/trayIcon.ts';
import { anAlert } from '../../../support/builders.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import type { Platform } from '../../../support/electron/world.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { type RecordingLog, recordingLog } from '../../../support/recordingLog.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { now, someTrayFacts } from './someTrayFacts.ts';

const quiet = someTrayFacts();
const busy = someTrayFacts({
  unacknowledged: { critical: 1, high: 1 },
  newest: [anAlert({ id: 'c1', severity: 'critical', startsAt: '2026-03-10T11:56:00.000Z' }), anAlert({ id: 'h1' })],
});
const blind = someTrayFacts({ health: { status: 'blind' } });
const firstAlert = 'Critical · Revenue drop · $245 ← $1,850 · 4 min';

let tray: TrayHandle | null = null;
let clock: ManualClock;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let icons: string;
let log: RecordingLog;
const actions = {
  acknowledge: vi.fn(),
  snooze: vi.fn(),
  checkNow: vi.fn(),
  open: vi.fn(),
  pause: vi.fn(),
  quit: vi.fn(),
};

beforeEach(async () => {
  clock = new ManualClock(now);
  log = recordingLog();
  folder = await temporaryFolder();
  icons = folder.path;
  for (const action of Object.values(actions)) action.mockClear();
});
afterEach(async () => {
  tray?.destroy();
  tray = null;
  await folder[Symbol.asyncDispose]();
});

async function start(platform: Platform, facts = quiet): Promise<void> {
  standIn.reset({ platform });
  standIn.becomeReady();
  for (const some of [quiet, busy, blind])
    for (const theme of ['dark', 'light'] as const) await putIcon(some, platform, theme);
  tray = createTray(facts, { icons, actions, clock, log, platform });
}

/** Just enough for the system to take it: what it looks like is the drawing's own test. */
async function putIcon(facts: TrayFacts, platform: Platform, theme: Theme): Promise<void> {
  const file = trayIconFile(icons, trayIcon(facts, now), platform, theme);
  await mkdir(dirname(file), { recursive: true });
  const png = Buffer.alloc(24);
  png.write('\u0089PNG', 0, 'latin1');
  png.writeUInt32BE(22, 16);
  png.writeUInt32BE(22, 20);
  const ico = Buffer.alloc(22);
  ico.writeUInt32LE(0x00010000, 0);
  ico.writeUInt8(16, 6);
  ico.writeUInt8(16, 7);
  await writeFile(file, platform === 'win32' ? ico : png);
}

describe('the tray icon', () => {
  it.each([
    ['linux', 'live.png', 'critical-2.png', ''],
    ['win32', 'live.ico', 'critical-2.ico', ''],
    ['darwin', 'liveTemplate.png', 'critical.png', '2'],
  ] as const)('on %s goes from %s to %s with the title "%s"', async (platform, before, after, title) => {
    await start(platform);
    expect(standIn.tray()).toMatchObject({ icon: before, title: '', tooltip: expect.stringContaining('all quiet') });
    tray?.show(busy);
    expect(standIn.tray()).toMatchObject({
      icon: after,
      title,
      tooltip: expect.stringContaining('1 critical, 1 high'),
    });
  });

  it('on macOS is a template without a severity, and none with one, whose colour would be lost', async () => {
    await start('darwin');
    expect(standIn.tray()?.template).toBe(true);
    tray?.show(busy);
    expect(standIn.tray()?.template).toBe(false);
    tray?.show(blind);
    expect(standIn.tray()).toMatchObject({ icon: 'blindTemplate.png', template: true, title: '' });
  });

  it('is still there after minutes, because somebody holds it', async () => {
    await start('linux');
    await standIn.collectGarbage();
    expect(standIn.tray()).not.toBeNull();
    tray?.show(busy);
    expect(standIn.tray()?.icon).toBe('critical-2.png');
  });

  it('cannot be made before the app is ready, or of a picture that is not there: then there is none, and it says so', () => {
    standIn.reset({ platform: 'linux' });
    expect(createTray(quiet, { icons, actions, clock, log, platform: 'linux' })).toBeNull();
    standIn.becomeReady();
    expect(createTray(quiet, { icons: '/nonexistent', actions, clock, log, platform: 'linux' })).toBeNull();
    expect(log.lines.filter((line) => line.message.includes('no tray icon'))).toHaveLength(2);
  });

  it('follows the theme of the system', async () => {
    await start('win32');
    standIn.setSystemTheme('dark');
    const dark = standIn.trayImage()?.source;
    standIn.setSystemTheme('light');
    expect(dark).toContain('dark');
    expect(standIn.trayImage()?.source).toContain('light');
  });

  it('tells the age of the last check anew every ten seconds', async () => {
    await start('linux');
    await clock.advance(10_000);
    expect(standIn.tray()?.tooltip).toBe('Watchkeeper: all quiet · checked 22 s ago');
  });

  it('goes, and leaves no timer behind', async () => {
    await start('linux');
    tray?.destroy();
    expect(standIn.tray()).toBeNull();
    expect(clock.pendingTimers).toBe(0);
    tray?.show(busy);
  });
});

describe('the tray menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'on %s is drawn anew when there is something new',
    async (platform) => {
      await start(platform);
      tray?.show(busy);
      expect(standIn.tray()?.menu?.map((entry) => entry.label)).toContain(firstAlert);
    },
  );

  it('acknowledges with one click', async () => {
    await start('linux', busy);
    standIn.clickMenu(firstAlert, 'Acknowledge');
    expect(actions.acknowledge).toHaveBeenCalledExactlyOnceWith(['c1']);
  });

  it('does the rest of what it offers, with times that begin at the click', async () => {
    await start('linux', busy);
    await clock.advance(5000);
    standIn.clickMenu('Snooze all', '30 minutes');
    expect(actions.snooze).toHaveBeenLastCalledWith('all', now + 5000 + 30 * 60_000);
    standIn.clickMenu(firstAlert, 'Snooze 1 hour');
    expect(actions.snooze).toHaveBeenLastCalledWith(['c1'], now + 5000 + 60 * 60_000);
    standIn.clickMenu(firstAlert, 'Open');
    expect(actions.open).toHaveBeenLastCalledWith('/alerts/c1');
    standIn.clickMenu('Check now');
    expect(actions.checkNow).toHaveBeenCalledOnce();
    standIn.clickMenu('Pause notifications', '30 minutes');
    expect(actions.pause).toHaveBeenLastCalledWith(now + 5000 + 30 * 60_000);
    standIn.clickMenu('Open Watchkeeper');
    expect(actions.open).toHaveBeenLastCalledWith('/');
    standIn.clickMenu('Settings');
    expect(actions.open).toHaveBeenLastCalledWith('/setup');
    standIn.clickMenu('Quit');
    expect(actions.quit).toHaveBeenCalledOnce();
  });

  it('resumes notifications', async () => {
    await start('linux');
    tray?.show(someTrayFacts({ health: { popUpsPausedUntil: '2026-03-10T12:30:00.000Z' } }));
    const paused = standIn.tray()?.menu?.find((entry) => entry.label.startsWith('Notifications are paused'));
    standIn.clickMenu(paused?.label ?? '', 'Resume now');
    expect(actions.pause).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('is not set again while nothing in it has changed', async () => {
    const set = vi.spyOn(Tray.prototype, 'setContextMenu');
    await start('linux', busy);
    tray?.show(busy);
    await clock.advance(20_000);
    expect(set).toHaveBeenCalledOnce();
    await clock.advance(60_000);
    expect(set).toHaveBeenCalledTimes(2);
  });

  it('stays as it is while somebody looks at it, and then catches up', async () => {
    const set = vi.spyOn(Tray.prototype, 'setContextMenu');
    await start('win32');
    const open = set.mock.calls.at(-1)?.[0];
    open?.popup();
    tray?.show(busy);
    expect(standIn.tray()?.icon).toBe('critical-2.ico');
    expect(standIn.tray()?.menu?.map((entry) => entry.label)).not.toContain(firstAlert);
    open?.closePopup();
    expect(standIn.tray()?.menu?.map((entry) => entry.label)).toContain(firstAlert);
  });

  it('is not kept for ever by a system that never tells of its end', async () => {
    const set = vi.spyOn(Tray.prototype, 'setContextMenu');
    await start('darwin');
    set.mock.calls.at(-1)?.[0]?.popup();
    tray?.show(busy);
    await clock.advance(50_000);
    expect(set).toHaveBeenCalledOnce();
    await clock.advance(10_000);
    expect(standIn.tray()?.menu?.map((entry) => entry.label)).toContain('Acknowledge all 2');
  });
});

describe('a click on the icon', () => {
  it.each([
    ['win32', ['/']],
    // The menu comes with it there.
    ['darwin', []],
    // Desktops differ in what they call a click.
    ['linux', []],
  ] as const)('on %s opens %j', async (platform, opened) => {
    await start(platform);
    standIn.clickTray('left');
    standIn.clickTray('right');
    standIn.clickTray('double');
    expect(actions.open.mock.calls.flat()).toEqual(opened);
  });
});

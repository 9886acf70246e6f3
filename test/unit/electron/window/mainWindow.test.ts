import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { session } from 'electron';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channels } from '../../../../electron/bridge/channels.ts';
import { createMainWindow, type MainWindowOptions } from '../../../../electron/window/mainWindow.ts';
import { registerPageScheme, servePages } from '../../../../electron/window/pages.ts';
import type { WindowState } from '../../../../electron/window/windowState.ts';
import type { BrowserWindow } from '../../../support/electron/browserWindow.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { recordingLog } from '../../../support/recordingLog.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchkeeper-window-'));
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'pages', 'index.html'), '<title>Watchkeeper</title>');
  writeFileSync(join(folder, 'preload.cjs'), "require('electron');");
  writeFileSync(join(folder, 'broken.cjs'), "require('pino');");
});
afterAll(() => rmSync(folder, { recursive: true }));

let clock: ManualClock;
let log: ReturnType<typeof recordingLog>;
let written: WindowState[];
let closing: 'quit' | 'hide' | 'minimise';
beforeEach(async () => {
  standIn.reset();
  clock = new ManualClock();
  log = recordingLog();
  written = [];
  closing = 'hide';
  registerPageScheme();
  await standIn.becomeReady();
});

function aMainWindow(options: Partial<MainWindowOptions> & { saved?: WindowState; served?: boolean } = {}) {
  const { saved = null, served = true, ...rest } = options;
  if (served) servePages(session.defaultSession, join(folder, 'pages'));
  return createMainWindow({
    preload: join(folder, 'preload.cjs'),
    state: { read: () => written.at(-1) ?? saved, write: (state) => written.push(state) },
    closing: () => closing,
    clock,
    log,
    ...rest,
  });
}

/** The window there is; there must never be a second. */
function theWindow(): BrowserWindow {
  const [window, ...others] = standIn.windows();
  if (!window || others.length > 0) throw new Error(`There are ${standIn.windows().length} windows.`);
  return window;
}
const thePage = () => standIn.page(theWindow());
const address = () => theWindow().webContents.getURL();
const isAt = (path: string) => expect.poll(address, { interval: 2 }).toBe(`app://watchkeeper${path}`);
const isShown = () => expect.poll(() => theWindow().isVisible(), { interval: 2 }).toBe(true);
const navigations = () => thePage().messages(channels.navigate).flat();

describe('opening', () => {
  it('makes no window before it is asked for', () => {
    const main = aMainWindow();
    expect(standIn.windows()).toEqual([]);
    expect(main.isShown()).toBe(false);
    expect(main.current()).toBeNull();
  });

  it('shows the board once it has something to show, on a ground of the colour of the system', async () => {
    standIn.setSystemTheme('dark');
    const main = aMainWindow();
    main.show();
    expect(theWindow().isVisible()).toBe(false);
    expect(theWindow().getBackgroundColor()).toBe('#0f1318');
    await isShown();
    expect(address()).toBe('app://watchkeeper/');
    expect(theWindow().isFocused()).toBe(true);
    expect(main.isShown()).toBe(true);
    expect(main.owns(theWindow().webContents as never)).toBe(true);
  });

  it('gives the page a sandbox and nothing else', async () => {
    aMainWindow().show();
    // Exactly these: `experimentalFeatures` or `enableBlinkFeatures` have no place among them.
    expect(theWindow().options.webPreferences).toEqual({
      preload: expect.stringMatching(/preload/),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
    await isShown();
  });

  it('shows an empty window rather than none when the page draws nothing', async () => {
    const main = aMainWindow();
    main.show();
    theWindow().removeAllListeners('ready-to-show');
    await isAt('/');
    expect(theWindow().isVisible()).toBe(false);
    await clock.advance(5000);
    expect(theWindow().isVisible()).toBe(true);
  });

  it('stays away when it was put away before it was ready, and comes when asked for again', async () => {
    const main = aMainWindow();
    main.show();
    main.hide();
    await isAt('/');
    expect(theWindow().isVisible()).toBe(false);
    main.show();
    expect(theWindow().isVisible()).toBe(true);
  });

  it('brings back one that was minimised', async () => {
    const main = aMainWindow();
    main.show();
    await isShown();
    theWindow().minimize();
    main.show();
    expect(theWindow().isMinimized()).toBe(false);
    expect(theWindow().isFocused()).toBe(true);
  });
});

describe('opening at an alert', () => {
  it('loads it there when there is no window', async () => {
    aMainWindow().openAt('/alerts/a1');
    await isAt('/alerts/a1');
    await isShown();
  });

  it('tells the page when it is there, without loading it again, and shows it', async () => {
    const main = aMainWindow();
    main.show();
    await isShown();
    main.hide();
    main.openAt('/alerts/a1?acknowledge');
    expect(navigations()).toEqual(['/alerts/a1?acknowledge']);
    expect(address()).toBe('app://watchkeeper/');
    expect(theWindow().isVisible()).toBe(true);
  });

  it('is not lost on a page that is still loading', async () => {
    const main = aMainWindow();
    main.show();
    main.openAt('/alerts/a1');
    await isAt('/alerts/a1');
    await isShown();
    expect(navigations()).toEqual([]);
  });

  it('makes a new window after the old one was closed for good', async () => {
    const main = aMainWindow();
    main.show();
    await isShown();
    theWindow().destroy();
    expect(main.isShown()).toBe(false);
    main.openAt('/alerts/a2');
    await isAt('/alerts/a2');
    await isShown();
  });

  it('loads it where the page has crashed beyond repair', async () => {
    const main = aMainWindow();
    main.show();
    await isShown();
    for (let crash = 0; crash < 4; crash++) thePage().crash();
    await isAt('/trouble/crashed');
    main.openAt('/alerts/a1');
    await isAt('/alerts/a1');
  });

  it.each(['//evil.example/', 'https://evil.example/', 'javascript:alert(1)', 'alerts/a1', ''])(
    'opens the board for %j',
    async (path) => {
      aMainWindow().openAt(path);
      await isAt('/');
      await isShown();
    },
  );

  it.each(['//evil.example/', 'https://evil.example/', '\\\\evil'])(
    'leaves a page that is there alone for %j',
    async (path) => {
      const main = aMainWindow();
      main.show();
      await isShown();
      main.openAt(path);
      expect(navigations()).toEqual([]);
      expect(address()).toBe('app://watchkeeper/');
    },
  );
});

describe('closing', () => {
  it('puts the window away and keeps the page', async () => {
    const main = aMainWindow();
    main.show();
    await isShown();
    theWindow().close();
    expect(theWindow().isVisible()).toBe(false);
    expect(main.isShown()).toBe(false);
  });

  it('minimises it where there is no tray to come back from', async () => {
    const main = aMainWindow();
    main.show();
    await isShown();
    closing = 'minimise';
    theWindow().close();
    expect(theWindow().isMinimized()).toBe(true);
    main.show();
    expect(theWindow().isMinimized()).toBe(false);
  });

  it('ends it when the program ends', async () => {
    const main = aMainWindow();
    main.show();
    await isShown();
    closing = 'quit';
    theWindow().close();
    expect(standIn.windows()).toEqual([]);
    expect(main.current()).toBeNull();
  });

  it('leaves full screen first, or macOS would keep an empty black space', async () => {
    aMainWindow().show();
    await isShown();
    theWindow().setFullScreen(true);
    theWindow().close();
    expect(theWindow().isFullScreen()).toBe(false);
    expect(theWindow().isVisible()).toBe(false);
  });

  it('tells who draws onto it', async () => {
    let changes = 0;
    const main = aMainWindow({ onChange: () => changes++ });
    main.show();
    await isShown();
    main.hide();
    theWindow().destroy();
    expect(changes).toBe(3);
  });
});

describe('where it was', () => {
  const saved = { x: 60, y: 70, width: 900, height: 600, maximised: false };

  it('is where it opens', async () => {
    aMainWindow({ saved }).show();
    await isShown();
    expect(theWindow().getBounds()).toEqual({ x: 60, y: 70, width: 900, height: 600 });
  });

  it('is kept once it rests, and once more when it is closed', async () => {
    aMainWindow({ saved }).show();
    await isShown();
    theWindow().setBounds({ x: 80 });
    theWindow().setBounds({ x: 90, width: 950 });
    expect(written).toEqual([]);
    await clock.advance(500);
    expect(written).toEqual([{ x: 90, y: 70, width: 950, height: 600, maximised: false }]);
    theWindow().setBounds({ y: 75 });
    theWindow().close();
    expect(written.at(-1)).toMatchObject({ y: 75 });
    expect(clock.pendingTimers).toBe(0);
  });

  it('opens maximised, and remembers where it was before that', async () => {
    aMainWindow({ saved: { ...saved, maximised: true } }).show();
    expect(theWindow().isMaximized()).toBe(false);
    await isShown();
    expect(theWindow().isMaximized()).toBe(true);
    theWindow().close();
    expect(written.at(-1)).toEqual({ ...saved, maximised: true });
  });

  it('is not where a screen has gone', async () => {
    standIn.setDisplays([{ x: 0, y: 0, width: 1280, height: 720 }]);
    aMainWindow({ saved: { ...saved, x: 3000 } }).show();
    await isShown();
    expect(theWindow().getBounds()).toMatchObject({ x: 100, width: 900 });
  });
});

describe('trouble with the page', () => {
  const opened = async (options: Parameters<typeof aMainWindow>[0] = {}) => {
    const main = aMainWindow(options);
    main.openAt('/alerts/a1');
    await isShown();
    return main;
  };

  it('loads a crashed page again, where it was', async () => {
    await opened();
    for (let crash = 0; crash < 3; crash++) {
      thePage().crash();
      await isAt('/alerts/a1');
      await expect.poll(() => theWindow().webContents.isLoading(), { interval: 2 }).toBe(false);
    }
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(3);
  });

  it('says so instead after three crashes within a minute', async () => {
    await opened();
    for (let crash = 0; crash < 4; crash++) thePage().crash();
    await isAt('/trouble/crashed');
  });

  it('goes on loading it again when crashes are rare', async () => {
    await opened();
    for (let crash = 0; crash < 8; crash++) {
      thePage().crash();
      await isAt('/alerts/a1');
      await clock.advance(30_000);
    }
    expect(address()).toBe('app://watchkeeper/alerts/a1');
  });

  it('closes the window when not even the sentence can be shown, and tries again when it is opened', async () => {
    const main = await opened();
    for (let crash = 0; crash < 5; crash++) thePage().crash();
    await clock.advance(0);
    expect(standIn.windows()).toEqual([]);
    main.show();
    await isShown();
  });

  it('is none when a page ends by itself', async () => {
    await opened();
    thePage().crash('clean-exit', 0);
    expect(log.lines).toEqual([]);
  });

  it('ends a page that hangs, and loads it again', async () => {
    await opened();
    thePage().hang();
    await clock.advance(19_999);
    expect(log.lines).toMatchObject([{ level: 'warn', message: 'The page does not respond' }]);
    await clock.advance(1);
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', message: 'The page crashed; the watch goes on' });
    await isAt('/alerts/a1');
  });

  it('waits for one that hangs for a moment only, and for one under a debugger', async () => {
    await opened();
    thePage().hang();
    await clock.advance(10_000);
    thePage().respond();
    await clock.advance(60_000);
    theWindow().webContents.openDevTools();
    thePage().hang();
    await clock.advance(60_000);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('says so when the preload fails, once, and tries again when asked to', async () => {
    aMainWindow({ preload: join(folder, 'broken.cjs') }).show();
    await isAt('/trouble/preload');
    await isShown();
    expect(log.lines).toMatchObject([{ level: 'error', message: 'The preload failed, so the page is cut off' }]);
    thePage().navigate('app://watchkeeper/');
    await expect.poll(() => log.lines.length, { interval: 2 }).toBe(2);
    await isAt('/trouble/preload');
  });

  it('says so when there is no preload at all', async () => {
    aMainWindow({ preload: join(folder, 'nowhere.cjs') }).show();
    await isAt('/trouble/preload');
  });

  it('gives up where nothing can be loaded', async () => {
    aMainWindow({ served: false }).show();
    await expect.poll(() => log.lines.length, { interval: 2 }).toBe(3);
    await clock.advance(0);
    expect(standIn.windows()).toEqual([]);
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
  });

  it('takes no notice of a load that another one replaced', async () => {
    await opened();
    theWindow().webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'app://watchkeeper/', true);
    theWindow().webContents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'app://watchkeeper/', false);
    expect(log.lines).toEqual([]);
  });

  it('does not end with a reload: the page is told the next path, not loaded again', async () => {
    const main = await opened();
    theWindow().webContents.reload();
    await expect.poll(() => theWindow().webContents.isLoading(), { interval: 2 }).toBe(false);
    main.openAt('/health');
    expect(navigations()).toEqual(['/health']);
  });
});

describe('a sentence for the person', () => {
  it('goes to the page that is there', async () => {
    const main = aMainWindow();
    main.tell('lost, and that is all right');
    main.show();
    await isShown();
    main.tell('The link was not opened.');
    expect(thePage().messages(channels.notice)).toEqual([['The link was not opened.']]);
  });
});

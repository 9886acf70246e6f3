import electronDefault, {
  app,
  BrowserWindow,
  clipboard,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  nativeImage,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  Tray,
} from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { standIn } from '../../support/electron/standIn.ts';
import type { Platform } from '../../support/electron/world.ts';

const pixel = nativeImage.createFromDataURL(
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
);

/** A started application on one system. */
async function started(platform: Platform = 'linux'): Promise<void> {
  standIn.reset({ platform });
  await standIn.becomeReady();
}

beforeEach(() => standIn.reset());

describe('before the app is ready', () => {
  const tooEarly: Record<string, () => unknown> = {
    'a tray icon': () => new Tray(pixel),
    'a notification': () => new Notification(),
    'a window': () => new BrowserWindow(),
    'protocol.handle': () => protocol.handle('app', () => new Response()),
    session: () => session.defaultSession,
    powerMonitor: () => powerMonitor.on('resume', () => {}),
    screen: () => screen.getPrimaryDisplay(),
    'net.isOnline': () => net.isOnline(),
  };
  for (const [name, use] of Object.entries(tooEarly))
    it(`${name} throws`, () => expect(use).toThrow('before the app is ready'));

  it('secrets cannot be kept, and the backend is not known', async () => {
    await expect(safeStorage.encryptStringAsync('a')).rejects.toThrow('before the app is ready');
    expect(safeStorage.getSelectedStorageBackend()).toBe('unknown');
  });
});

describe('once the app is ready', () => {
  const tooLate: Record<string, () => unknown> = {
    'protocol.registerSchemesAsPrivileged': () => protocol.registerSchemesAsPrivileged([]),
    'app.enableSandbox': () => app.enableSandbox(),
    "app.setPath('userData')": () => app.setPath('userData', '/tmp/x'),
    'app.setDesktopName': () => app.setDesktopName('x.desktop'),
  };
  for (const [name, use] of Object.entries(tooLate))
    it(`${name} throws`, async () => {
      await started();
      expect(use).toThrow('before the app is ready');
    });
});

describe('what exists on some systems only', () => {
  const missing: [Platform, string, () => unknown][] = [
    ['linux', 'tray.setTitle', () => new Tray(pixel).setTitle('1')],
    ['linux', 'tray.getBounds', () => new Tray(pixel).getBounds()],
    ['linux', 'tray.popUpContextMenu', () => new Tray(pixel).popUpContextMenu()],
    ['linux', 'Notification.handleActivation', () => Notification.handleActivation(() => {})],
    ['win32', 'Notification.getHistory', () => Notification.remove('a')],
    ['linux', 'window.setOverlayIcon', () => new BrowserWindow().setOverlayIcon(null, '')],
    ['linux', 'app.setAppUserModelId', () => app.setAppUserModelId('a')],
    ['linux', 'app.setLoginItemSettings', () => app.setLoginItemSettings({ openAtLogin: true })],
    ['win32', 'app.setBadgeCount', () => app.setBadgeCount(1)],
    ['darwin', 'safeStorage.getSelectedStorageBackend', () => safeStorage.getSelectedStorageBackend()],
  ];
  for (const [platform, name, use] of missing)
    it(`${name} throws on ${platform}`, async () => {
      await started(platform);
      expect(use).toThrow(`is not a function on ${platform}`);
    });

  it('the dock is macOS’', () => {
    expect(app.dock).toBeUndefined();
    standIn.reset({ platform: 'darwin' });
    expect(app.dock).toBeDefined();
  });
});

describe('a tray icon', () => {
  it('disappears when nobody holds it', async () => {
    await started();
    const held = new Tray(pixel);
    held.setToolTip('held');
    (() => new Tray(pixel).setToolTip('forgotten'))();
    expect(standIn.tray()?.tooltip).toBe('forgotten');
    await standIn.collectGarbage();
    expect(standIn.tray()?.tooltip).toBe('held');
    expect(held.isDestroyed()).toBe(false);
  });

  it('cannot be made of a file that is no image', async () => {
    await started();
    expect(() => new Tray('/nowhere.png')).toThrow('Failed to load image');
  });

  it('shows on Linux the menu as it was when it was set, elsewhere as it is', async () => {
    for (const [platform, enabled] of [
      ['linux', true],
      ['win32', false],
    ] as const) {
      await started(platform);
      const tray = new Tray(pixel);
      const menu = Menu.buildFromTemplate([{ label: 'Quit', id: 'quit' }]);
      tray.setContextMenu(menu);
      const item = menu.getMenuItemById('quit');
      if (item) item.enabled = false;
      expect(standIn.tray()?.menu).toMatchObject([{ label: 'Quit', enabled }]);
    }
  });

  it('tells of the right button and of double clicks, but not on Linux', async () => {
    for (const [platform, told] of [
      ['linux', []],
      ['win32', ['right', 'double']],
    ] as const) {
      await started(platform);
      const heard: string[] = [];
      const tray = new Tray(pixel);
      tray.on('right-click', () => heard.push('right'));
      tray.on('double-click', () => heard.push('double'));
      standIn.clickTray('right');
      standIn.clickTray('double');
      expect(heard).toEqual(told);
    }
  });

  it('offers the labels of its menu to choose from, and no others', async () => {
    await started();
    const chosen: string[] = [];
    const tray = new Tray(pixel);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Snooze', submenu: [{ label: '1 h', click: (item) => chosen.push(item.label) }] },
        { label: 'Off', enabled: false },
        { label: 'Hidden', visible: false },
      ]),
    );
    standIn.clickMenu('Snooze', '1 h');
    expect(chosen).toEqual(['1 h']);
    expect(() => standIn.clickMenu('Off')).toThrow();
    expect(() => standIn.clickMenu('Hidden')).toThrow();
  });
});

describe('a notification', () => {
  it('loses its events with the object that nobody holds', async () => {
    await started();
    const heard: string[] = [];
    const held = new Notification({ id: 'held', title: 'a' });
    held.on('click', () => heard.push('held'));
    held.show();
    (() => {
      const forgotten = new Notification({ id: 'forgotten', title: 'b' });
      forgotten.on('click', () => heard.push('forgotten'));
      forgotten.show();
    })();
    expect(await standIn.click('forgotten')).toBe(false);
    expect(await standIn.click('held')).toBe(true);
    expect(heard).toEqual(['held']);
    expect(held.id).toBe('held');
  });

  it('is told to Windows all the same, before and after the handler is set', async () => {
    await started('win32');
    const heard: string[] = [];
    standIn.activate({ type: 'click', arguments: 'type=click&tag=cold' });
    Notification.handleActivation((details) => heard.push(details.arguments));
    (() => new Notification({ id: 'warm', actions: [{ type: 'button', text: 'Snooze' }] }).show())();
    await standIn.act('warm', 0);
    expect(heard).toEqual(['type=click&tag=cold', 'type=action&action=0&tag=warm']);
  });

  it('has an id and a group of at most 64 units, and a group title only with a group', async () => {
    await started();
    expect(() => new Notification({ id: 'a'.repeat(64) })).not.toThrow();
    expect(() => new Notification({ id: 'a'.repeat(65) })).toThrow('64');
    // 33 signs of two units each.
    expect(() => new Notification({ groupId: '🔥'.repeat(33) })).toThrow('64');
    expect(() => new Notification({ groupTitle: 'a' })).toThrow('groupId');
  });

  it('fails by event where the system refuses it, and shows nothing', async () => {
    await started('darwin');
    standIn.failNotifications('not signed');
    const failure = new Promise<string>((resolve) => {
      const refused = new Notification({ id: 'a' });
      refused.on('failed', (_event, error) => resolve(error));
      refused.show();
    });
    expect(await failure).toBe('not signed');
    expect(standIn.notifications()).toEqual([]);
  });

  it('takes the place of one with its id', async () => {
    await started();
    new Notification({ id: 'a', title: 'first' }).show();
    new Notification({ id: 'a', title: 'second' }).show();
    expect(standIn.notifications().map((one) => one.title)).toEqual(['second']);
  });
});

describe('secrets', () => {
  it('are opened with the key that closed them, and ask for a new one after a rotation', async () => {
    await started();
    const closed = await safeStorage.encryptStringAsync('hunter2');
    expect(closed.toString('latin1')).not.toContain('hunter2');
    expect(await safeStorage.decryptStringAsync(closed)).toEqual({ result: 'hunter2', shouldReEncrypt: false });
    standIn.rotateKey();
    expect(await safeStorage.decryptStringAsync(closed)).toEqual({ result: 'hunter2', shouldReEncrypt: true });
    standIn.setKeychain({ key: 'another', formerKeys: [] });
    await expect(safeStorage.decryptStringAsync(closed)).rejects.toThrow('Error while decrypting');
  });

  it('stay closed while the keychain is locked or missing', async () => {
    await started();
    for (const mode of ['locked', 'unavailable'] as const) {
      standIn.setKeychain({ mode });
      expect(await safeStorage.isAsyncEncryptionAvailable()).toBe(false);
      await expect(safeStorage.encryptStringAsync('a')).rejects.toThrow('not available');
    }
  });

  it('count as encrypted with the key that everybody knows', async () => {
    await started();
    standIn.setKeychain({ mode: 'basicText' });
    expect(safeStorage.getSelectedStorageBackend()).toBe('basic_text');
    expect(await safeStorage.isAsyncEncryptionAvailable()).toBe(true);
  });
});

describe('a window', () => {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };

  async function windowOn(url: string, partition = ''): Promise<BrowserWindow> {
    standIn.reset();
    protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
    await standIn.becomeReady();
    protocol.handle('app', () => new Response('<!doctype html>'));
    const window = new BrowserWindow({ webPreferences: { partition } });
    await window.loadURL(url);
    return window;
  }

  it('loads pages of a scheme that is handled in its own session', async () => {
    const window = await windowOn('app://watchkeeper/');
    expect(window.webContents.getURL()).toBe('app://watchkeeper/');
    await expect(windowOn('app://watchkeeper/', 'other')).rejects.toThrow('ERR_UNKNOWN_URL_SCHEME');
    await expect(windowOn('other://watchkeeper/')).rejects.toThrow('ERR_UNKNOWN_URL_SCHEME');
  });

  it('fails to load a scheme that was not registered before ready', async () => {
    await started();
    protocol.handle('app', () => new Response());
    await expect(new BrowserWindow().loadURL('app://watchkeeper/')).rejects.toThrow('ERR_UNKNOWN_URL_SCHEME');
  });

  it('grants every permission, opens every window and follows every link unless it is told not to', async () => {
    const window = await windowOn('app://watchkeeper/');
    const page = standIn.page(window);
    expect(await page.requestPermission('geolocation')).toBe(true);
    expect(page.checkPermission('media')).toBe(true);
    expect(page.open('https://elsewhere.example')).toBe(true);
    expect(page.redirect('https://elsewhere.example')).toBe(true);
    expect(page.navigate('https://elsewhere.example')).toBe(true);

    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    session.defaultSession.setPermissionCheckHandler(() => false);
    window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    window.webContents.on('will-navigate', (event) => event.preventDefault());
    window.webContents.on('will-redirect', (event) => event.preventDefault());
    expect(await page.requestPermission('geolocation')).toBe(false);
    expect(page.checkPermission('media')).toBe(false);
    expect(page.open('https://elsewhere.example')).toBe(false);
    expect(page.redirect('https://elsewhere.example')).toBe(false);
    expect(page.navigate('https://elsewhere.example')).toBe(false);
  });

  it('refuses a preload that is missing, no CommonJS, or requires more than a sandbox allows', async () => {
    const { temporaryFolder } = await import('../../support/temporaryFolder.ts');
    const { writeFile } = await import('node:fs/promises');
    const { join } = await import('node:path');
    await using folder = await temporaryFolder();
    const preloads: Record<string, [source: string | null, error: RegExp | null]> = {
      'missing.cjs': [null, /ENOENT/],
      'esm.cjs': ["import { ipcRenderer } from 'electron';", /import statement/],
      'greedy.cjs': ["require('fs')", /module not found: fs/],
      'right.cjs': ["const { ipcRenderer } = require('electron'); require('node:url');", null],
    };
    for (const [name, [source, error]] of Object.entries(preloads)) {
      const preload = join(folder.path, name);
      if (source !== null) await writeFile(preload, source);
      await started();
      const errors: string[] = [];
      const window = new BrowserWindow({ webPreferences: { preload } });
      window.webContents.on('preload-error', (_event, path, problem) => errors.push(`${path}: ${problem.message}`));
      await window.loadURL('about:blank');
      expect(errors).toEqual(error === null ? [] : [expect.stringMatching(error)]);
    }
  });

  it('passes messages with the frame that sent them, and ports with both ends', async () => {
    const window = await windowOn('app://watchkeeper/');
    const page = standIn.page(window);
    const senders: (string | undefined)[] = [];
    ipcMain.on('hello', (event) => senders.push(event.senderFrame?.origin));
    page.send('hello');
    page.as(page.subframe('https://elsewhere.example/frame')).send('hello');
    page.as(null).send('hello');
    expect(senders).toEqual(['app://watchkeeper', 'https://elsewhere.example', undefined]);

    const { port1, port2 } = new MessageChannelMain();
    const answered = new Promise((resolve) => port2.on('message', (event) => resolve(event.data)));
    port2.start();
    ipcMain.on('port', (event) => {
      const [port] = event.ports;
      port?.on('message', ({ data }) => port.postMessage(data + 1));
      port?.start();
    });
    page.postMessage('port', null, [port1]);
    port2.postMessage(1);
    expect(await answered).toBe(2);
  });

  it('closes the ports of a page that is loaded anew or crashes', async () => {
    for (const end of ['reload', 'crash'] as const) {
      const window = await windowOn('app://watchkeeper/');
      const page = standIn.page(window);
      const closed = new Promise<void>((resolve) => {
        ipcMain.on('port', (event) => event.ports[0]?.on('close', () => resolve()));
      });
      page.postMessage('port', null, [new MessageChannelMain().port1]);
      if (end === 'reload') window.reload();
      else page.crash();
      await closed;
    }
  });

  it('throws when it is touched after its end', async () => {
    const window = await windowOn('app://watchkeeper/');
    const { webContents } = window;
    window.destroy();
    expect(() => window.show()).toThrow('Object has been destroyed');
    expect(() => webContents.send('a')).toThrow('Object has been destroyed');
  });
});

describe('quitting', () => {
  it('asks, closes the windows, and tells in Electron’s order', async () => {
    await started();
    const order: string[] = [];
    app.on('window-all-closed', () => order.push('window-all-closed'));
    for (const event of ['before-quit', 'will-quit', 'quit'] as const)
      app.on(event as 'will-quit', () => order.push(event));
    const window = new BrowserWindow();
    window.on('close', () => order.push('close'));
    app.quit();
    expect(order).toEqual(['before-quit', 'close', 'will-quit', 'quit']);
    expect(standIn.app().exitCode).toBe(0);
  });

  it('is given up when a window refuses to close', async () => {
    await started();
    const window = new BrowserWindow();
    window.on('close', (event) => event.preventDefault());
    app.quit();
    expect(window.isDestroyed()).toBe(false);
    expect(standIn.app().exitCode).toBeNull();
  });

  it('happens by itself with the last window, unless somebody listens', async () => {
    await started();
    app.on('window-all-closed', () => {});
    new BrowserWindow().close();
    expect(standIn.app().exitCode).toBeNull();
    app.removeAllListeners('window-all-closed');
    new BrowserWindow().close();
    expect(standIn.app().exitCode).toBe(0);
  });
});

it('gives the clipboard as promises', async () => {
  await clipboard.writeText('copied');
  expect(await clipboard.readText()).toBe('copied');
  expect(standIn.clipboard()).toBe('copied');
});

it('is the same for libraries that take the default export', () => {
  expect(electronDefault.app).toBe(app);
});

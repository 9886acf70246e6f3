import { app, BrowserWindow, session } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { denyPermissions, lockDown } from '../../../../electron/window/lockDown.ts';
import { anEvent } from '../../../support/electron/event.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { recordingLog } from '../../../support/recordingLog.ts';
import { hostile } from './hostileAddresses.ts';

let opened: { links: string[]; pages: string[] };
let log: ReturnType<typeof recordingLog>;
beforeEach(async () => {
  standIn.reset();
  opened = { links: [], pages: [] };
  log = recordingLog();
  lockDown({ openLink: (url) => opened.links.push(url), openPage: (path) => opened.pages.push(path), log });
  await standIn.becomeReady();
});

const aPage = (partition = '') => standIn.page(new BrowserWindow({ webPreferences: { webviewTag: true, partition } }));

describe('a page', () => {
  it.each([...hostile, 'https://runbooks.example/'])(
    'does not go to %j, neither by itself nor sent there',
    (address) => {
      const page = aPage();
      expect(page.navigate(address)).toBe(false);
      expect(page.redirect(address)).toBe(false);
      expect(log.lines).not.toEqual([]);
    },
  );

  it('goes on to other pages of ours', () => {
    const page = aPage();
    expect(page.navigate('app://watchkeeper/alerts/a1')).toBe(true);
    expect(page.redirect('app://watchkeeper/')).toBe(true);
  });

  it('opens no window: links go to be checked, our own pages to the window there is', () => {
    const page = aPage();
    for (const address of hostile) expect(page.open(address)).toBe(false);
    expect(opened.links).toEqual(hostile);
    expect(page.open('https://runbooks.example/')).toBe(false);
    expect(page.open('app://watchkeeper/alerts/a1?acknowledge')).toBe(false);
    expect(opened.pages).toEqual(['/alerts/a1?acknowledge']);
  });

  it('attaches no webview, whatever its window allows', () => {
    expect(aPage().attachWebview()).toBe(false);
  });

  it('may load nothing into a frame', () => {
    const { contents } = aPage();
    const details = { url: 'app://watchkeeper/', isMainFrame: false, isSameDocument: false };
    expect(contents.preventedBy('will-frame-navigate', details)).toBe(true);
  });

  it.each([
    'notifications',
    'clipboard-read',
    'clipboard-sanitized-write',
    'geolocation',
    'media',
    'openExternal',
  ] as const)('has no permission for %s, asked for or looked up', async (permission) => {
    const page = aPage();
    expect(await page.requestPermission(permission)).toBe(false);
    expect(page.checkPermission(permission)).toBe(false);
  });

  it.each(['', 'other'])('saves no file, in whatever session: "%s"', (partition) => {
    const { contents } = aPage(partition);
    const event = anEvent({});
    contents.session.emit('will-download', event, {}, contents);
    expect(event.defaultPrevented).toBe(true);
    expect(contents.session.listenerCount('will-download')).toBe(1);
  });

  it('has none in a session of its own either', async () => {
    const page = standIn.page(new BrowserWindow({ webPreferences: { partition: 'other' } }));
    expect(await page.requestPermission('media')).toBe(false);
  });
});

it('denies as soon as there is a session, before any page', () => {
  const fresh = session.fromPartition('fresh');
  app.emit('session-created', fresh);
  const decisions: boolean[] = [];
  const { permissionRequestHandler } = fresh as unknown as {
    permissionRequestHandler: (contents: null, permission: string, decide: (granted: boolean) => void) => void;
  };
  permissionRequestHandler(null, 'media', (granted) => decisions.push(granted));
  expect(decisions).toEqual([false]);
});

it('denies devices too', () => {
  const fresh = session.fromPartition('devices');
  denyPermissions(fresh);
  const { devicePermissionHandler } = fresh as unknown as { devicePermissionHandler: () => boolean };
  expect(devicePermissionHandler()).toBe(false);
});

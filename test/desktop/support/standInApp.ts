import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { WindowView } from '../../support/electron/standIn.ts';
import { eventually } from '../../support/eventually.ts';
import type { DesktopApp, LaunchOptions } from './desktopApp.ts';
import { playedSounds } from './standIn/desktopPrograms.ts';
import { StandInProcess } from './standIn/standInProcess.ts';

/** The application on the stand-in of Electron, its windows in the given Chromium. */
export async function launchOnStandIn(
  browser: Browser,
  { main = '', platform = 'linux', ...options }: LaunchOptions,
): Promise<DesktopApp> {
  const app = await StandInProcess.launch({ browser, main, platform, ...options });

  async function theWindow(): Promise<WindowView | undefined> {
    return (await app.windows())[0];
  }
  async function openWindow(): Promise<WindowView> {
    const window = await theWindow();
    if (!window) throw new Error('There is no window.');
    return window;
  }

  return {
    kind: 'stand-in',
    pid: app.pid,
    exited: app.exited,
    async page() {
      let page: Page | null = null;
      await eventually(async () => {
        page = app.page(await openWindow());
        // Until its first document is there, a page is blank.
        if (page === null || page.url() === 'about:blank') throw new Error(`The window has no page yet:\n${app.log()}`);
        await page.waitForLoadState('domcontentloaded', { timeout: 10_000 });
        // Where no tray comes, the window does after ten seconds.
      }, 30_000);
      return page as unknown as Page;
    },
    async window() {
      const window = await theWindow();
      return window ? { visible: window.visible, minimised: window.minimised, url: window.url } : null;
    },
    closeWindow: async () => app.control('closeWindow', (await openWindow()).id),
    crashPage: async () => app.crashPage(await openWindow()),
    tray: () => app.control('tray'),
    clickTray: () => app.control('clickTray', 'left'),
    clickMenu: (...path) => app.control('clickMenu', ...path),
    badge: async () => (await app.control('app')).badge,
    overlay: async () => (await openWindow()).overlay,
    notifications: () => app.control('notifications'),
    allNotifications: () => app.control('allNotifications'),
    async clickNotification(id) {
      if (!(await app.control('click', id)) && platform !== 'win32')
        throw new Error(`Nobody holds the notification "${id}" any more, so its click is lost.`);
    },
    async actOnNotification(id, action) {
      if (!(await app.control('act', id, action)) && platform !== 'win32')
        throw new Error(`Nobody holds the notification "${id}" any more, so its button does nothing.`);
    },
    failNotifications: (error) => app.control('failNotifications', error),
    power: (event) => app.control('power', event),
    system: (command, ...args) => app.control(command, ...args),
    async soundsPlayed() {
      const written = await readFile(playedSounds(options.folder), 'utf8').catch(() => '');
      return written
        .split('\n')
        .filter((line) => line !== '')
        .map((path) => basename(path));
    },
    errorBoxes: () => app.remains.errorBoxes,
    relaunchArgs: () => app.remains.relaunches.at(-1)?.args ?? null,
    async openUrl(url) {
      if (platform === 'darwin') await app.control('openUrl', url);
      else await app.secondCopy([url]);
    },
    secondCopy: (args) => app.secondCopy(args),
    openedExternally: async () => (await app.asked()).openedExternally,
    foreignRequests: () => app.foreignRequests,
    async quit() {
      // The answer to the question that ends it may never come.
      app.control('quit').catch(() => {});
      return app.exited;
    },
    signal: (signal) => app.signal(signal),
    kill: () => app.kill(),
    log: () => app.log(),
  };
}

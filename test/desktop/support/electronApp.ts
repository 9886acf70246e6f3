import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type JSHandle } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import type { DesktopApp, LaunchOptions } from './desktopApp.ts';

const root = join(import.meta.dirname, '../../..');

/** The application on Electron itself, as far as a test can reach into it. */
export async function launchOnElectron(
  executablePath: string,
  { main = join(root, 'dist/electron/main.js'), folder, args = [], env = {} }: LaunchOptions,
): Promise<DesktopApp> {
  let output = '';
  // Chromium's sandbox refuses to run as root; tests alone go without it.
  const chromium = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    ...(process.env.DISPLAY ? { DISPLAY: process.env.DISPLAY } : {}),
    ...(process.env.XDG_RUNTIME_DIR ? { XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR } : {}),
    ...env,
  };
  const commandLine = (more: readonly string[]) => [...chromium, main, ...more];
  const app = await electron.launch({ executablePath, args: commandLine(args), cwd: folder, env: environment });
  const child = app.process();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      output += part.toString();
    });
  const exited = new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    child.once('exit', resolve);
  });
  await rememberOpenedLinks(app);

  async function theWindow(): Promise<JSHandle<BrowserWindow> | null> {
    const page = app.windows()[0];
    return page ? ((await app.browserWindow(page)) as JSHandle<BrowserWindow>) : null;
  }
  async function openWindow(): Promise<JSHandle<BrowserWindow>> {
    const window = await theWindow();
    if (!window) throw new Error('There is no window.');
    return window;
  }
  async function secondCopy(more: readonly string[]): Promise<number | null> {
    const second = spawn(executablePath, commandLine(more), { cwd: folder, env: environment, stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number | null];
    return code;
  }

  return {
    kind: 'electron',
    pid: child.pid ?? -1,
    exited,
    page: () => app.firstWindow(),
    async window() {
      const window = await theWindow();
      if (!window) return null;
      return window.evaluate((one) => ({
        visible: one.isVisible() && !one.isMinimized(),
        minimised: one.isMinimized(),
        url: one.webContents.getURL(),
      }));
    },
    closeWindow: async () => (await openWindow()).evaluate((one) => one.close()),
    crashPage: async () => (await openWindow()).evaluate((one) => one.webContents.forcefullyCrashRenderer()),
    badge: () => app.evaluate(({ app }) => app.badgeCount),
    power: (event) =>
      app.evaluate(({ powerMonitor }, name) => {
        powerMonitor.emit(name);
      }, event),
    async openUrl(url) {
      if (process.platform === 'darwin')
        await app.evaluate(({ app }, address) => void app.emit('open-url', { preventDefault() {} }, address), url);
      else await secondCopy([url]);
    },
    secondCopy,
    openedExternally: () =>
      app.evaluate(() => (globalThis as unknown as { openedExternally: string[] }).openedExternally),
    async quit() {
      app.evaluate(({ app }) => app.quit()).catch(() => {});
      return exited;
    },
    signal: (signal) => void child.kill(signal),
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
    log: () => output,
    // The desktop shows these to a person, not to a program; the specs that need them are skipped by name.
    tray: notSeen,
    clickTray: notSeen,
    clickMenu: notSeen,
    overlay: notSeen,
    notifications: notSeen,
    allNotifications: notSeen,
    clickNotification: notSeen,
    actOnNotification: notSeen,
    failNotifications: notSeen,
    system: notSeen,
    soundsPlayed: notSeen,
    errorBoxes: () => {
      throw new Error('Boxes of the system are not seen on Electron.');
    },
    relaunchArgs: () => {
      throw new Error('Whether Electron starts it again is not seen by a test.');
    },
    foreignRequests: () => {
      throw new Error('What a page wants from the network is not seen on Electron.');
    },
  };
}

/** Links must open nothing on the machine that runs the tests. */
function rememberOpenedLinks(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as unknown as { openedExternally: string[] }).openedExternally = opened;
    shell.openExternal = async (url) => void opened.push(url);
  });
}

async function notSeen(): Promise<never> {
  throw new Error('On Electron the tray and its notifications belong to the desktop; no test can see them.');
}

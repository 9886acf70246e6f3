import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { findElectron } from '../../../build/electronRuntime.mjs';
import type { Ability, DesktopApp, Ending, LaunchOptions } from './desktopApp.ts';
import { launchOnElectron } from './electronApp.ts';
import { StandInProcess } from './standIn/standInProcess.ts';
import { launchOnStandIn } from './standInApp.ts';

const product = join(import.meta.dirname, '../../../dist/electron/main.js');

/** Why Electron itself does not let a test see something. */
const unseenOnElectron: Record<Ability, string> = {
  tray: 'the tray belongs to the desktop, and no test can see or click it there',
  notifications: 'notifications belong to the desktop, and no test can see or click them there',
  platform: 'Electron plays no other system than the one that is there',
  crashedPage: 'Playwright cannot look again into a page that has crashed',
};

interface Fixtures {
  /** A folder that is gone after the test: home of the person, and working directory. */
  folder: string;
  /** Starts the application; it is ended with the test. */
  launch: (options?: Partial<LaunchOptions>) => Promise<DesktopApp>;
  /** Starts one that is to end by itself; needs `platform`. */
  attempt: (options?: Partial<LaunchOptions>) => Promise<Ending>;
  /** Skips the test where it could not see what it is about; to be called first. */
  needs: (...abilities: Ability[]) => void;
  /** Skips every test of a project whose runtime is not here. */
  runtime: undefined;
}

/** A test on the application as a whole: on the stand-in, or on Electron itself, as the project says. */
export const test = base.extend<Fixtures>({
  runtime: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright takes the fixtures that are used from the pattern
    async ({}, use, info) => {
      const reason = info.project.name === 'electron' ? whyNoElectron() : null;
      info.skip(reason !== null, reason ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  needs: async ({}, use, info) => {
    await use((...abilities) => {
      if (info.project.name !== 'electron') return;
      info.skip(true, abilities.map((ability) => unseenOnElectron[ability]).join('; '));
    });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-desktop-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  attempt: async ({ browser, folder }, use) => {
    await use((given = {}) => StandInProcess.attempt({ browser, folder, main: product, ...given }));
  },
  launch: async ({ browser, folder }, use, info) => {
    const apps: DesktopApp[] = [];
    await use(async (given = {}) => {
      const options = { folder, main: product, ...given };
      const executable = info.project.name === 'electron' ? findElectron() : null;
      const app = executable ? await launchOnElectron(executable, options) : await launchOnStandIn(browser, options);
      apps.push(app);
      return app;
    });
    for (const [index, app] of apps.entries()) {
      await app.kill();
      await info.attach(`log-${index + 1}`, { body: app.log(), contentType: 'text/plain' });
    }
  },
});

function whyNoElectron(): string | null {
  if (!findElectron())
    return 'the Electron runtime is not installed (npx install-electron, or ELECTRON_OVERRIDE_DIST_PATH)';
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return hasDisplay ? null : 'there is no display (try xvfb-run)';
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { DesktopApp } from './support/desktopApp.ts';
import { runs } from './support/runs.ts';
import { details, livePage, test } from './support/watching.ts';

// From a start at login to a logout, with all that happens to a machine in between.

const titles = async (app: DesktopApp) => (await app.notifications()).map(({ title }) => title);

/** Until the tray says that the first check is done; for an application without a window. */
const isLive = (app: DesktopApp) => expect.poll(async () => (await app.tray())?.icon).toBe('live.png');

test.describe('started at login', () => {
  test('it shows no window, and a start by hand brings one', async ({ watching, needs }) => {
    needs('tray');
    const app = await watching({ args: ['--hidden'] });
    await isLive(app);
    expect(await app.window()).toBeNull();
    expect(await app.secondCopy([])).toBe(0);
    await livePage(app);
    await expect.poll(() => app.window()).toMatchObject({ visible: true });
  });

  test('it shows the window where the person wants that', async ({ watching, settings }) => {
    await settings({ desktop: { startInWindow: true } });
    const app = await watching({ args: ['--hidden'] });
    await livePage(app);
    await expect.poll(() => app.window()).toMatchObject({ visible: true });
  });

  test('it tells of what is critical without a window ever having been there', async ({ watching, shop, needs }) => {
    needs('tray', 'notifications');
    await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
    const app = await watching({ args: ['--hidden'] });
    await expect.poll(() => titles(app)).toEqual(['Critical · Warehouse lag']);
    expect(await app.window()).toBeNull();
    await app.clickNotification((await app.notifications())[0]?.id ?? '');
    await expect(details(await app.page(), 'Warehouse lag')).toBeVisible();
  });
});

test.describe('while nobody is there', () => {
  for (const [leaving, returning, platform] of [
    ['lock-screen', 'unlock-screen', 'win32'],
    ['suspend', 'resume', 'linux'],
  ] as const) {
    test(`(${leaving}) only critical ones are shown, and the rest is one digest after it`, async ({
      watching,
      shop,
      needs,
    }) => {
      needs('platform', 'tray', 'notifications');
      const app = await watching({ platform });
      await livePage(app);
      await app.closeWindow();
      await app.power(leaving);
      await shop.report('late_parcels', 'high', 'Parcels leave late');
      await shop.report('stale_prices', 'high', 'Prices are old');
      await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
      await app.clickMenu('Check now');
      await expect.poll(() => titles(app)).toEqual(['Critical · Warehouse lag']);

      await app.power(returning);
      await expect.poll(() => titles(app)).toEqual(['While you were away: 3 new alerts · 1 critical']);
      await app.clickNotification('digest');
      const page = await app.page();
      await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeAttached();
      await expect(page.locator('[role=row][data-id]')).toHaveCount(3);
    });
  }
});

test('when the network comes back it looks at once', async ({ watching, shop, needs }) => {
  needs('platform', 'tray');
  const app = await watching({ online: false });
  await livePage(app);
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  expect(await app.badge()).toBe(0);
  await app.system('setOnline', true);
  await expect.poll(() => app.badge()).toBe(1);
});

test.describe('it ends in good order', () => {
  /** Nothing runs, nothing is locked: another one starts over the same data without a wait. */
  async function isGone(app: DesktopApp, watching: () => Promise<DesktopApp>): Promise<void> {
    expect(runs(app.pid)).toBe(false);
    await livePage(await watching());
  }

  test('by Quit in the tray’s menu', async ({ watching, needs }) => {
    needs('tray');
    const app = await watching();
    await livePage(app);
    // Gone before it could say that it was told.
    app.clickMenu('Quit').catch(() => {});
    expect(await app.exited).toBe(0);
    await isGone(app, watching);
  });

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    test(`by ${signal}`, async ({ watching }) => {
      const app = await watching();
      await livePage(app);
      app.signal(signal);
      expect(await app.exited).toBe(0);
      await isGone(app, watching);
    });
  }

  test('by logging out', async ({ watching }) => {
    const app = await watching();
    await livePage(app);
    app.power('shutdown').catch(() => {});
    expect(await app.exited).toBe(0);
    await isGone(app, watching);
  });

  test('by a person who asks twice', async ({ watching, needs }) => {
    needs('platform');
    const app = await watching();
    await livePage(app);
    app.system('quit').catch(() => {});
    expect(await app.quit()).toBe(0);
  });

  test('by a fault in its own code, which is in the log and said to the person', async ({
    watching,
    home,
    folder,
    needs,
  }) => {
    needs('platform');
    const app = await watching({ main: await withFaults(folder), packaged: true });
    await livePage(app);
    app.signal('SIGUSR2');
    expect(await app.exited).toBe(1);
    expect(await readFile(join(home, 'logs', 'watchkeeper.log'), 'utf8')).toMatch(
      /a fault on purpose.*stops because of a bug/,
    );
    expect(app.errorBoxes()).toEqual([
      {
        title: 'Watchkeeper has stopped',
        content: expect.stringMatching(/nothing is watched any more\. Start it again/),
      },
    ]);
    await isGone(app, watching);
  });

  test('and not by something that failed and nobody waited for', async ({ watching, shop, home, folder, needs }) => {
    needs('platform', 'tray');
    const app = await watching({ main: await withFaults(folder) });
    await livePage(app);
    app.signal('SIGWINCH');
    const log = () => readFile(join(home, 'logs', 'watchkeeper.log'), 'utf8');
    await expect.poll(log).toMatch(/a promise on purpose.*failed that nobody waited for/);
    await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
    await app.clickMenu('Check now');
    await expect.poll(() => app.badge()).toBe(1);
  });
});

/** The product, which a signal makes fail. */
async function withFaults(folder: string): Promise<string> {
  const product = join(import.meta.dirname, '../../dist/electron/main.js');
  const main = join(folder, 'faulty.mjs');
  await writeFile(
    main,
    `process.on('SIGUSR2', () => { throw new Error('a fault on purpose'); });
     process.on('SIGWINCH', () => void Promise.reject(new Error('a promise on purpose')));
     await import(${JSON.stringify(product)});`,
  );
  return main;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { settingsVersion } from '../../../core/settings/settingsMigrations.ts';
import type { Settings } from '../../../shared/settings.ts';
import { test as base } from './desktop.ts';
import type { DesktopApp, LaunchOptions } from './desktopApp.ts';
import {
  type EmbeddedClickHouse,
  openWatchedClickHouse,
  startEmbeddedClickHouse,
  type WatchedClickHouse,
} from './watchedClickHouse.ts';

interface Fixtures {
  /** What the person has set before the start, as far as it is not the usual. */
  settings: (settings: DeepPartial<Settings>) => Promise<void>;
  shop: WatchedClickHouse;
  /** Data folder of the application. */
  home: string;
  /** The application, watching the shop; it looks by itself once an hour only, so that a test says when. */
  watching: (options?: Partial<LaunchOptions>) => Promise<DesktopApp>;
}

type DeepPartial<T> = T extends object ? { [K in keyof T]?: DeepPartial<T[K]> } : T;

/** A test on the application while it watches a ClickHouse of its own. */
export const test = base.extend<Fixtures, { clickhouse: EmbeddedClickHouse }>({
  clickhouse: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright takes the fixtures that are used from the pattern
    async ({}, use) => {
      const clickhouse = await startEmbeddedClickHouse();
      await use(clickhouse);
      await clickhouse.stop();
    },
    { scope: 'worker' },
  ],
  shop: async ({ clickhouse }, use) => use(await openWatchedClickHouse(clickhouse)),
  home: async ({ folder }, use) => use(join(folder, 'watchkeeper')),
  settings: async ({ home }, use) =>
    use(async (settings) => {
      await mkdir(home, { recursive: true });
      await writeFile(join(home, 'settings.json'), JSON.stringify({ version: settingsVersion, ...settings }));
    }),
  watching: async ({ launch, home, shop }, use) =>
    use((options = {}) =>
      launch({
        ...options,
        args: [...(options.packaged ? [] : ['--no-demo']), ...(options.args ?? [])],
        env: { WATCHKEEPER_HOME: home, ALERT_CHECK_INTERVAL: '3600', ...shop.env, ...options.env },
      }),
    ),
});

/** The page once it shows that the watch is live; the demo fills a day of its shop before, so allow it more. */
export async function livePage(app: DesktopApp, timeout = 15_000): Promise<Page> {
  const page = await app.page();
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true }).first()).toBeVisible({ timeout });
  return page;
}

export const details = (page: Page, name: string): Locator =>
  page.getByRole('complementary', { name: `Alert: ${name}` });

/** The id of the only alert, from the list. */
export async function onlyAlertId(page: Page): Promise<string> {
  await page.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
  const id = await page.locator('[role=row][data-id]').first().getAttribute('data-id');
  await page.getByRole('navigation').getByRole('link', { name: 'Board' }).click();
  // Whoever listens for navigations next must not hear of this one.
  await page.waitForURL(({ pathname }) => pathname === '/');
  return String(id);
}

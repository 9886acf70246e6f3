import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page } from '@playwright/test';
import type { DesktopApp } from './support/desktopApp.ts';
import { details, livePage, test } from './support/watching.ts';

// What can be wrong with a machine, a file or an alert: the watch goes on as far as it can, and a person reads one clear
// sentence of it in the window, or where there is none.

const root = join(import.meta.dirname, '../..');
const webhook = 'https://hooks.slack.com/services/T000/B000/keep-me-secret';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const needsAHand = (page: Page) => page.getByRole('alert', { name: 'Needs a hand' });

/** Keeps a webhook through Setup, and stays there. */
async function keepWebhook(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Setup' }).click();
  const slack = region(page, 'Slack');
  await slack.getByLabel('Technical', { exact: true }).fill(webhook);
  await slack.getByLabel('Technical', { exact: true }).press('Enter');
  await expect(slack.getByRole('button', { name: 'Technical: forget' })).toBeVisible();
}

test.describe('the display', () => {
  test('is missing: one sentence, and code 1', async ({ attempt, home, needs }) => {
    needs('platform');
    const ended = await attempt({ args: ['--no-demo'], env: { WATCHKEEPER_HOME: home }, display: false });
    expect(ended.code).toBe(1);
    expect(ended.output.trim()).toMatch(/^Watchkeeper needs a display, and none is set.*npm start -- --browser\.$/);
  });
});

test.describe('the tray', () => {
  test('is missing: the window is there even at login, and closing it leaves it within reach', async ({
    watching,
    needs,
  }) => {
    needs('platform', 'tray');
    // A panel may come a moment after what starts at login, and is waited for.
    const app = await watching({ trayIcons: false, args: ['--hidden'] });
    await livePage(app);
    expect(await app.tray()).toBeNull();
    await app.closeWindow();
    expect(await app.window()).toMatchObject({ visible: false, minimised: true });
    expect(await app.secondCopy([])).toBe(0);
    await expect.poll(() => app.window()).toMatchObject({ visible: true, minimised: false });
  });

  test('is there: closing the window puts it away altogether', async ({ watching, needs }) => {
    needs('platform', 'tray');
    const app = await watching();
    await livePage(app);
    await app.closeWindow();
    expect(await app.window()).toMatchObject({ visible: false, minimised: false });
  });
});

test.describe('the keychain', () => {
  test('is missing: secrets hold until the end, Setup says so, and nothing of them is written', async ({
    watching,
    home,
    needs,
  }) => {
    needs('platform');
    const app = await watching({ keychain: { mode: 'basicText' } });
    const page = await livePage(app);
    await keepWebhook(page);
    await expect(region(page, 'Secrets')).toContainText('offers no keychain that protects secrets');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Health' }).click();
    await expect(page.getByRole('main')).toContainText('they are gone when Watchkeeper quits. Set a passphrase');
    await app.quit();
    expect(await everythingIn(home)).not.toContain('keep-me-secret');
    expect(app.log()).not.toContain('keep-me-secret');
  });

  test('is locked: it says so, stores nothing over what lies there, and goes on once it opens', async ({
    watching,
    home,
    needs,
  }) => {
    needs('platform');
    const first = await watching();
    await keepWebhook(await livePage(first));
    await first.quit();
    const stored = await readFile(join(home, 'secrets.json'), 'utf8');
    expect(stored).not.toContain('keep-me-secret');

    const app = await watching({ keychain: { mode: 'locked' } });
    const page = await livePage(app);
    await expect(page.getByRole('alert', { name: 'Secrets' })).toContainText('The keychain does not open');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Setup' }).click();
    await expect(region(page, 'Slack').getByLabel('Technical', { exact: true })).toBeDisabled();
    expect(await readFile(join(home, 'secrets.json'), 'utf8')).toBe(stored);

    // Asked once more while it is still locked, and after the person has unlocked it.
    const banner = page.getByRole('alert', { name: 'Secrets' });
    await banner.getByRole('button', { name: 'Try again' }).click();
    await expect(banner.getByRole('alert')).toContainText('is locked or waits for an answer. Unlock it and try again.');
    await app.system('setKeychain', { mode: 'keychain' });
    await banner.getByRole('button', { name: 'Try again' }).click();
    await expect(banner).toHaveCount(0);
    await expect(region(page, 'Slack').getByRole('button', { name: 'Technical: forget' })).toBeVisible();
  });

  test('has another key: what does not open is named across the top and kept', async ({ watching, home, needs }) => {
    needs('platform');
    const first = await watching();
    await keepWebhook(await livePage(first));
    await first.quit();
    const stored = await readFile(join(home, 'secrets.json'), 'utf8');

    const app = await watching({ keychain: { key: 'of-a-new-account' } });
    const page = await livePage(app);
    await expect(needsAHand(page)).toContainText(/Slack/);
    await expect(needsAHand(page)).toContainText(/Setup/);
    expect(await readFile(join(home, 'secrets.json'), 'utf8')).toBe(stored);
  });
});

test.describe('a file of the data folder', () => {
  test('with settings that cannot be understood is kept aside, and said across the top', async ({ launch, home }) => {
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'settings.json'), '{ "connection": { "url": "https://ch.example.com" ');
    const app = await launch({ env: { WATCHKEEPER_HOME: home } });
    const page = await app.page();
    await expect(needsAHand(page)).toContainText('The settings file could not be understood, so the defaults hold.');
    // Settings that could not be read may well name a ClickHouse: no demo plays in its place.
    await expect(page.getByRole('button', { name: /Outage/ })).toHaveCount(0);
    const aside = (await readdir(home)).filter((name) => name.startsWith('settings.json.broken'));
    expect(aside).toHaveLength(1);
    expect(await readFile(join(home, String(aside[0])), 'utf8')).toContain('https://ch.example.com');
  });

  test('with secrets or a window’s place that cannot be understood costs no more than that', async ({
    watching,
    home,
  }) => {
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'secrets.json'), '{ "format": ');
    await writeFile(join(home, 'desktop.json'), '{ "window": { "x": "left" } ');
    const app = await watching();
    const page = await livePage(app);
    await expect(needsAHand(page)).toContainText('The stored secrets could not be opened and are kept as');
    expect((await readdir(home)).filter((name) => name.includes('.broken'))).toHaveLength(2);
  });

  test('of another account ends the start with one sentence', async ({ attempt, home, needs }) => {
    needs('platform');
    // A file where a folder has to be: whoever runs the tests may be allowed everything.
    await writeFile(home, '');
    const ended = await attempt({ packaged: true, env: { WATCHKEEPER_HOME: home } });
    expect(ended.code).toBe(2);
    expect(ended.output.trim().split('\n')).toHaveLength(1);
    expect(ended.errorBoxes).toEqual([{ title: 'Watchkeeper cannot start', content: ended.output.trim() }]);
  });
});

test.describe('a second Watchkeeper', () => {
  test('over the same data ends with one sentence, and harms nothing', async ({ watching, attempt, home, needs }) => {
    needs('platform');
    await livePage(await watching());
    // One that the lock of the desktop does not know of, such as the browser host.
    const ended = await attempt({ args: ['--no-demo'], env: { WATCHKEEPER_HOME: home } });
    expect(ended.code).toBe(1);
    expect(ended.output.trim()).toMatch(/^[^\n]*already[^\n]*$/);
  });
});

test.describe('the page', () => {
  test('whose preload does not load says that it is cut off, and the watch goes on', async ({
    watching,
    shop,
    folder,
    needs,
  }) => {
    needs('platform');
    const built = join(folder, 'built');
    await cp(join(root, 'dist/electron'), join(built, 'electron'), { recursive: true });
    await symlink(join(root, 'dist/renderer'), join(built, 'renderer'));
    await writeFile(join(built, 'electron/preload.cjs'), "require('node:fs');");
    const app = await watching({ main: join(built, 'electron/main.js') });
    const page = await app.page();
    await expect(page.getByRole('heading', { name: 'The page is cut off from Watchkeeper' })).toBeVisible();
    await expect(page.getByText('The watch goes on')).toBeVisible();
    await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
    await app.clickMenu('Check now');
    await expect.poll(() => app.badge()).toBe(1);
  });

  test('that keeps crashing is left at a sentence, from which one can try again', async ({ watching, needs }) => {
    needs('crashedPage');
    const app = await watching();
    await livePage(app);
    for (let crash = 1; crash <= 3; crash++) {
      await app.crashPage();
      await expect(async () => void (await livePage(app))).toPass();
    }
    await app.crashPage();
    await expect(async () => {
      const page = await app.page();
      await expect(page.getByRole('heading', { name: 'The window kept crashing' })).toBeVisible();
    }).toPass();
    await (await app.page()).getByRole('link', { name: 'Try again' }).click();
    await livePage(app);
  });
});

test.describe('a link', () => {
  test('to an alert that is not there says so', async ({ watching }) => {
    const app = await watching();
    const page = await livePage(app);
    await app.closeWindow();
    await app.openUrl('watchkeeper://alert/0123456789abcdef');
    await expect(page.getByRole('heading', { name: 'There is no such alert' })).toBeVisible();
    expect(await app.window()).toMatchObject({ visible: true });
  });

  for (const runbook of [
    'javascript:alert(document.domain)',
    'file:///etc/passwd',
    'http://intranet.example/runbook',
  ]) {
    const scheme = runbook.slice(0, runbook.indexOf(':'));

    test(`to a runbook that begins with ${scheme}: is not opened, and it says so`, async ({ watching, shop, home }) => {
      await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
      const id = await writeRunbook(await watching(), home, runbook);
      const app = await watching({ args: [`watchkeeper://alert/${id}`] });
      const page = await app.page();
      await expect(details(page, 'Warehouse lag')).toContainText(
        'The alert names a runbook that is not opened: only links with https:// are.',
      );
      await expect(details(page, 'Warehouse lag').getByRole('link', { name: 'Runbook' })).toHaveCount(0);

      // Whatever a page might be brought to ask for, the main process has the last word.
      await page.evaluate((address) => {
        const link = document.createElement('a');
        link.href = address;
        document.body.append(link);
        link.click();
        link.target = '_blank';
        link.click();
        window.open(address);
      }, runbook);
      // Chromium itself runs no script of a link here.
      if (scheme !== 'javascript') await expect(page.getByText(/^The link was not opened: it /).first()).toBeVisible();
      expect(await app.openedExternally()).toEqual([]);
      expect((await app.window())?.url).toBe(`app://watchkeeper/alerts/${id}`);
    });
  }

  test('to a runbook at an https: address is given to the browser', async ({ watching, shop, home }) => {
    await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
    const id = await writeRunbook(await watching(), home, 'https://runbooks.example/warehouse');
    const app = await watching({ args: [`watchkeeper://alert/${id}`] });
    await details(await app.page(), 'Warehouse lag')
      .getByRole('link', { name: 'Runbook' })
      .click();
    await expect.poll(() => app.openedExternally()).toEqual(['https://runbooks.example/warehouse']);
  });
});

/** Lets the application find its alert and end, then gives the alert a runbook, as no source of today does; its id. */
async function writeRunbook(app: DesktopApp, home: string, runbook: string): Promise<string> {
  await livePage(app);
  await expect.poll(() => app.badge()).toBe(1);
  await app.quit();
  const book = new DatabaseSync(join(home, 'watchkeeper.db'));
  const row = book.prepare('UPDATE alerts SET runbook_url = ? RETURNING id').get(runbook);
  book.close();
  return String(row?.id);
}

/** Every file below a folder, as one text. */
async function everythingIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
}

import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

test.describe('a report', () => {
  let host: MockHost;
  test.afterEach(() => host.program.stop());

  test('is one choice away, keeps its period in the address, and leads to the alerts it counts', async ({ page }) => {
    host = await startMockHost('busy');
    await page.goto(host.url);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Report' }).click();
    await expect(page.getByRole('heading', { name: 'Report', level: 1 })).toBeVisible();
    await page.getByLabel('Period').selectOption('Last 30 days');
    await expect(page).toHaveURL(/\/report\?period=30d$/);
    await expect(page.getByRole('heading', { name: 'Noisiest' })).toBeVisible();
    for (const [width, colorScheme] of [
      [1440, 'dark'],
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page, `report ${width} ${colorScheme}`);
    }
    await page.getByRole('link', { name: /^Critical/ }).click();
    await expect(page).toHaveURL(/\/alerts\?severity=critical&from=.*&to=/);
  });

  test('says what people thought of the alerts, and what they cost', async ({ page }) => {
    host = await startMockHost('busy');
    await page.goto(new URL('/report', host.url).href);
    await expect(page.getByText(/^\d+ % of \d+ judged$/)).toBeVisible();
    await expect(page.getByText(/^US\$[\d,]+ estimated: expected minus actual$/)).toBeVisible();
    await page.getByRole('link', { name: /^False alarm \d+$/ }).click();
    await expect(page).toHaveURL(/\/alerts\?feedback=falseAlarm&from=.*&to=/);
    await expect(page.getByRole('img', { name: /^False alarm, says / }).first()).toBeVisible();
  });

  test('is saved as a table and as a picture', async ({ page }) => {
    host = await startMockHost('busy');
    await page.goto(new URL('/report', host.url).href);
    const table = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    expect((await table).suggestedFilename()).toMatch(/^watchkeeper-report-[\d-]+\.csv$/);
    expect(await readFile(await (await table).path(), 'utf8')).toContain('total,Alerts,,');
    await expect(page.locator('canvas')).toBeVisible();
    const picture = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export PNG' }).click();
    const bytes = await readFile(await (await picture).path());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  test('on paper is the report alone', async ({ page }) => {
    host = await startMockHost('busy');
    await page.goto(new URL('/report', host.url).href);
    await expect(page.getByRole('heading', { name: 'Noisiest' })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { name: 'Noisiest' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  });

  test('that cannot be read says why and what to do', async ({ page }) => {
    host = await startMockHost('errors');
    await page.goto(new URL('/report', host.url).href);
    await expect(page.getByRole('alert').filter({ hasText: 'The database could not be read.' })).toBeVisible({
      timeout: 20_000,
    });
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

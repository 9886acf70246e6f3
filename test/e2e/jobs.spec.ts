import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

const entry = (page: Page, name: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^${name}`) }) });

test.describe('jobs', () => {
  let host: MockHost;
  test.afterEach(() => host.program.stop());

  test('are one choice away, who fails first, and show their runs', async ({ page }) => {
    host = await startMockHost('busy');
    await page.goto(host.url);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Jobs' }).click();
    await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
    await expect(page.getByText('7 jobs, 3 in trouble, 2 running')).toBeVisible();
    await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toHaveText(/sync-inventory/);
    const failing = entry(page, 'sync-inventory');
    await expect(failing).toContainText('sync-inventory failed after 3 min: Connection to warehouse-db');
    await expect(failing.getByRole('list', { name: 'Last runs, the newest last' }).getByRole('listitem')).toHaveCount(
      12,
    );
    await failing.getByRole('button', { name: /^sync-inventory/ }).click();
    await expect(page).toHaveURL(/\/jobs\?job=sync-inventory&environment=production$/);
    const runs = failing.getByRole('region', { name: 'Runs of sync-inventory' });
    await expect(runs.getByText('sync-inventory-9120')).toBeVisible();
    await expect(runs.getByText('This run finished 2 times; the last one counts.')).toBeVisible();
    await runs.getByText('What it says of itself').first().click();
    await expect(runs.getByText('48210944').first()).toBeVisible();
    await expect(page.getByText('never-shown')).toHaveCount(0);
    for (const [width, colorScheme] of [
      [1440, 'dark'],
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page, `jobs ${width} ${colorScheme}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });

  test('take what a person expects of them', async ({ page }) => {
    host = await startMockHost('busy');
    await page.goto(new URL('/jobs?job=export-orders', host.url).href);
    const job = entry(page, 'export-orders');
    await expect(job).toContainText('it usually runs every 1 h');
    const every = job.getByLabel('It runs every');
    await every.fill('soon');
    await expect(job.getByRole('alert')).toHaveText('It runs every must be a number of minutes.');
    await every.fill('720');
    await job.getByLabel('Slack channel').fill('#orders');
    await job.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('What is expected of export-orders is saved.')).toBeVisible();
    await expect(job).toContainText('every 12 h (given)');
    await expect(job).not.toContainText('usually runs every');
    await page.reload();
    await expect(entry(page, 'export-orders').getByLabel('Slack channel')).toHaveValue('#orders');
  });

  test('are one click from their alerts, and the alerts from them', async ({ page, request }) => {
    host = await startMockHost('busy');
    await request.post(new URL('/mock/arrive?severity=high&job=sync-inventory', host.url).href);
    await page.goto(new URL('/jobs', host.url).href);
    await entry(page, 'sync-inventory').getByRole('link', { name: 'Open the alert' }).click();
    await expect(page).toHaveURL(/\/alerts\/.+/);
    await page.getByRole('link', { name: 'Runs of sync-inventory' }).click();
    await expect(page).toHaveURL(/\/jobs\?job=sync-inventory$/);
    await expect(page.getByRole('region', { name: 'Runs of sync-inventory' })).toBeVisible();
  });

  test('can be opened by keyboard alone', async ({ page }) => {
    host = await startMockHost('quiet');
    await page.goto(new URL('/jobs', host.url).href);
    const button = page.getByRole('button', { name: /^refresh-prices/ });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await expect(page).toHaveURL(/\/jobs$/);
  });

  test('that are not set up say what to do', async ({ page }) => {
    host = await startMockHost('late');
    await page.route('**/api/jobs?**', (route) =>
      route.fulfill({ json: { items: [], notSetUp: 'Table realtime.job_runs does not exist on ch:8443.' } }),
    );
    await page.goto(new URL('/jobs', host.url).href);
    await expect(page.getByRole('heading', { name: 'Jobs are not set up' })).toBeVisible();
    await expect(page.getByText('Table realtime.job_runs does not exist')).toBeVisible();
    await expectAccessible(page, 'jobs not set up');
  });

  test('that never ran say so', async ({ page }) => {
    host = await startMockHost('empty');
    await page.goto(new URL('/jobs', host.url).href);
    await expect(page.getByRole('heading', { name: 'No job ran in the last 7 days' })).toBeVisible();
  });

  test('that cannot be read say why', async ({ page }) => {
    host = await startMockHost('errors');
    await page.goto(new URL('/jobs', host.url).href);
    await expect(page.getByRole('heading', { name: 'The jobs could not be read' })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('alert').filter({ hasText: 'refused the connection' })).toBeVisible();
  });
});

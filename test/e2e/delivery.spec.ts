import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

let host: MockHost;
test.beforeEach(async () => {
  host = await startMockHost('busy');
});
test.afterEach(() => host.program.stop());

const looks = [
  [1440, 'dark'],
  [1440, 'light'],
  [390, 'dark'],
] as const;

test('the log is narrowed by what one looks for, in the address, and leads to the alert', async ({ page }) => {
  await page.goto(new URL('/delivery?tab=log', host.url).href);
  const log = page.getByRole('region', { name: 'Log', exact: true });
  await expect(log.getByRole('listitem').first()).toBeVisible();
  await log.getByLabel('Outcome').selectOption('held back');
  await expect(page).toHaveURL(/tab=log&outcome=heldBack$/);
  await expect(log.getByRole('listitem').first()).toContainText('Not sent to Slack, technical');
  await expect(log.getByText(/^Sent to/)).toHaveCount(0);
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `log ${width} ${colorScheme}`);
  }
  await log.getByLabel('Severity').selectOption('Critical');
  await expect(log.getByText('No line matches these filters.')).toBeVisible();
  await log.getByRole('button', { name: 'All lines' }).click();
  await expect(page).toHaveURL(/\/delivery\?tab=log$/);
  const search = log.getByLabel('Search the log');
  await search.pressSequentially('nothing like it', { delay: 20 });
  await expect(search).toHaveValue('nothing like it');
  await expect(page).toHaveURL(/q=nothing/);
  await log.getByRole('button', { name: 'All lines' }).click();
  await expect(search).toHaveValue('');
  await log.getByRole('listitem').first().getByRole('link').click();
  await expect(page.getByRole('complementary')).toBeVisible();
});

test('the log is narrowed to a time, and what it then holds is exported', async ({ page }) => {
  await page.goto(new URL('/delivery?tab=log', host.url).href);
  const log = page.getByRole('region', { name: 'Log', exact: true });
  const lines = log.getByRole('listitem');
  await expect(lines.first()).toBeVisible();
  const all = await lines.count();
  await log.getByLabel('Time', { exact: true }).selectOption('Last hour');
  await expect(page).toHaveURL(/tab=log&span=1h$/);
  await expect(lines).not.toHaveCount(all);
  const lastHour = await lines.count();
  await expect(lines.filter({ hasText: 'Traffic spike' })).toContainText('Slack stood in.');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    log.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^watchkeeper-log-[\d-]+\.csv$/);
  const table = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(table).toHaveLength(1 + lastHour + 1);
  expect(table[0]).toContain('at,severity,title,type,alert,receiver,via,reason,outcome,heldBack,attempts,detail');

  await log.getByLabel('Time', { exact: true }).selectOption('Between …');
  await expect(page).toHaveURL(/from=.*&to=/);
  await expect(lines).toHaveCount(lastHour);
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `log between ${width} ${colorScheme}`);
  }
  await log.getByLabel('From', { exact: true }).fill('2020-01-01T00:00');
  await log.getByLabel('Before', { exact: true }).fill('2020-01-01T00:00');
  await expect(log.getByText('Nothing lies between: the end is not after the beginning.')).toBeVisible();
  await log.getByLabel('Before', { exact: true }).fill('2020-01-02T00:00');
  await expect(log.getByText('No line matches these filters.')).toBeVisible();
  await expect(log.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
  await log.getByRole('button', { name: 'All lines' }).click();
  await expect(log.getByLabel('From', { exact: true })).toHaveCount(0);
  await expect(lines).toHaveCount(all);
});

test('a line that a silence held back names it, and leads to it', async ({ page }) => {
  await page.goto(new URL('/alerts', host.url).href);
  await page.getByRole('row').filter({ hasText: 'Revenue drop' }).first().click();
  await page.getByRole('complementary').getByRole('button', { name: 'Silence …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Silence' });
  await dialog.getByLabel('Reason, for the others (optional)').fill('planned work');
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto(new URL('/delivery?tab=log&heldBack=silenced', host.url).href);
  const line = page.getByRole('region', { name: 'Log', exact: true }).getByRole('listitem').first();
  await expect(line).toContainText(/Silenced by oncall until \d\d:\d\d: planned work/);
  await line.getByRole('link', { name: 'What is quiet' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'planned work' })).toContainText('type is Revenue drop');
});

test('the bot, PagerDuty and mail are set up in Setup, and what is wrong is said where it stands', async ({ page }) => {
  await page.goto(new URL('/setup#pagerduty', host.url).href);
  await page.getByLabel('Integration key').fill('too-short');
  await expect(page.getByText(/must have 32 characters, and has 9/)).toBeVisible();
  await page.getByLabel('To', { exact: true }).fill('oncall@example.com, nobody');
  await expect(page.getByLabel('To', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('To', { exact: true }).fill('oncall@example.com, lead@example.com');
  await page.getByLabel('Mail server').fill('smtp.example.com');
  await page.getByLabel('From', { exact: true }).fill('watchkeeper@example.com');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('oncall@example.com, lead@example.com');
});

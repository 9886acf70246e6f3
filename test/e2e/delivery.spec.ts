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

test('receivers say whether they work, what is missing, and take a test message', async ({ page }) => {
  await page.goto(host.url);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Delivery' }).click();
  const ready = page.getByRole('region', { name: 'Set up', exact: true });
  await expect(ready.getByText('slack-critical', { exact: true })).toBeVisible();
  await ready.getByRole('button', { name: 'Send a test message to pagerduty' }).click();
  await expect(ready.getByText('pagerduty took the message.')).toBeVisible();
  const missing = page.getByRole('region', { name: 'Not set up' });
  await expect(missing.getByRole('listitem').filter({ hasText: 'email' })).toContainText('The mail server is not set.');
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `receivers ${width} ${colorScheme}`);
  }
});

test('an alert that is described shows who is told of it, and why not the others', async ({ page }) => {
  await page.goto(new URL('/delivery?tab=try', host.url).href);
  const panel = page.getByRole('region', { name: 'Who is told?' });
  await expect(panel.getByText('Told: slack-critical, pagerduty.')).toBeVisible();
  await panel.getByLabel('Severity').selectOption('High');
  await expect(panel.getByText('Told: slack.', { exact: true })).toBeVisible();
  const route = panel.getByRole('listitem').filter({ hasText: 'All alerts → PagerDuty' });
  await expect(route).toContainText('severity is high, not critical.');
  const silent = panel.getByRole('listitem').filter({ hasText: /^slack-revenue/ });
  await expect(silent).toContainText('Its webhook is not set.');
  await panel.getByLabel('Severity').selectOption('Low');
  await expect(panel.getByText('Nobody is told.')).toBeVisible();
  await expect(panel.getByText('Held back: low is below its minimum, high.').first()).toBeVisible();
  await panel.getByLabel('Labels').fill('region');
  await expect(panel.getByRole('alert')).toContainText('name=value');
  await panel.getByLabel('Labels').fill('region=eu');
  await expect(panel.getByRole('alert')).toHaveCount(0);
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `simulator ${width} ${colorScheme}`);
  }
});

test('the log is narrowed by what one looks for, in the address, and leads to the alert', async ({ page }) => {
  await page.goto(new URL('/delivery?tab=log', host.url).href);
  const log = page.getByRole('region', { name: 'Log', exact: true });
  await expect(log.getByRole('listitem').first()).toBeVisible();
  await log.getByLabel('Outcome').selectOption('held back');
  await expect(page).toHaveURL(/tab=log&outcome=heldBack$/);
  await expect(log.getByRole('listitem').first()).toContainText('Not sent to Slack, technical');
  await expect(log.getByText(/^Sent to/)).toHaveCount(0);
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme });
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

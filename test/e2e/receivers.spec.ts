import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

let host: MockHost;
test.beforeEach(async ({ page }) => {
  host = await startMockHost('busy');
  await page.goto(new URL('/delivery', host.url).href);
});
test.afterEach(() => host.program.stop());

const looks = [
  [1440, 'dark'],
  [1440, 'light'],
  [390, 'dark'],
] as const;

async function expectGoodLooks(page: Page, what: string): Promise<void> {
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `${what} ${width} ${colorScheme}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

const yours = (page: Page) => page.getByRole('region', { name: 'Your receivers' });
const builtIn = (page: Page) => page.getByRole('region', { name: 'Built-in receivers' });

async function add(page: Page, kind: string, name: string): Promise<Locator> {
  await yours(page).getByRole('button', { name: 'Add a receiver' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
  const editor = page.getByRole('region', { name, exact: true });
  await expect(editor.getByLabel('Name', { exact: true })).toBeFocused();
  return editor;
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
}

test('receivers say whether they work, what is missing, and take a test message', async ({ page }) => {
  await expect(builtIn(page).getByRole('button', { name: 'slack-critical', exact: true })).toBeVisible();
  const pager = builtIn(page).getByRole('listitem').filter({ hasText: 'pagerduty' });
  await expect(pager).toContainText('Not tried yet');
  await builtIn(page).getByRole('button', { name: 'Send a test message to pagerduty' }).click();
  await expect(builtIn(page).getByText('pagerduty took the message.')).toBeVisible();
  const mail = builtIn(page).getByRole('listitem').filter({ hasText: 'email' });
  await expect(mail).toContainText('The mail server is not set.');
  await expect(mail).toContainText('Not set up');
  await expectGoodLooks(page, 'receivers');
  await mail.getByRole('button', { name: 'email' }).press('Enter');
  await expect(page).toHaveURL(/\/delivery\?receiver=email$/);
  await mail.getByRole('link', { name: 'Setup → E-mail' }).click();
  await expect(page).toHaveURL(/\/setup#mail$/);
});

test('a webhook is added, saved, given its address, and tried out', async ({ page }) => {
  const editor = await add(page, 'Webhook: signed JSON', 'webhook');
  await expect(editor.getByText('Save first: then it is entered here.', { exact: false })).toBeVisible();
  await editor.getByLabel('Template').fill('{"text": "{{alert.title}"}');
  await expect(editor.getByText(/^The template has a placeholder that is not closed/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await editor.getByLabel('Template').fill('{"text": "{{alert.titel}}"}');
  await expect(editor.getByText('No message has alert.titel', { exact: false })).toBeVisible();
  await editor.getByLabel('Template').fill('');
  await editor.getByRole('button', { name: 'Begin with an example' }).click();
  const preview = editor.getByRole('figure', { name: 'What it would send of the newest alert' });
  await expect(preview).toContainText(/"text": "(critical|high|medium|low): [^"{]+"/);
  await expect(preview).toContainText('"link": "http://127.0.0.1:');
  await editor.getByText('Placeholders', { exact: true }).click();
  await expect(editor.getByText('{{links.runbook}}')).toBeVisible();
  await expectGoodLooks(page, 'new webhook');
  await save(page);

  const row = yours(page).getByRole('listitem').filter({ hasText: 'webhook' });
  await expect(row).toContainText('Its address is not set.');
  await expect(row).toContainText('Nothing leads to it yet.');
  const address = editor.getByLabel('Address', { exact: true });
  await address.fill('http://example.com/alerts');
  await expect(editor.getByText(/must begin with https/)).toBeVisible();
  await address.fill('https://example.com/alerts');
  await address.press('Enter');
  await row.getByRole('button', { name: 'Send a test message to webhook' }).click();
  await expect(row.getByText('webhook took the message.')).toBeVisible();
});

test('what only some kinds need is asked for before they can be saved', async ({ page }) => {
  const mail = await add(page, 'E-mail', 'email-team');
  await expect(mail.getByText('needed before this can be saved')).toBeVisible();
  await mail.getByLabel('To', { exact: true }).fill('oncall@example.com, nobody');
  await expect(mail.getByText(/use an address such as/)).toBeVisible();
  await mail.getByLabel('To', { exact: true }).fill('oncall@example.com, lead@example.com');
  const channel = await add(page, 'Slack channel', 'slack-channel');
  await channel.getByLabel('Channel').fill('#shop');
  await save(page);
  const row = yours(page).getByRole('listitem').filter({ hasText: 'slack-channel' });
  await expect(row).toContainText("Slack bot to #shop. The Slack bot's token is not set.");
});

test('quiet hours say what they mean now, and which of them overlap', async ({ page }) => {
  // The audit reads every zone of every period, at every size.
  test.slow();
  await page.clock.setFixedTime('2026-01-15T02:00:00Z');
  await page.goto(new URL('/delivery?receiver=slack', host.url).href);
  const editor = page.getByRole('region', { name: 'slack', exact: true });
  await expect(editor.getByText('No quiet hours: it is told at any time.')).toBeVisible();
  await editor.getByRole('button', { name: 'Add a period' }).click();
  await expect(editor.getByText('Quiet until 07:00, except for critical alerts.')).toBeVisible();
  await editor.getByRole('button', { name: 'Add a period' }).click();
  const second = editor.getByRole('group', { name: 'Period 2' });
  await second.getByLabel('Sat').check();
  await second.getByLabel('Sun').check();
  await second.getByLabel('From').fill('06:00');
  await second.getByLabel('To', { exact: true }).fill('12:00');
  await second.getByLabel('Time zone').selectOption('Europe/London');
  await second.getByLabel('Critical alerts break through').uncheck();
  await expect(
    editor.getByText(/^Periods 1 \(every day.*\) and 2 \(Sat and Sun, 06:00 to 12:00.*\) overlap\.$/),
  ).toHaveCount(0);
  await second.getByLabel('From').fill('05:00');
  await expect(
    editor.getByText(/^Periods 1 \(every day.*\) and 2 \(Sat and Sun, 05:00 to 12:00, Europe\/London\) overlap\.$/),
  ).toBeVisible();
  await expect(editor.getByText(/That is allowed: an alert is held back while any of them holds it/)).toBeVisible();
  await second.getByLabel('From').fill('');
  await expect(editor.getByText(/^From is not valid: use hours and minutes/)).toBeVisible();
  await second.getByLabel('From').fill('05:00');
  await expectGoodLooks(page, 'quiet hours');
  await save(page);
  await page.reload();
  await expect(editor.getByRole('group', { name: 'Period 2' }).getByLabel('From')).toHaveValue('05:00');
});

test('a receiver goes by the general settings until it has its own', async ({ page }) => {
  await page.goto(new URL('/delivery?receiver=pagerduty', host.url).href);
  const editor = page.getByRole('region', { name: 'pagerduty', exact: true });
  await expect(editor.getByLabel('Told from severity').locator('option:checked')).toHaveText(
    'As in Setup: High and worse',
  );
  await expect(editor.getByText('General: 1 a second and 3 at once', { exact: false })).toContainText('10 in 5 min');
  await editor.getByLabel('Told from severity').selectOption('Critical only');
  await editor.getByRole('switch', { name: 'Limits of its own' }).click();
  await editor.getByLabel('Pace').fill('0');
  await expect(editor.getByText('Pace must be at least 0.1.')).toBeVisible();
  await editor.getByLabel('Pace').fill('0,5');
  await expectGoodLooks(page, 'options');
  await save(page);
  await page.reload();
  await expect(editor.getByLabel('Pace')).toHaveValue('0.5');
  await editor.getByLabel('Told from severity').selectOption('');
  await editor.getByRole('switch', { name: 'Limits of its own' }).click();
  await save(page);
});

test('a receiver is renamed everywhere, keeps no secret, and is removed with all that names it', async ({ page }) => {
  const webhook = await add(page, 'Slack webhook', 'slack-team');
  await save(page);
  await webhook.getByLabel('Slack webhook').fill('https://hooks.slack.com/services/T0/B0/x');
  await webhook.getByRole('button', { name: 'Keep' }).click();
  await expect(webhook.getByText('set, kept by this host')).toBeVisible();
  const settings = await (await fetch(new URL('/api/settings', host.url))).json();
  settings.settings.delivery.summaries.daily = { enabled: true, receiver: 'slack-team', at: '09:00', timeZone: '' };
  await fetch(new URL('/api/settings', host.url), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings.settings),
  });
  await page.reload();

  const name = webhook.getByLabel('Name', { exact: true });
  await name.fill('slack');
  await expect(webhook.getByText(/^Name must not be slack, which is a built-in receiver/)).toBeVisible();
  await name.fill('shop');
  await expect(webhook.getByText('once this is saved, it must be entered again', { exact: false })).toBeVisible();
  await name.press('Enter');
  const shop = page.getByRole('region', { name: 'shop', exact: true });
  await expect(page).toHaveURL(/receiver=shop$/);
  await expect(shop.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(shop.getByText('Named by the daily summary.')).toBeVisible();
  await save(page);
  await expect(shop.getByText('not set', { exact: true })).toBeVisible();

  await shop.getByRole('button', { name: 'Remove …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove shop?' });
  await expect(dialog).toContainText('The daily summary is switched off.');
  await expectGoodLooks(page, 'remove');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(shop).toHaveCount(0);
  await expect(yours(page).getByRole('button', { name: 'Add a receiver' })).toBeFocused();
  await save(page);
  const left = await (await fetch(new URL('/api/settings', host.url))).json();
  expect(left.settings.delivery.receivers).toEqual([]);
  expect(left.settings.delivery.summaries.daily).toMatchObject({ enabled: false, receiver: '' });
});

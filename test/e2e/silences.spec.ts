import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

let host: MockHost;
test.beforeEach(async () => {
  host = await startMockHost('busy');
});
test.afterEach(() => host.program.stop());

test('an alert is silenced in two clicks, looks so, and the silence is found and ended', async ({ page }) => {
  await page.goto(new URL('/alerts', host.url).href);
  await page.getByRole('row').filter({ hasText: 'Revenue drop' }).first().click();
  const drawer = page.getByRole('complementary', { name: 'Alert: Revenue drop' });
  await drawer.getByRole('button', { name: 'Silence …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Silence' });
  await expect(dialog.getByText(/^Mutes \d+ active alerts?\.$/)).toBeVisible();
  await expectAccessible(page, 'silence dialog');
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(drawer.getByText(/^Silenced by oncall until/)).toBeVisible();

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Quiet' }).click();
  const silence = page.getByRole('listitem').filter({ hasText: 'type is Revenue drop' });
  await expect(silence).toContainText('by oncall');
  await silence.getByRole('link', { name: /^mutes \d+ alerts?$/ }).click();
  await expect(page).toHaveURL(/\/alerts\?silence=/);
  const filters = page.getByRole('toolbar', { name: 'Filters' });
  await expect(filters.getByText('Muted by: type is Revenue drop')).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('silenced');
  await expectAccessible(page, 'alerts of a silence');
  await filters.getByRole('button', { name: 'Clear' }).click();
  await expect(page).toHaveURL(/\/alerts$/);
  await page.goBack();
  await expect(filters.getByText('Muted by:', { exact: false })).toBeVisible();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Quiet' }).click();

  await expect(silence.getByText(/^(1 h|59 min) left$/)).toBeVisible();
  await silence.getByRole('button', { name: 'Extend' }).click();
  await page.getByRole('menuitem', { name: '4 h more' }).click();
  await expect(silence.getByText(/^[45] h.* left$/)).toBeVisible();
  for (const [width, colorScheme] of [
    [1440, 'dark'],
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `quiet ${width} ${colorScheme}`);
  }
  await silence.getByRole('button', { name: 'End now' }).click();
  await expect(page.getByRole('region', { name: 'Ended within a day' })).toContainText('type is Revenue drop');
  await expect(page.getByText('Nothing is held back.', { exact: false })).toBeVisible();
});

test('m silences what is like the alert under the cursor', async ({ page }) => {
  await page.goto(new URL('/alerts', host.url).href);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Silence' });
  await expect(dialog.getByLabel('Name of condition 1')).toHaveValue('type');
  // The focus follows the dialog by a frame.
  await expect(dialog.getByRole('button', { name: 'Silence', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: 'silenced' }).first()).toBeVisible();
});

test('a silence of everything is asked about, and a pattern that is none is shown where it stands', async ({
  page,
}) => {
  await page.goto(new URL('/quiet', host.url).href);
  await page.getByRole('button', { name: 'New silence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Silence' });
  await dialog.getByLabel('How condition 1 compares').selectOption('matches');
  await dialog.getByLabel('Value of condition 1').fill('(a');
  await expect(dialog.getByText(/must be a regular expression/)).toBeVisible();
  await dialog.getByLabel('Until when').fill('2020-01-01T00:00');
  await expect(dialog.getByText('That time is past: choose a later one.')).toBeVisible();
  await dialog.getByLabel('1 h').check();
  await dialog.getByLabel('Value of condition 1').fill('.*');
  await expect(dialog.getByText(/This silences every alert there can be/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Silence', exact: true })).toBeDisabled();
  await dialog.getByLabel('Silence everything all the same').check();
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'type matches .*' })).toBeVisible();
});

test('planned work is silenced beforehand', async ({ page }) => {
  await page.goto(new URL('/quiet', host.url).href);
  await page.getByRole('button', { name: 'New silence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Silence' });
  await dialog.getByLabel('Value of condition 1').fill('revenue_drop');
  await expect(dialog.getByText('Mutes 1 active alert.')).toBeVisible();
  await dialog.getByLabel('Value of condition 1').press('Tab');
  for (let step = 0; step < 12; step++) await page.keyboard.press('Tab');
  await expect(dialog.getByLabel('Now', { exact: true })).toBeChecked();
  await dialog.getByLabel('Begins at').fill('2020-01-01T02:00');
  await expect(dialog.getByText('That beginning is past: choose a later one, or Now.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Silence', exact: true })).toBeDisabled();
  await dialog.getByLabel('Begins at').fill('2099-01-01T02:00');
  await expect(dialog.getByText('Matches 1 active alert now; mutes what matches from then on.')).toBeVisible();
  await dialog.getByLabel('4 h').check();
  await expectAccessible(page, 'planned silence');
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  const silence = page.getByRole('listitem').filter({ hasText: 'type is Revenue drop' });
  await expect(silence).toContainText(/begins 1 Jan.* 02:00, for 4 h/);
  await expect(silence).not.toContainText('mutes');
  await page.goto(new URL('/alerts?silenced=true', host.url).href);
  await expect(page.getByText('No alert', { exact: false }).first()).toBeVisible();
});

test('what is silenced looks muted, and the rows are narrowed to it or to the others', async ({ page }) => {
  await page.goto(new URL('/alerts', host.url).href);
  const rows = page.getByRole('row');
  await rows.filter({ hasText: 'Revenue drop' }).first().hover();
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await page.getByRole('dialog', { name: 'Silence' }).getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const filters = page.getByRole('toolbar', { name: 'Filters' });
  await filters.getByRole('button', { name: /^Held back/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Silenced', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/alerts\?silenced=true$/);
  await expect(rows.nth(1)).toContainText('silenced');
  await expect(rows.nth(1)).toHaveAttribute('data-muted');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page, `silenced rows ${colorScheme}`);
  }
  await page.goto(new URL('/alerts?silenced=false', host.url).href);
  await expect(rows.nth(1)).toBeVisible();
  await expect(rows.filter({ hasText: 'silenced' })).toHaveCount(0);
});

test('several alerts are silenced at once, and the preview counts what else is like them', async ({ page }) => {
  await page.goto(new URL('/alerts?status=active', host.url).href);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const bar = page.getByRole('toolbar', { name: 'Selected alerts' });
  await bar.getByRole('button', { name: 'Silence …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Silence' });
  await expect(dialog.getByLabel('How condition 1 compares')).toHaveValue('=~');
  await expect(dialog.getByLabel('Value of condition 1')).toHaveValue('cart_abandonment_spike|revenue_drop');
  await expect(dialog.getByText('Mutes 2 active alerts.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: 'silenced' })).toHaveCount(2);
});

test('quiet hours that are set are told with when they end, and lead to where they are set', async ({ page }) => {
  const api = new URL('/api/settings', host.url).href;
  const { settings } = await (await page.request.get(api)).json();
  const quietHours = [{ days: [], from: '00:00', to: '00:00', timeZone: 'Europe/Berlin', criticalBreaksThrough: true }];
  settings.delivery.options = { slack: { minSeverity: null, resolved: null, limits: null, quietHours } };
  settings.popUps.quietHours = { ...settings.popUps.quietHours, enabled: true, from: '22:00', to: '07:00' };
  expect((await page.request.put(api, { data: settings })).status()).toBe(200);
  await page.goto(new URL('/quiet', host.url).href);
  const panel = page.getByRole('region', { name: 'Quiet hours' });
  const slack = panel.getByRole('listitem').filter({ hasText: 'slack' });
  await expect(slack).toContainText('always quiet');
  await expect(slack).toContainText('Europe/Berlin; critical breaks through');
  await expect(panel.getByRole('listitem').filter({ hasText: 'Pop-ups' })).toContainText(/quiet (from|until) \d\d:00/);
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `quiet hours ${width} ${colorScheme}`);
  }
  await slack.getByRole('link', { name: 'slack' }).click();
  await expect(page.getByRole('heading', { name: 'Delivery' })).toBeVisible();
  await page.goBack();
  await panel.getByRole('link', { name: 'Pop-ups' }).click();
  await expect(page).toHaveURL(/\/setup#pop-ups$/);
});

test('an alert says to whom it escalates next', async ({ page }) => {
  await page.goto(new URL('/alerts', host.url).href);
  await page.getByRole('row').filter({ hasText: 'Revenue drop' }).first().click();
  const drawer = page.getByRole('complementary', { name: 'Alert: Revenue drop' });
  await expect(drawer.getByText(/^Escalates in 1\d min to pagerduty, slack-critical, slack, unless/)).toBeVisible();
});

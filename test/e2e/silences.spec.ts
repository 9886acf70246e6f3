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
  await expect(silence).toContainText(/mutes \d+ alert/);
  for (const [width, colorScheme] of [
    [1440, 'dark'],
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
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

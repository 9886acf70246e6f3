import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

test.describe('a pause of pop-ups', () => {
  let host: MockHost;
  test.beforeEach(async ({ page }) => {
    host = await startMockHost('busy');
    await page.goto(host.url);
  });
  test.afterEach(() => host.program.stop());

  test('is one choice away, is seen for as long as it lasts, and can be ended', async ({ page }) => {
    // It counts from when the choices were shown.
    const before = Date.now();
    await page.getByRole('button', { name: 'Pause pop-ups' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page, 'menu of the pause');
    await page.getByRole('menuitem', { name: '1 h', exact: true }).click();
    const paused = page.getByRole('button', { name: /^Pop-ups are paused until \d\d:\d\d$/ });
    await expect(paused).toContainText(/paused until \d\d:\d\d/);
    const { popUpsPausedUntil } = await (await fetch(new URL('/api/health', host.url))).json();
    const hour = 3_600_000;
    expect(Date.parse(popUpsPausedUntil)).toBeGreaterThanOrEqual(before + hour);
    expect(Date.parse(popUpsPausedUntil)).toBeLessThanOrEqual(Date.now() + hour);
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await page.reload();
      await expect(paused).toBeVisible();
      await expectAccessible(page, `paused ${size.width}`);
    }
    await paused.click();
    await page.getByRole('menuitem', { name: 'Resume now' }).click();
    await expect(page.getByRole('button', { name: 'Pause pop-ups' })).toBeVisible();
  });

  test('is reached and left by keyboard', async ({ page }) => {
    await page.getByRole('button', { name: 'Pause pop-ups' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: '30 min' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Pop-ups are paused until/ })).toBeFocused();
  });
});

test('all alerts of a filter are snoozed at once, however many, in one request', async ({ page }) => {
  const host = await startMockHost('many', ['--count', '60000']);
  try {
    await page.goto(new URL('/alerts?status=active', host.url).href);
    await expect(page.locator('[role=row][data-id]').first()).toBeVisible();
    await page.getByRole('checkbox', { name: 'Select the rows in sight' }).click();
    const bar = page.getByRole('toolbar', { name: 'Selected alerts' });
    await bar.getByRole('button', { name: /^select all/ }).click();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
    });
    await bar.getByRole('button', { name: 'Snooze all …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Until 08:00' }).click();
    await expect(bar).toHaveCount(0);
    expect(asked).toEqual(['/api/alerts/snooze']);
    const { items } = await (await fetch(new URL('/api/alerts?status=active&limit=1000', host.url))).json();
    expect(items.length).toBeGreaterThan(100);
    expect(items.filter((alert: { snoozedUntil: string | null }) => alert.snoozedUntil === null)).toEqual([]);
  } finally {
    await host.program.stop();
  }
});

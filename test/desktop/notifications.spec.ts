import { expect } from '@playwright/test';
import type { DesktopApp } from './support/desktopApp.ts';
import { details, livePage, onlyAlertId, test } from './support/watching.ts';

// What pops up, what does not, and where it leads.

const titles = async (app: DesktopApp) => (await app.notifications()).map(({ title }) => title);
const icon = async (app: DesktopApp) => (await app.tray())?.icon;

/** `22:15`, by the clock of UTC, so many minutes from now. */
const clockIn = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);

test.beforeEach(({ needs }) => needs('tray', 'notifications'));

test('a severity that is switched off is on the tray and does not pop up', async ({ watching, shop, settings }) => {
  await settings({ popUps: { severities: { high: false } } });
  const app = await watching();
  await livePage(app);
  await shop.report('late_parcels', 'high', 'Parcels leave late');
  await app.clickMenu('Check now');
  await expect.poll(() => icon(app)).toBe('high-1.png');
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await app.clickMenu('Check now');
  await expect.poll(() => titles(app)).toEqual(['Critical · Warehouse lag']);
  expect((await app.allNotifications()).length).toBe(1);
});

test('in the quiet hours only what is critical pops up, and may be told not to', async ({
  watching,
  shop,
  settings,
}) => {
  const quietHours = { enabled: true, from: clockIn(-60), to: clockIn(60), timeZone: 'UTC' };
  await settings({ popUps: { quietHours } });
  const app = await watching();
  await livePage(app);
  await shop.report('late_parcels', 'high', 'Parcels leave late');
  await app.clickMenu('Check now');
  await expect.poll(() => icon(app)).toBe('high-1.png');
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await app.clickMenu('Check now');
  await expect.poll(() => titles(app)).toEqual(['Critical · Warehouse lag']);
  await app.quit();

  await settings({ popUps: { quietHours: { ...quietHours, criticalBreaksThrough: false } } });
  const stricter = await watching();
  await livePage(stricter);
  await shop.report('stale_prices', 'critical', 'Prices are old');
  await stricter.clickMenu('Check now');
  await expect.poll(() => icon(stricter)).toBe('critical-3.png');
  expect(await stricter.allNotifications()).toEqual([]);
});

test('paused from the tray nothing pops up, and the tray says so; resumed, it does', async ({ watching, shop }) => {
  const app = await watching();
  const page = await livePage(app);
  await app.clickMenu('Pause notifications', '1 hour');
  await expect.poll(() => icon(app)).toBe('paused.png');
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await app.clickMenu('Check now');
  await expect.poll(() => icon(app)).toBe('critical-paused-1.png');
  expect(await app.allNotifications()).toEqual([]);
  await expect(page.getByRole('button', { name: /Pop-ups are paused|paused/ }).first()).toBeVisible();

  const paused = (await app.tray())?.menu?.find(({ label }) => label.startsWith('Notifications are paused until'));
  await app.clickMenu(paused?.label ?? '', 'Resume now');
  await expect.poll(() => icon(app)).toBe('critical-1.png');
  await app.clickMenu('Check now');
  await expect.poll(() => titles(app)).toEqual(['Critical · Warehouse lag']);
});

test('the test button shows one, which offers nothing', async ({ watching }) => {
  const app = await watching();
  await livePage(app);
  await app.clickMenu('Settings');
  const page = await app.page();
  await page.getByRole('button', { name: 'Show a test pop-up' }).click();
  await expect.poll(() => app.notifications()).toMatchObject([{ title: 'Test pop-up', actions: [] }]);
  await expect.poll(() => app.soundsPlayed()).toEqual(['watchkeeper-chime.wav']);
  await app.clickNotification('test');
  await expect(page.getByRole('heading', { name: 'Board' })).toBeAttached();
});

test('a critical one sounds as it is set, and stays', async ({ watching, shop }) => {
  const app = await watching();
  await livePage(app);
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await app.clickMenu('Check now');
  await expect
    .poll(() => app.notifications())
    .toMatchObject([{ urgency: 'critical', timeoutType: 'never', actions: ['Acknowledge', 'Snooze 30 min'] }]);
  await expect.poll(() => app.soundsPlayed()).toEqual(['watchkeeper-alarm.wav']);
});

test('what the system will not show is a banner in the window, with what can be done about it', async ({
  watching,
  shop,
}) => {
  const app = await watching();
  const page = await livePage(app);
  await app.closeWindow();
  await app.failNotifications('There is no notification service.');
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await app.clickMenu('Check now');
  const banner = page.getByRole('alert').filter({ hasText: 'Warehouse lag' });
  await expect(banner).toBeVisible();
  // A critical one that the system kept to itself brings the window up.
  await expect.poll(() => app.window()).toMatchObject({ visible: true });
  await banner.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(banner).toHaveCount(0);
  await expect.poll(() => icon(app)).toBe('live.png');
  await expect.poll(() => shop.acknowledgedBy('warehouse_lag')).not.toBe('');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Health' }).click();
  await expect(page.getByRole('main')).toContainText('This desktop shows no notifications');
});

test('what no window is there to show brings one, with its sound', async ({ watching, shop }) => {
  const app = await watching({ args: ['--hidden'] });
  await app.failNotifications('There is no notification service.');
  // Only now: its first check might find the alert before the system is told to fail.
  await expect.poll(() => icon(app)).toBe('live.png');
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await app.clickMenu('Check now');
  const page = await app.page();
  await expect(page.getByRole('alert').filter({ hasText: 'Warehouse lag' })).toBeVisible();
  await expect.poll(() => app.soundsPlayed()).toEqual(['watchkeeper-alarm.wav']);
});

test('more than three at once are one, and a click on it opens the list', async ({ watching, shop }) => {
  const app = await watching();
  const page = await livePage(app);
  await app.closeWindow();
  for (const type of ['late_parcels', 'stale_prices', 'lost_carts', 'slow_search'])
    await shop.report(type, 'high', 'Something is late');
  await app.clickMenu('Check now');
  await expect.poll(() => titles(app)).toEqual(['4 new alerts · 4 high']);
  expect((await app.notifications())[0]?.actions).toEqual([]);
  await app.clickNotification('summary');
  await expect(page).toHaveURL(/\/alerts$/);
  await expect(page.locator('[role=row][data-id]')).toHaveCount(4);
  expect(await app.window()).toMatchObject({ visible: true });
});

test('what somebody acknowledges elsewhere is taken off the screen', async ({ watching, shop }) => {
  const app = await watching();
  await livePage(app);
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await app.clickMenu('Check now');
  await expect.poll(() => titles(app)).toEqual(['Critical · Warehouse lag']);
  await shop.acknowledge('warehouse_lag', 'grace');
  await app.clickMenu('Check now');
  await expect.poll(() => titles(app)).toEqual([]);
  await expect.poll(() => icon(app)).toBe('live.png');
});

test('on Windows a toast that starts the application leads to its alert', async ({ watching, shop, needs }) => {
  needs('platform');
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  const first = await watching({ platform: 'win32' });
  const id = await onlyAlertId(await livePage(first));
  await first.quit();
  const app = await watching({ platform: 'win32', args: ['--hidden', '-Embedding'] });
  await app.system('activate', { type: 'click', arguments: `type=click&popUp=alert-${id}&do=open&alerts=${id}` });
  await expect(details(await app.page(), 'Warehouse lag')).toBeVisible();
});

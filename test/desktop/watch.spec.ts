import { expect } from '@playwright/test';
import { details, livePage, onlyAlertId, test } from './support/watching.ts';

test('from a row in ClickHouse to the tray, to a notification, to the alert’s details, to an acknowledgement, and back', async ({
  watching,
  shop,
  needs,
}) => {
  needs('tray', 'notifications');
  const app = await watching();
  await livePage(app);
  const icon = async () => (await app.tray())?.icon;

  await test.step('while all is well the tray says so', async () => {
    await expect.poll(icon).toBe('live.png');
    expect(await app.badge()).toBe(0);
    expect(await app.notifications()).toEqual([]);
  });

  await test.step('with the window closed, a critical row is on the tray and in a notification after one poll', async () => {
    await app.closeWindow();
    expect(await app.window()).toMatchObject({ visible: false });
    await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
    await app.clickMenu('Check now');
    await expect.poll(icon).toBe('critical-1.png');
    expect(await app.badge()).toBe(1);
    expect((await app.tray())?.menu?.map((entry) => entry.label)).toContainEqual(
      expect.stringMatching(/^Critical · Warehouse lag/),
    );
    await expect.poll(async () => app.notifications()).toHaveLength(1);
  });

  const page = await test.step('a click on it opens the window at the alert’s details', async () => {
    const [shown] = await app.notifications();
    expect(shown).toMatchObject({ urgency: 'critical', timeoutType: 'never' });
    expect(`${shown?.title} ${shown?.body}`).toContain('Warehouse lag');
    await app.clickNotification(shown?.id ?? '');
    await expect.poll(async () => (await app.window())?.visible).toBe(true);
    const opened = await app.page();
    await expect(details(opened, 'Warehouse lag')).toContainText('Orders wait in the warehouse');
    expect((await app.window())?.url).toMatch(/^app:\/\/watchkeeper\//);
    return opened;
  });

  await test.step('an acknowledgement there clears the tray and reaches the row', async () => {
    await details(page, 'Warehouse lag')
      .getByRole('button', { name: /^Acknowledge/ })
      .click();
    await expect(details(page, 'Warehouse lag').getByRole('button', { name: 'Unacknowledge' })).toBeVisible();
    await expect.poll(icon).toBe('live.png');
    expect(await app.badge()).toBe(0);
    await expect.poll(() => shop.acknowledgedBy('warehouse_lag')).not.toBe('');
  });

  await test.step('while another alert is told, this one is not told again', async () => {
    await shop.report('late_parcels', 'high', 'Parcels leave late');
    await app.clickMenu('Check now');
    await expect.poll(async () => (await app.allNotifications()).map(({ title }) => title)).toHaveLength(2);
    const told = (await app.allNotifications()).filter(({ title, body }) =>
      `${title} ${body}`.includes('Warehouse lag'),
    );
    expect(told).toHaveLength(1);
  });

  await test.step('and nothing of it asked the network for anything beyond this machine', () => {
    expect(app.foreignRequests()).toEqual([]);
  });
});

test('the buttons of a notification acknowledge and snooze without the window', async ({ watching, shop, needs }) => {
  needs('tray', 'notifications');
  const app = await watching();
  await livePage(app);
  await app.closeWindow();
  await shop.report('late_parcels', 'high', 'Parcels leave late');
  await app.clickMenu('Check now');
  await expect.poll(async () => app.notifications()).toHaveLength(1);
  const [shown] = await app.notifications();
  expect(shown?.actions[0]).toBe('Acknowledge');
  await app.actOnNotification(shown?.id ?? '', 0);
  await expect.poll(async () => (await app.tray())?.icon).toBe('live.png');
  await expect.poll(() => shop.acknowledgedBy('late_parcels')).not.toBe('');
  expect(await app.window()).toMatchObject({ visible: false });
});

test('each system shows the worst severity and the number where it has room for them', async ({
  watching,
  shop,
  needs,
}) => {
  needs('platform', 'tray');
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');

  const windows = await watching({ platform: 'win32' });
  await livePage(windows);
  await expect.poll(() => windows.overlay()).toMatchObject({ description: expect.stringContaining('1 critical') });
  expect(await windows.tray()).toMatchObject({
    icon: 'critical-1.ico',
    tooltip: expect.stringContaining('1 critical'),
  });
  await windows.quit();

  const mac = await watching({ platform: 'darwin' });
  await livePage(mac);
  await expect.poll(() => mac.tray()).toMatchObject({ icon: 'critical.png', template: false, title: '1' });
  expect(await mac.badge()).toBe(1);
});

test('a closed window does not end the watch', async ({ watching, shop }) => {
  const app = await watching({ env: { ALERT_CHECK_INTERVAL: '5' } });
  await livePage(app);
  await app.closeWindow();
  expect(await app.window()).toMatchObject({ visible: false });
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await expect.poll(() => app.badge(), { timeout: 20_000 }).toBe(1);
});

test('a page that crashes comes back, and the watch goes on meanwhile', async ({ watching, shop, needs }) => {
  needs('crashedPage');
  const app = await watching({ env: { ALERT_CHECK_INTERVAL: '5' } });
  await livePage(app);
  await app.crashPage();
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await expect(async () => {
    const page = await livePage(app);
    await expect(page.getByText('Warehouse lag').first()).toBeVisible();
  }).toPass();
  await expect.poll(() => app.badge()).toBe(1);
});

test('a second start shows the window of the first, and ends', async ({ watching }) => {
  const app = await watching();
  await livePage(app);
  await app.closeWindow();
  expect(await app.secondCopy([])).toBe(0);
  await expect.poll(async () => (await app.window())?.visible).toBe(true);
});

test('a deep link opens its alert, and one with anything but an id opens nothing', async ({ watching, shop }) => {
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  const app = await watching();
  const page = await livePage(app);
  const id = await onlyAlertId(page);
  const wentTo: string[] = [];
  page.on('framenavigated', (frame) => {
    const { pathname, search } = new URL(frame.url());
    wentTo.push(pathname + search);
  });

  for (const link of [
    `watchkeeper://alert/${id}/../../setup`,
    'watchkeeper://alert/javascript:alert(1)',
    'watchkeeper://alert/0123456789abcdef0',
    `watchkeeper://settings/${id}`,
    `watchkeeper://alert/${id}?acknowledge`,
  ])
    await app.openUrl(link);

  await app.closeWindow();
  await app.openUrl(`watchkeeper://alert/${id}`);
  await expect(details(page, 'Warehouse lag')).toBeVisible();
  expect(await app.window()).toMatchObject({ visible: true });
  expect(wentTo).toEqual([`/alerts/${id}`]);
  // A link leads somewhere; it decides nothing.
  await expect(details(page, 'Warehouse lag').getByRole('button', { name: /^Acknowledge/ })).toBeVisible();
});

test('a deep link that starts the application opens its alert', async ({ watching, shop }) => {
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  const first = await watching();
  const id = await onlyAlertId(await livePage(first));
  await first.quit();
  const second = await watching({ args: [`watchkeeper://alert/${id}`] });
  await expect(details(await second.page(), 'Warehouse lag')).toBeVisible();
});

test('after a suspension it looks at once', async ({ watching, shop }) => {
  const app = await watching();
  await livePage(app);
  await app.power('suspend');
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  await app.power('resume');
  await expect.poll(() => app.badge()).toBe(1);
});

test('a page gets nothing of Electron but its bridge', async ({ watching }) => {
  const page = await livePage(await watching());
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as Record<string, object>).watchkeeper ?? {}).sort(),
    leaks: ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ bridge: ['onNavigate', 'onNotice', 'platform'], leaks: [] });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { DesktopApp } from './support/desktopApp.ts';
import { runs } from './support/runs.ts';
import { details, livePage, test } from './support/watching.ts';

const demoStartMs = 60_000;
/** The rule’s word for it, or that of what was learned where a window that is hit in part was enough for it. */
const trafficIsDown = /Traffic drop|Events lower than usual/;
const outage = (page: Page) => page.getByRole('button', { name: /Outage/ });
const welcome = (page: Page) => page.getByRole('heading', { name: 'Welcome to Watchkeeper' });

test('with nothing set up the demo opens, and a scenario becomes an alert, an icon and a notification', async ({
  launch,
  home,
  needs,
}) => {
  needs('tray', 'notifications');
  test.setTimeout(420_000);
  const app = await launch({ env: { WATCHKEEPER_HOME: home, ALERT_CHECK_INTERVAL: '5' } });
  const page = await livePage(app, demoStartMs);
  await expect(outage(page)).toBeVisible();
  await app.clickMenu('Check now');
  await acknowledgeAll(app);

  await outage(page).click();
  await expect(outage(page)).toHaveAttribute('aria-pressed', 'true');
  await app.closeWindow();
  await expect
    .poll(async () => (await app.notifications()).map(({ title }) => title), { timeout: 240_000 })
    .toContainEqual(expect.stringMatching(trafficIsDown));
  // Tray and badge are drawn a moment after it.
  await expect.poll(async () => (await app.tray())?.icon).toMatch(/^(critical|high|medium)-\d\+?\.png$/);
  expect(await app.badge()).toBeGreaterThan(0);

  const shown = (await app.notifications()).find(({ title }) => trafficIsDown.test(title));
  await app.clickNotification(shown?.id ?? '');
  const [name = ''] = trafficIsDown.exec(shown?.title ?? '') ?? [];
  await expect(details(page, name)).toBeVisible();
  expect(await app.window()).toMatchObject({ visible: true });
  expect(app.foreignRequests()).toEqual([]);
});

test('ends with every process that it started', async ({ launch, home }) => {
  const app = await launch({ args: ['--demo'], env: { WATCHKEEPER_HOME: home } });
  // The file is there a moment before what it says.
  const pidOfClickHouse = async () => {
    const status = await readFile(join(home, 'demo', 'clickhouse', 'status'), 'utf8').catch(() => '');
    return Number(/^PID: (\d+)\n/m.exec(status)?.[1] ?? 0);
  };
  await expect.poll(pidOfClickHouse, { timeout: 60_000 }).toBeGreaterThan(0);
  const clickhouse = await pidOfClickHouse();
  expect(runs(clickhouse)).toBe(true);
  expect(await app.quit()).toBe(0);
  expect(runs(app.pid)).toBe(false);
  await expect.poll(() => runs(clickhouse)).toBe(false);
});

test('the first run without the demo welcomes, connects and is live', async ({ launch, home, shop }) => {
  const app = await launch({ args: ['--no-demo'], env: { WATCHKEEPER_HOME: home } });
  const page = await app.page();
  await expect(welcome(page)).toBeVisible();
  await expect.poll(() => app.window()).toMatchObject({ visible: true });
  const connect = page.getByRole('region', { name: 'Connect your ClickHouse' });
  const field = (name: string) => connect.getByLabel(name, { exact: true });

  // Nobody listens at port 9 of this machine.
  await field('ClickHouse address').fill('http://127.0.0.1:9');
  await connect.getByRole('button', { name: 'Save and start' }).click();
  await expect(connect.getByRole('status')).toContainText(/refused|Nothing answers|nothing listens/i);

  await field('ClickHouse address').fill(String(shop.env.CLICKHOUSE_URL));
  await field('Database').fill(String(shop.env.CLICKHOUSE_DATABASE));
  await connect.getByRole('button', { name: 'Save and start' }).click();
  await livePage(app);
  await expect(welcome(page)).toHaveCount(0);

  await app.quit();
  const again = await launch({ env: { WATCHKEEPER_HOME: home } });
  await livePage(again);
});

test('“Try the demo” ends the app with what its start script has to know', async ({ launch, home }) => {
  const env = { WATCHKEEPER_HOME: home, WATCHKEEPER_SUPERVISED: '1' };
  const app = await launch({ args: ['--no-demo'], env });
  await (await app.page()).getByRole('button', { name: 'Try the demo' }).click();
  expect(await app.exited).toBe(76);
});

test('“Try the demo” lets the app start itself anew, with the demo and a window', async ({ launch, home, needs }) => {
  needs('platform');
  test.setTimeout(180_000);
  const env = { WATCHKEEPER_HOME: home };
  const app = await launch({ args: ['--no-demo', '--hidden'], env });
  await expect.poll(() => app.tray()).not.toBeNull();
  await app.clickMenu('Open Watchkeeper');
  await (await app.page()).getByRole('button', { name: 'Try the demo' }).click();
  expect(await app.exited).toBe(0);
  // The first is the folder that Electron runs.
  const args = app.relaunchArgs()?.slice(1) ?? [];
  expect(args).toEqual(['--demo']);
  const demo = await launch({ args, env });
  await expect(outage(await livePage(demo, demoStartMs))).toBeVisible();
  await expect.poll(() => demo.window()).toMatchObject({ visible: true });
});

test('an installed app says why it has no demo', async ({ launch, attempt, home, needs }) => {
  needs('platform');
  const env = { WATCHKEEPER_HOME: home };
  const app = await launch({ packaged: true, env });
  const page = await app.page();
  await expect(welcome(page)).toBeVisible();
  await expect(page.getByText('The installed app has no simulated shop.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try the demo' })).toHaveCount(0);
  await app.quit();
  const ended = await attempt({ packaged: true, args: ['--demo'], env });
  expect(ended.code).toBe(2);
  expect(ended.errorBoxes).toEqual([{ title: 'Watchkeeper cannot start', content: ended.output.trim() }]);
});

/** What the demo's day of history left open is somebody's, so that the icon is calm again. */
async function acknowledgeAll(app: DesktopApp): Promise<void> {
  await expect(async () => {
    const entry = (await app.tray())?.menu?.find(({ label, enabled }) => label.startsWith('Acknowledge') && enabled);
    if (entry) await app.clickMenu(entry.label);
    expect((await app.tray())?.icon).toBe('live.png');
  }).toPass();
}

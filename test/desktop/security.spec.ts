import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { echoManners, startEchoServer } from '../support/echoServer.ts';
import { filesBelow, planted, secretsIn } from '../support/plantedSecrets.ts';
import { hostile } from '../unit/electron/window/hostileAddresses.ts';
import { everyOperation, openRawPort } from './support/rawPort.ts';
import { startEmbeddedClickHouse } from './support/watchedClickHouse.ts';
import { livePage, test } from './support/watching.ts';

test('a page that calls everything there is finds no secret, and neither does whoever reads files, logs and notifications', async ({
  launch,
  home,
  needs,
}) => {
  needs('tray', 'notifications');
  const echo = await startEchoServer();
  const clickhouse = await startEmbeddedClickHouse({ user: 'ada', password: planted.password });
  await clickhouse.query('CREATE DATABASE realtime');
  const app = await launch({
    args: ['--no-demo'],
    env: {
      WATCHKEEPER_HOME: home,
      ALERT_CHECK_INTERVAL: '3600',
      ALERT_DEBUG_MODE: '1',
    },
  });
  const port = await openRawPort(await app.page());
  const { settings } = JSON.parse(String(await port.answer('/settings/get'))).p.b.json;
  const own = { ...settings.connection, url: clickhouse.url, user: 'ada' };
  expect(await port.ask('/settings/put', { ...settings, connection: own })).toBe(200);
  const stored = {
    clickhousePassword: planted.password,
    slackWebhookCritical: `${echo.url}/services/${planted.critical}`,
    slackWebhookUrl: `${echo.url}/services/${planted.general}`,
  };
  for (const [name, value] of Object.entries(stored)) expect(await port.ask('/secrets/put', { name, value })).toBe(200);
  expect(await port.ask('/stream')).toBe(200);

  expect(await port.ask('/connection/applySchema')).toBe(200);
  await clickhouse.query(
    `INSERT INTO anomalies (window_start, anomaly_type, severity, description, metric_value, expected_value, detected_at)
     VALUES (now(), 'late_job', 'critical', 'Late.', '1', '2', now())`,
    'realtime',
  );
  // The first may be answered by a cycle that had begun before the row was there.
  await expect
    .poll(async () => {
      await port.ask('/cycle');
      return secretsIn(echo.heard());
    })
    .toContain(planted.critical);
  // The shop without events is an alert of its own.
  const titles = async () => (await app.notifications()).map(({ title }) => title);
  await expect.poll(titles).toContain('Critical · Late job');
  await port.ask('/alerts/list');
  const id = /"items":\[\{"id":"([0-9a-f]{16})"/.exec(await port.heard())?.[1];
  expect(id).toBeDefined();

  const elsewhere = { ...own, url: echo.url };
  const inputs: Record<string, unknown[]> = {
    '/alerts/acknowledgeMany': [{ ids: [id] }],
    '/alerts/snoozeMany': [{ ids: [id], until: null }],
    '/alerts/snooze': [{ id, until: null }],
    '/popUps/pause': [{ until: null }],
    '/popUps/dismiss': [{ ids: ['x'] }],
    '/popUps/attend': [{ page: 'page-gone-bad', attending: true }],
    '/host/startAtLogin': [{ enabled: true }],
    '/host/copyText': [{ text: 'x' }],
    // The address changes under the stored password, and comes back.
    '/settings/put': [
      { ...settings, connection: elsewhere },
      { ...settings, connection: { ...own, user: 'eve' } },
      { ...settings, connection: own, currency: 'EUR' },
    ],
    '/secrets/put': [{ name: 'slackWebhookTechnical', value: `ftp://hooks.example.com/${planted.typed}` }],
    '/secrets/unlock': [{ passphrase: planted.passphrase }],
    '/receivers/test': [{ name: 'slack' }, { name: 'slack-critical' }],
    '/connection/test': [{}, { connection: elsewhere }, { connection: elsewhere, password: planted.typed }],
    '/demo/start': [{ scenario: 'traffic_drop' }],
    '/demo/stop': [{ scenario: 'traffic_drop' }],
  };
  for (const manner of echoManners) {
    echo.become(manner);
    for (const operation of everyOperation().filter((path) => path !== '/host/restart' && path !== '/stream'))
      for (const input of inputs[operation] ?? [{ id }]) {
        expect(await port.ask(operation, input), `${operation} ${JSON.stringify(input)}`).not.toBeNull();
        if (operation === '/settings/put') await port.ask('/cycle');
      }
  }
  expect(await port.answer('/connection/test')).toContain('"ok":true');
  // The double was told of the webhooks and of what a test named, and never of the password of another server.
  expect(secretsIn(echo.heard())).toEqual([planted.typed, planted.critical, planted.general]);

  const heard = await port.heard();
  expect(heard).toContain('"kind":"snapshot"');
  expect(heard.split('\n').length).toBeGreaterThan(100);
  expect(secretsIn(heard)).toEqual([]);
  const seen = [await app.allNotifications(), await app.tray(), await app.openedExternally()];
  expect(secretsIn(JSON.stringify(seen))).toEqual([]);
  await app.closeWindow();
  expect(await app.quit()).toBe(0);
  expect(secretsIn(app.log())).toEqual([]);
  const files = await filesBelow(home);
  expect([...files.keys()]).toEqual(expect.arrayContaining(['settings.json', 'secrets.json', 'desktop.json']));
  for (const [path, content] of files) {
    expect(secretsIn(content), path).toEqual([]);
    expect((await stat(join(home, path))).mode & 0o777, path).toBe(0o600);
  }
  expect((await stat(home)).mode & 0o777).toBe(0o700);
  expect(await readFile(join(home, 'logs', 'watchkeeper.log'), 'utf8')).toContain('"level":20');
  await Promise.all([echo.close(), clickhouse.stop()]);
});

test('a page gone bad gets nowhere: not away, not into a window, a frame, a file, a permission or a program', async ({
  watching,
}) => {
  const app = await watching();
  const page = await livePage(app);
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.url()));
  const outcome = await page.evaluate(async (addresses) => {
    const refused = (attempt: Promise<unknown>) => attempt.then(() => false).catch(() => true);
    const windows = addresses.map((address) => {
      try {
        return window.open(address);
      } catch {
        // What is no address at all.
        return null;
      }
    });
    const frame = document.createElement('iframe');
    frame.src = 'https://elsewhere.example/framed';
    document.body.append(frame);
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    return {
      windows: windows.filter((one) => one !== null).length,
      inlineRan: 'inlineRan' in window,
      fetch: await refused(fetch('https://elsewhere.example/fetched')),
      local: await refused(fetch('http://127.0.0.1:1/')),
      clipboard: await refused(navigator.clipboard.readText()),
      notifications: await Notification.requestPermission(),
    };
  }, hostile);
  expect(outcome).toEqual({
    windows: 0,
    inlineRan: false,
    fetch: true,
    local: true,
    clipboard: true,
    notifications: 'denied',
  });
  const address = page.url();
  for (const target of ['https://elsewhere.example/away', 'file:///etc/passwd', 'data:text/html,x'])
    await page.evaluate((to) => location.assign(to), target).catch(() => {});
  await expect.poll(() => app.log()).toContain('A page was kept from leaving');
  expect(page.url()).toBe(address);
  expect(app.foreignRequests()).toEqual([]);
  expect(downloads).toEqual([]);
  // What the page itself makes a plain link of, by the rules of addresses, is one.
  for (const opened of await app.openedExternally()) expect(opened).toMatch(/^https:\/\/runbooks\.example\//);
});

test('a row of hostile text is text, wherever it is shown', async ({ watching, shop, home, clickhouse, needs }) => {
  needs('tray', 'notifications', 'platform');
  const markup = 'R&D <img src=x onerror="window.hacked=1"></text><action arguments="x"/> <a href="file:///x">';
  const steering = '\u202egnp.exe\u202c \u2066x\u2069 \u001b[31m\u0007\u0000 \r\nBcc: x \u{e0041}\u00ad\u200b';
  const row = {
    window_start: '2026-01-01 00:00:00',
    detected_at: new Date().toISOString().slice(0, 19).replace('T', ' '),
    anomaly_type: `${markup} ${steering}`,
    severity: 'critical',
    description: `javascript:alert(1) ${steering} ${markup} ${'A&'.repeat(50_000)}`,
    metric_value: '1e308',
    expected_value: '-1e308',
    acknowledged: 0,
  };
  await clickhouse.query(
    `INSERT INTO anomalies FORMAT JSONEachRow ${JSON.stringify(row)}`,
    shop.env.CLICKHOUSE_DATABASE,
  );
  const steers = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

  for (const platform of ['linux', 'win32'] as const) {
    await test.step(platform, async () => {
      const app = await watching({ platform, env: { WATCHKEEPER_HOME: join(home, platform) } });
      const page = await livePage(app);
      await expect.poll(async () => (await app.allNotifications()).length).toBeGreaterThan(0);
      const [shown] = await app.allNotifications();
      expect(shown?.title).toContain('<img src=x');
      expect(`${shown?.title}${shown?.body}`).not.toMatch(steers);
      expect(`${shown?.title}${shown?.body}`.length).toBeLessThan(400);
      // What servers on Linux would take for markup.
      if (platform === 'linux') expect(shown?.body).not.toMatch(/<|&(?!amp;|lt;)/);
      const trayLabel = async () =>
        (await app.tray())?.menu?.map((entry) => entry.label).find((one) => one?.startsWith('Critical')) ?? '';
      // A single one would be the mark of a key, and not be seen. The tray is drawn a moment after the notification.
      await expect.poll(trayLabel).toContain('R&&D <img src=x');
      expect(`${await trayLabel()}${(await app.tray())?.tooltip}`).not.toMatch(steers);
      await expect(page.getByText('<img src=x onerror').first()).toBeVisible();
      expect(await page.locator('img[src="x"]').count()).toBe(0);
      expect(await page.locator('a[href^="javascript"], a[href^="file"]').count()).toBe(0);
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
      await app.quit();
    });
  }
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { askClickHouse } from './support/askClickHouse.ts';
import { type RunningProgram, startProgram } from './support/process.ts';

// A server whose time zone is not UTC, a person whose zone is another one.
test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

const user = 'oncall';
const password = 'open sesame';
let home: string;
let clickhouse: RunningProgram;
let clickhouseUrl: string;
let watchkeeper: RunningProgram;
let signInUrl: string;

async function startClickHouse(port: string): Promise<void> {
  const args = ['--port', port, '--data', join(home, 'clickhouse'), '--timezone', 'America/New_York', '--user', user];
  clickhouse = startProgram('build/clickhouse.mjs', args, { EMBEDDED_CLICKHOUSE_PASSWORD: password });
  clickhouseUrl = (await clickhouse.said(/http:\S+/))[0];
}

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'watchkeeper-own-'));
  await startClickHouse('0');
  watchkeeper = startProgram('build/start.mjs', ['--no-demo', '--no-open', '--port', '0'], {
    WATCHKEEPER_HOME: join(home, 'watchkeeper'),
  });
  signInUrl = (await watchkeeper.said(/http:\/\/\S+token=\S+/))[0];
});

test.afterAll(async () => {
  await watchkeeper?.stop();
  await clickhouse?.stop();
  await rm(home, { recursive: true, force: true });
});

// One story, from the first screen of a new user on: each step needs the one before.
test('a ClickHouse of one’s own is connected, watched and acknowledged in', async ({ page }) => {
  const setup = page.getByRole('region', { name: 'Connection', exact: true });
  const typed = (name: string) => setup.getByRole('textbox', { name, exact: true });
  const tested = async () => {
    await setup.getByRole('button', { name: 'Test the connection' }).click();
    return setup.getByRole('status');
  };
  const save = async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  };

  await test.step('the first screen says that nothing is watched, and leads to Setup', async () => {
    await page.goto(signInUrl);
    await expect(page.getByRole('alert', { name: 'Watch' })).toContainText('Nothing is watched.');
    await page.getByRole('navigation').getByRole('link', { name: 'Setup' }).click();
    await expect(setup).toBeVisible();
  });

  await test.step('a wrong address, password or database is told apart before anything is saved', async () => {
    await typed('ClickHouse address').fill('http://127.0.0.1:1');
    await typed('User').fill(user);
    await setup.getByLabel('Password', { exact: true }).fill('not it');
    await expect(await tested()).toContainText('127.0.0.1:1 cannot be reached');
    await typed('ClickHouse address').fill(clickhouseUrl);
    await expect(await tested()).toContainText('the name or password is wrong');
    await setup.getByLabel('Password', { exact: true }).fill(password);
    await expect(await tested()).toContainText('There is no database realtime');
    await setup.getByRole('button', { name: 'Create tables' }).click();
    await expect(page.getByRole('dialog')).toContainText('Save the connection first');
    await page.keyboard.press('Escape');
  });

  await test.step('saved, the tables are created after their SQL was shown', async () => {
    await save();
    await setup.getByRole('button', { name: 'Create tables' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('CREATE DATABASE IF NOT EXISTS `realtime`');
    await expect(dialog).toContainText('`realtime`.`metric_windows`');
    expect(await inClickHouse("SELECT name FROM system.databases WHERE name = 'realtime'")).toEqual([]);
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('alert', { name: 'Watch' })).toContainText('holds no events');
    await expect(await tested()).toContainText('ClickHouse can be watched.');
  });

  await test.step('with the first events it is live', async () => {
    const columns = 'event_time, event_type, user_id, session_id, product_id, category, price, quantity';
    await inClickHouse(
      `INSERT INTO realtime.events (${columns}) SELECT now(), 'page_view', 'u', 's', 'p', 'shoes', 1, 1 FROM numbers(10)`,
    );
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  });

  await test.step('a table that a Spark job made is watched as soon as its name is saved', async () => {
    await inClickHouse(`CREATE TABLE realtime.spark_anomalies (
      window_start DateTime, anomaly_type String, severity String, description String, metric_value String,
      expected_value String, detected_at DateTime, acknowledged UInt8, acknowledged_at DateTime, acknowledged_by String
    ) ENGINE = MergeTree ORDER BY detected_at`);
    await typed('Anomalies').fill('spark_anomalies');
    await save();
  });

  const windowStart = Math.floor(Date.now() / 300_000) * 300_000 - 300_000;
  await test.step('its rows become alerts within a cycle, at the right time', async () => {
    const found = `toDateTime(${windowStart / 1000}), 'warehouse_lag', 'critical', 'Orders wait', '42', '3', now()`;
    await inClickHouse(
      `INSERT INTO realtime.spark_anomalies (window_start, anomaly_type, severity, description, metric_value, expected_value, detected_at) VALUES (${found})`,
    );
    await page.getByRole('navigation').getByRole('link', { name: 'Alerts' }).click();
    await runCycle();
    await page.getByRole('row').filter({ hasText: 'Orders wait' }).click();
    const inBerlin = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      hour: '2-digit',
      minute: '2-digit',
    }).format(windowStart);
    await expect(drawer(page)).toContainText(inBerlin);
  });

  await test.step('acknowledging here shows in the row', async () => {
    await drawer(page)
      .getByRole('button', { name: /^Acknowledge/ })
      .click();
    await expect(drawer(page).getByRole('button', { name: 'Unacknowledge' })).toBeVisible();
    await expect.poll(acknowledged).toBe(1);
    // What is done to the row from here on was done by others, once it has been read as it was written.
    await runCycle();
  });

  await test.step('what others do to the row shows here within a cycle', async () => {
    await markRow("acknowledged = 0, acknowledged_by = ''");
    await runCycle();
    await expect(drawer(page).getByRole('button', { name: /^Acknowledge/ })).toBeVisible();
    await markRow("acknowledged = 1, acknowledged_by = 'kim', acknowledged_at = now()");
    await runCycle();
    await expect(drawer(page)).toContainText('kim');
    await drawer(page).getByRole('button', { name: 'Unacknowledge' }).click();
    await expect.poll(acknowledged).toBe(0);
  });

  await test.step('while ClickHouse is away it is blind; an acknowledgement waits and follows', async () => {
    await clickhouse.stop();
    await runCycle();
    await runCycle();
    await expect(page.getByText('Blind', { exact: true }).first()).toBeVisible();
    await drawer(page)
      .getByRole('button', { name: /^Acknowledge/ })
      .click();
    await expect(drawer(page).getByRole('button', { name: 'Unacknowledge' })).toBeVisible();
    await startClickHouse(new URL(clickhouseUrl).port);
    await runCycle();
    await expect.poll(acknowledged).toBe(1);
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  });
});

function drawer(page: Page) {
  return page.getByRole('complementary', { name: 'Alert: Warehouse lag' });
}

async function runCycle(): Promise<void> {
  const token = new URL(signInUrl).searchParams.get('token');
  const response = await fetch(new URL('/api/cycle', signInUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
}

const inClickHouse = (sql: string) => askClickHouse({ url: clickhouseUrl, user, password }, sql);

async function acknowledged(): Promise<unknown> {
  const [row] = await inClickHouse('SELECT acknowledged FROM realtime.spark_anomalies');
  return row?.acknowledged;
}

async function markRow(change: string): Promise<void> {
  await inClickHouse(`ALTER TABLE realtime.spark_anomalies UPDATE ${change} WHERE 1 SETTINGS mutations_sync = 1`);
}

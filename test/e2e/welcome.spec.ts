import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { askClickHouse } from './support/askClickHouse.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';
import { type RunningProgram, startProgram } from './support/process.ts';

const connect = (page: Page) => page.getByRole('region', { name: 'Connect your ClickHouse' });
const typed = (page: Page, name: string) => connect(page).getByLabel(name, { exact: true });
const start = (page: Page) => connect(page).getByRole('button', { name: 'Save and start' });

test.describe('the first run', () => {
  let host: MockHost;
  test.beforeEach(async ({ page }) => {
    host = await startMockHost('firstRun');
    await page.goto(host.url);
    await expect(page.getByRole('heading', { name: 'Welcome to Watchkeeper' })).toBeVisible();
  });
  test.afterEach(() => host.program.stop());

  test('is accessible, dark and light, wide and narrow', async ({ page }) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const size of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        await page.setViewportSize(size);
        await expectAccessible(page, `welcome ${colorScheme} ${size.width}`);
      }
    }
  });

  test('judges the address while it is typed', async ({ page }) => {
    const address = typed(page, 'ClickHouse address');
    await address.pressSequentially('clickhouse:8443');
    await expect(connect(page).getByRole('alert')).toContainText('must be a web address such as');
    await expect(start(page)).toBeDisabled();
    await address.fill('https://clickhouse.example.com:8443');
    await expect(connect(page).getByRole('alert')).toHaveCount(0);
    await expect(connect(page)).toContainText('Encrypted on the way.');
    await expect(start(page)).toBeEnabled();
  });

  test('says what plain http beyond this machine means, and lets it be allowed in place', async ({ page }) => {
    const allow = connect(page).getByRole('switch', { name: 'Allow plain http' });
    await expect(allow).toHaveCount(0);
    await typed(page, 'ClickHouse address').fill('http://clickhouse.example.com:8123');
    await expect(connect(page)).toContainText('is not asked unless it is allowed');
    await allow.click();
    await expect(connect(page)).toContainText('can be read on the way');
    await expectAccessible(page, 'welcome, plain http');
  });

  test('keeps nothing that the test found wrong, unless one insists', async ({ page }) => {
    await typed(page, 'ClickHouse address').fill('https://nowhere.invalid:8443');
    await start(page).click();
    await expect(connect(page).getByRole('status')).toContainText('The name cannot be resolved');
    expect(await keptAddress(host)).toBe('');
    await expectAccessible(page, 'welcome, failed test');
    // What was found out about one address says nothing of another.
    await typed(page, 'ClickHouse address').fill('https://somewhere.invalid:8443');
    await expect(connect(page).getByRole('status')).toHaveCount(0);
    await start(page).click();
    await connect(page).getByRole('button', { name: 'Save all the same' }).click();
    await expect.poll(() => keptAddress(host)).toBe('https://somewhere.invalid:8443');
  });

  test('tries a ClickHouse out, keeps it, and makes room for the board; by keyboard alone', async ({ page }) => {
    await typed(page, 'ClickHouse address').focus();
    await page.keyboard.type('https://clickhouse.example.com:8443');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
    expect(await keptAddress(host)).toBe('https://clickhouse.example.com:8443');
  });

  test('starts the demo on a click, and the page finds it by itself', async ({ page }) => {
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await expect(page.getByRole('button', { name: /Checkout broken/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Welcome to Watchkeeper' })).toHaveCount(0);
  });

  test('can be skipped, and does not come again', async ({ page }) => {
    await page.getByRole('button', { name: 'Skip' }).click();
    await expect(page.getByRole('heading', { name: 'Nothing is watched yet' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Nothing is watched yet' })).toBeVisible();
    await page.getByRole('link', { name: 'Connect ClickHouse' }).click();
    await expect(page.getByRole('heading', { name: 'Setup' })).toBeVisible();
  });
});

test.describe('the desktop app without the engine of the demo', () => {
  let host: MockHost;
  test.beforeAll(async () => {
    host = await startMockHost('firstRun');
  });
  test.afterAll(() => host.program.stop());

  test('says why there is no demo', async ({ page }) => {
    const explanation = 'The demo needs the ClickHouse engine, which installers leave out.';
    await page.route('**/api/host', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), demo: { possible: false, explanation } } });
    });
    await page.goto(host.url);
    await expect(page.getByText(explanation)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try the demo' })).toHaveCount(0);
  });
});

test.describe('a real ClickHouse', () => {
  const user = 'oncall';
  const password = 'open sesame';
  let home: string;
  let clickhouse: RunningProgram;
  let clickhouseUrl: string;
  let watchkeeper: RunningProgram;
  let signInUrl: string;

  test.beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'watchkeeper-welcome-'));
    const args = ['--port', '0', '--data', join(home, 'clickhouse'), '--user', user];
    clickhouse = startProgram('build/clickhouse.mjs', args, { EMBEDDED_CLICKHOUSE_PASSWORD: password });
    clickhouseUrl = (await clickhouse.said(/http:\S+/))[0];
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

  // One story: what is wrong is mended one thing after the other, and each has a sentence and a step of its own.
  test('is reached in the end, whatever is wrong with it at first', async ({ page }) => {
    const inClickHouse = (sql: string) => askClickHouse({ url: clickhouseUrl, user, password }, sql);
    const failsAt = async (step: string, sentence: RegExp) => {
      await start(page).click();
      const outcome = connect(page).getByRole('status');
      await expect(outcome.getByRole('listitem').filter({ has: page.getByLabel('failed') })).toContainText(step);
      await expect(outcome).toContainText(sentence);
    };
    await page.goto(signInUrl);
    const address = typed(page, 'ClickHouse address');
    await address.fill('https://clickhouse.invalid:8443');
    await failsAt('name', /The name of clickhouse\.invalid:8443 cannot be resolved/);
    await address.fill('http://127.0.0.1:1');
    await failsAt('reach', /127\.0\.0\.1:1 cannot be reached/);
    await address.fill(clickhouseUrl.replace('http:', 'https:'));
    await failsAt('encryption', /does not speak https/);
    await address.fill(clickhouseUrl);
    await typed(page, 'User').fill(user);
    await typed(page, 'Password').fill('not it');
    await failsAt('sign in', /the name or password is wrong/);
    await typed(page, 'Password').fill(password);
    await failsAt('database', /There is no database realtime/);

    await inClickHouse('CREATE DATABASE realtime');
    await start(page).click();
    await expect(connect(page).getByRole('status')).toContainText('None of the tables is in database realtime yet');
    await inClickHouse('CREATE TABLE realtime.events (event_time DateTime) ENGINE = MergeTree ORDER BY tuple()');
    await failsAt('table events', /Columns missing in events: event_type/);
    await inClickHouse('DROP TABLE realtime.events SYNC');
    await inClickHouse(
      `CREATE TABLE realtime.events (event_time DateTime64(3), event_type String, user_id String, session_id String,
       product_id String, category String, price Nullable(Float64), quantity UInt32) ENGINE = MergeTree ORDER BY event_time`,
    );
    await inClickHouse(
      "INSERT INTO realtime.events SELECT now64(3), 'page_view', 'u', 's', 'p', 'shoes', 1, 1 FROM numbers(10)",
    );
    await start(page).click();
    await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  });
});

async function keptAddress(host: MockHost): Promise<string> {
  const response = await fetch(new URL('/api/settings', host.url));
  return (await response.json()).settings.connection.url;
}

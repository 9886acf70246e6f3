import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { askClickHouse } from './support/askClickHouse.ts';
import { type RunningProgram, startProgram } from './support/process.ts';

const user = 'oncall';
const password = 'open sesame';
let home: string;
let clickhouse: RunningProgram;
let clickhouseUrl: string;
let watchkeeper: RunningProgram;
let signInUrl: string;

const inClickHouse = (sql: string) => askClickHouse({ url: clickhouseUrl, user, password }, sql);

/** As others make it, before there was a Watchkeeper. */
const events = `
  CREATE TABLE realtime.events (event_time DateTime, event_type String, user_id String, session_id String, product_id String,
    category String, price Nullable(Float64), quantity UInt32, country String, device String)
  ENGINE = MergeTree ORDER BY event_time`;

/**
 * Eight days of a shop with a rhythm of the day, 4 to 28 events a minute by chance and now at its highest. Of some hours a share
 * stayed away, at first most and later less; of the last half hour nearly all.
 */
const history = `
  INSERT INTO realtime.events (event_time, event_type, user_id, session_id, product_id, category, price, quantity, country, device)
  WITH 8 * 1440 AS minutes, toStartOfMinute(now()) - minutes * 60 AS begin
  SELECT
    begin + intDiv(number, 40) * 60 + number % 40 AS at,
    multiIf(chance % 100 < 5, 'purchase', chance % 100 < 15, 'add_to_cart', 'page_view'),
    concat('user', toString(chance % 5000)), concat('session', toString(intDiv(number, 40 * 3)), '-', toString(chance % 12)),
    concat('product', toString(chance % 50)), 'shoes', 20, 1, 'de', 'ios'
  FROM (
    SELECT number, cityHash64(number, 'who') AS chance, intDiv(number, 40) AS minute,
      16 + 12 * sin((minute / 1440 * 24 + 6) * pi() / 12) AS usual,
      multiIf(minute >= 8 * 1440 - 30, 0.1,
        minute % 1000 >= 900 AND minute % 1000 < 960, 0.3 + 0.05 * intDiv(minute, 1000), 1) AS share
    FROM numbers(8 * 1440 * 40)
  )
  WHERE cityHash64(number, 'whether') % 1000 < usual * share * 25`;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'watchkeeper-learned-'));
  const args = ['--port', '0', '--data', join(home, 'clickhouse'), '--user', user];
  clickhouse = startProgram('build/clickhouse.mjs', args, { EMBEDDED_CLICKHOUSE_PASSWORD: password });
  clickhouseUrl = (await clickhouse.said(/http:\S+/))[0];
  await inClickHouse('CREATE DATABASE realtime');
  await inClickHouse(events);
  await inClickHouse(history);
  watchkeeper = startProgram('build/start.mjs', ['--no-demo', '--no-open', '--port', '0'], {
    WATCHKEEPER_HOME: join(home, 'watchkeeper'),
    CLICKHOUSE_URL: clickhouseUrl,
    CLICKHOUSE_USER: user,
    CLICKHOUSE_PASSWORD: password,
    ALERT_CHECK_INTERVAL: '5',
  });
  signInUrl = (await watchkeeper.said(/http:\/\/\S+token=\S+/))[0];
  const authorization = `Bearer ${new URL(signInUrl).searchParams.get('token')}`;
  const made = await fetch(new URL('/api/connection/schema', signInUrl), {
    method: 'POST',
    headers: { authorization },
  });
  expect(made.status).toBe(200);
});

test.afterAll(async () => {
  await watchkeeper?.stop();
  await clickhouse?.stop();
  await rm(home, { recursive: true, force: true });
});

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const trial = (page: Page) => panel(page, 'Tried on the past');
const slider = (page: Page) => page.getByRole('slider', { name: 'Sensitivity' });
const drawer = (page: Page) => page.getByRole('complementary');

/** How many alerts the draft would have raised. */
async function tried(page: Page): Promise<number> {
  await expect(trial(page).getByText(/^judged in/)).toBeVisible({ timeout: 120_000 });
  const words = await trial(page)
    .getByText(/^(\d+|No) alerts?( instead of \d+|, as many as now)?$/)
    .first()
    .textContent();
  return Number((words ?? '').match(/^\d+/)?.[0] ?? 0);
}

// One story: each step needs the one before.
test('the sensitivity is tried on the shop’s own past and saved; a label is learned from and counted', async ({
  page,
}) => {
  test.setTimeout(300_000);

  await test.step('a keener one would have raised more, and is saved', async () => {
    await page.goto(signInUrl);
    await page.goto(new URL('/learning', signInUrl).href);
    const before = await tried(page);
    await slider(page).focus();
    await page.keyboard.press('Home');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Quiet: /);
    await expect(
      trial(page)
        .getByText(/instead of|as many as now/)
        .first(),
    ).toBeVisible({ timeout: 30_000 });
    const quiet = await tried(page);
    expect(quiet).toBeLessThanOrEqual(before);
    await page.keyboard.press('End');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Keen: /);
    await expect.poll(() => tried(page), { timeout: 30_000 }).toBeGreaterThan(quiet);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Learning saved.')).toBeVisible();
  });

  await test.step('what goes on is an alert, says what it costs, and is labelled a false alarm', async () => {
    await page.goto(new URL('/alerts', signInUrl).href);
    await page
      .getByRole('row')
      .filter({ hasText: /Revenue drop|Traffic drop|lower than usual/ })
      .first()
      .click({ timeout: 120_000 });
    await expect(drawer(page).getByText(/Lost so far about \$/)).toBeVisible();
    await drawer(page).getByRole('button', { name: 'False alarm' }).click();
    await expect(drawer(page).getByRole('button', { name: 'False alarm' })).toHaveAttribute('aria-pressed', 'true');
    await expect(drawer(page).getByText(/alerts less readily from/)).toBeVisible();
  });

  await test.step('the report counts it, ClickHouse keeps it, and what was learned can be undone', async () => {
    await page.goto(new URL('/report', signInUrl).href);
    await expect(page.getByRole('link', { name: '100 %', exact: true })).toBeVisible();
    const written = "SELECT label FROM realtime.anomaly_feedback WHERE label != ''";
    await expect.poll(() => inClickHouse(written), { timeout: 60_000 }).toEqual([{ label: 'falseAlarm' }]);
    await page.goto(new URL('/learning', signInUrl).href);
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expect(page.getByText(/Undone/).first()).toBeVisible();
  });
});

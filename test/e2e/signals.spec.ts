import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type DemoHost, startDemoHost } from './support/demoHost.ts';
import { type RunningProgram, startProgram } from './support/process.ts';

let home: string;
let slack: RunningProgram;
let slackUrl: string;
let host: DemoHost;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'watchkeeper-signals-'));
  slack = startProgram('test/support/slackDouble.ts', ['--port', '0']);
  slackUrl = (await slack.said(/http:\S+/))[0];
  host = await startDemoHost(home, { SLACK_WEBHOOK_URL: slackUrl });
});

test.afterAll(async () => {
  await host?.program.stop();
  await slack?.stop();
  await rm(home, { recursive: true, force: true });
});

const rules = (page: Page) => page.getByRole('region', { name: 'Your rules', exact: true });
const drawer = (page: Page) => page.getByRole('complementary');

async function writeRule(page: Page, title: string, severity: string): Promise<void> {
  await rules(page).getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('menuitem', { name: 'Over an SQL query' }).click();
  await rules(page)
    .getByRole('textbox', { name: 'Query' })
    .fill('SELECT count() AS value FROM events WHERE event_time >= {from:DateTime} AND event_time < {to:DateTime}');
  await rules(page).getByLabel('Limit', { exact: true }).fill('1');
  await rules(page).getByLabel('Title').fill(title);
  await rules(page).getByLabel('Severity').selectOption(severity);
}

// One story, from an empty list of rules on: each step needs the one before.
test('a rule over a query is tried, fires, and says where it was sent and where not', async ({ page }) => {
  test.setTimeout(240_000);

  await test.step('the last day shows how often it would have fired', async () => {
    await page.goto(host.signInUrl);
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
    await page.goto(new URL('/rules', host.signInUrl).href);
    await writeRule(page, 'Shop has visitors', 'High');
    await rules(page).getByRole('button', { name: 'Try it' }).click();
    await expect(rules(page).getByText(/^Would have fired (once|\d+ times)/)).toBeVisible({ timeout: 30_000 });
    await expect(rules(page).getByText('Now: 1 of 1 wrong')).toBeVisible();
  });

  await test.step('saved, it fires within a few checks, and so does a milder one', async () => {
    await writeRule(page, 'Shop is open', 'Low');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Rules saved.')).toBeVisible();
    await page.goto(new URL('/alerts', host.signInUrl).href);
    await expect(page.getByRole('row').filter({ hasText: 'Shop has visitors' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('row').filter({ hasText: 'Shop is open' })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('its drawer says that Slack was told, and leads back to the rule', async () => {
    await page.getByRole('row').filter({ hasText: 'Shop has visitors' }).click();
    await expect(drawer(page)).toContainText(/Sent to Slack/, { timeout: 30_000 });
    await drawer(page).getByRole('link', { name: 'Rule', exact: true }).click();
    await expect(page).toHaveURL(/\/rules\?rule=shop_has_visitors$/);
    await expect(rules(page).getByRole('textbox', { name: 'Query' })).toHaveValue(/^SELECT count\(\)/);
  });

  await test.step('that of the milder one says why not', async () => {
    await page.goto(new URL('/alerts', host.signInUrl).href);
    await page.getByRole('row').filter({ hasText: 'Shop is open' }).click();
    await expect(drawer(page)).toContainText(/Not sent to Slack/);
    await expect(drawer(page)).toContainText(/severity/);
  });
});

test('a rule that cannot be judged says so where it is edited, and on Health', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(host.signInUrl);
  await page.goto(new URL('/rules', host.signInUrl).href);
  await writeRule(page, 'Orders wait', 'High');
  await rules(page).getByRole('textbox', { name: 'Query' }).fill('SELECT count() AS value FROM orders_to_pack');
  await rules(page).getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('menuitem', { name: 'Over a metric' }).click();
  await rules(page).getByRole('combobox', { name: 'Metric' }).fill('disk_usgae');
  await rules(page).getByLabel('Title').fill('Mistyped');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Rules saved.')).toBeVisible();

  const row = (title: string) =>
    rules(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: title, exact: true }) });
  await expect(row('Orders wait')).toContainText('Not judged. Its query asks a table or database that is not there', {
    timeout: 60_000,
  });
  await expect(row('Mistyped')).toContainText('Nothing was written lately of disk_usgae, so it judges nothing.', {
    timeout: 60_000,
  });
  await page.goto(new URL('/health', host.signInUrl).href);
  const source = page.getByRole('rowgroup').filter({ hasText: 'Your SQL rules' });
  await expect(source).toContainText('In part');
  await source.getByRole('link', { name: 'Rules' }).click();
  await row('Orders wait').getByRole('switch').click();
  await row('Mistyped').getByRole('switch').click();
  await expect(row('Orders wait')).not.toContainText('Not judged');
});

test('an alert about a model leads to everything that was told of it', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(host.signInUrl);
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  const columns = 'ts, kind, model_id, model_name, metric, violation_type, severity';
  await host.clickhouse(`INSERT INTO model_events (${columns}) VALUES
    (now64(3), 'drift', 'p-3', 'price-predictor', 'mae', '', 'warning'),
    (now64(3), 'faves_violation', 'p-3', 'price-predictor', '', 'fairness', 'warning'),
    (now64(3), 'drift', 's-1', 'search-ranker', 'ndcg', '', 'warning')`);
  await page.goto(new URL('/alerts?source=models', host.signInUrl).href);
  const rows = page.getByRole('row').filter({ hasText: /Model drift|FAVES violation/ });
  await expect(rows).toHaveCount(3, { timeout: 60_000 });
  await rows.filter({ hasText: 'FAVES violation' }).click();
  await drawer(page).getByRole('link', { name: 'All alerts about price-predictor' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'search-ranker' })).toHaveCount(0);
});

test('the platform behind the shop is there: its jobs, its metrics, and what breaks them', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(host.signInUrl);
  await page.goto(new URL('/jobs', host.signInUrl).href);
  for (const job of ['catalogue-sync', 'search-index', 'hourly-export']) {
    await expect(page.getByRole('button', { name: job })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Platform …' }).click();
  await page.getByRole('button', { name: 'Database errors' }).click();
  await page.keyboard.press('Escape');
  await page.goto(new URL('/alerts', host.signInUrl).href);
  const row = page.getByRole('row').filter({ hasText: 'RPC error rate high' });
  await expect(row).toBeVisible({ timeout: 120_000 });
  await expect(row).toContainText('Critical');
});

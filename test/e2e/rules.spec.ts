import { expect, type Page, test } from '@playwright/test';
import type { Settings } from '../../shared/settings.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

let host: MockHost;
test.beforeEach(async () => {
  host = await startMockHost('busy');
});
test.afterEach(() => host.program.stop());

const looks = [
  [1440, 'dark'],
  [1440, 'light'],
  [390, 'dark'],
] as const;

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const row = (page: Page, title: string) => panel(page, 'Limits').getByRole('row').filter({ hasText: title });

async function open(page: Page, search = ''): Promise<void> {
  await page.goto(new URL(`/rules${search}`, host.url).href);
  await expect(panel(page, 'Limits')).toBeVisible();
}

async function add(page: Page, kind: string) {
  await panel(page, 'Your rules').getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
}

async function save(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Save', exact: true });
  await button.click();
  // The words alone may be those of the time before.
  await expect(button).toHaveCount(0);
  await expect(page.getByText('Rules saved.')).toBeVisible();
}

async function metricsOf() {
  const response = await fetch(new URL('/api/settings', host.url));
  return (await response.json()).settings.metrics;
}

/** Saves past the page that is open. */
async function keepElsewhere(edit: (settings: Settings) => object): Promise<void> {
  const response = await fetch(new URL('/api/settings', host.url));
  const { settings } = await response.json();
  const kept = await fetch(new URL('/api/settings', host.url), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', origin: new URL(host.url).origin },
    body: JSON.stringify(edit(settings)),
  });
  expect(kept.status, await kept.text()).toBe(200);
}

/** Before the page is opened. */
const keep = (rules: object[]) =>
  keepElsewhere((settings) => ({ ...settings, metrics: { ...settings.metrics, rules } }));

async function expectAccessibleInEveryLook(page: Page, where: string): Promise<void> {
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `${where} ${width} ${colorScheme}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

const queue = {
  ...{ kind: 'metric', name: 'queue', title: 'Queue fills', metric: 'queue_depth', severity: 'high' },
  ...{ forMinutes: 10, condition: { kind: 'above', limit: 500 } },
};

test('a rule over a query is written, tried, mended and saved', async ({ page }) => {
  await open(page);
  const rules = panel(page, 'Your rules');
  await expect(rules).toContainText('None yet');
  await add(page, 'Over an SQL query');
  const query = rules.getByRole('textbox', { name: 'Query' });
  await expect(query).toBeFocused();
  await expect(rules.getByRole('button', { name: 'Try it' })).toBeDisabled();

  await rules.getByRole('button', { name: 'Insert the example: Minutes since the last purchase' }).click();
  await expect(query).toHaveValue(/^SELECT dateDiff/);
  await query.fill('INSERT INTO events VALUES (1)');
  await expect(rules.getByRole('alert')).toHaveText('The query must be a SELECT, and begins with INSERT.');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await rules.getByRole('button', { name: 'Insert the example: Purchases by country' }).click();
  await expect(rules.getByRole('alert')).toHaveCount(0);
  await rules.getByRole('button', { name: 'Back to yours' }).click();
  await expect(query).toHaveValue('INSERT INTO events VALUES (1)');
  await rules.getByRole('button', { name: 'Insert the example: Purchases by country' }).click();

  await rules.getByLabel('Limit', { exact: true }).fill('80');
  await rules.getByLabel('Severity').selectOption('High');
  await query.focus();
  await query.press('Control+Enter');
  await expect(
    rules.getByText(/^Would have fired 6 times in the last 24 h, last (yesterday )?at \d\d:\d\d\.$/),
  ).toBeVisible();
  const picture = rules.getByRole('figure', { name: 'The last 24 h' });
  await expect(picture.getByRole('listitem')).toHaveText([
    /^DE between .+, fired at .+/,
    /^US between .+, fired at .+/,
  ]);
  await expect(picture.locator('canvas')).toBeVisible();
  await expect(rules.getByText('Now: nothing is wrong')).toBeVisible();
  await expectAccessibleInEveryLook(page, 'SQL rule');

  await rules.getByLabel('Limit', { exact: true }).fill('100');
  await expect(rules.getByText('Of before your last change:')).toBeVisible();
  await rules.getByRole('button', { name: 'Try it' }).click();
  await expect(rules.getByText(/^Would have fired 3 times/)).toBeVisible();
  await expect(rules.getByText('Of before your last change:')).toHaveCount(0);

  await rules.getByLabel('Title').fill('Many purchases');
  await expect(rules.getByLabel('Name', { exact: true })).toHaveValue('many_purchases');
  await expect(rules).toContainText('Query every 1 min: above 100, high');
  await save(page);
  const { rules: saved } = await metricsOf();
  expect(saved).toMatchObject([
    { kind: 'sql', name: 'many_purchases', title: 'Many purchases', severity: 'high', everySeconds: 60 },
  ]);
  expect(saved[0].query).toContain('{from:DateTime}');
});

test('a query without times is tried as it stands now, and Tab leaves it', async ({ page }) => {
  await open(page);
  const rules = panel(page, 'Your rules');
  await add(page, 'Over an SQL query');
  const query = rules.getByRole('textbox', { name: 'Query' });
  await query.fill('SELECT 42 AS value');
  await query.press('Tab');
  await expect(query).not.toBeFocused();
  await expect(rules.getByText(/^As of now alone, as the query names no time/)).toBeVisible();
  await rules.getByRole('button', { name: 'Try it' }).click();
  await expect(rules.getByText('Would fire now. The last 24 h were not tried.')).toBeVisible();
  await expect(rules.getByText('Now: 1 of 1 wrong')).toBeVisible();
  await expect(rules.getByText(/^Only now could be tried/)).toBeVisible();
  await expect(rules.getByRole('figure')).toHaveCount(0);
});

test('a rule over a metric is chosen from what there is, and a name that nothing writes is said at its field', async ({
  page,
}) => {
  await open(page);
  const rules = panel(page, 'Your rules');
  await add(page, 'Over a metric');
  const metric = rules.getByRole('combobox', { name: 'Metric' });
  await expect(metric).toBeFocused();
  await metric.fill('queue_dept');
  const choice = page.getByRole('option', { name: /^queue_depth/ });
  await expect(choice).toContainText('last 240, just now on importer');
  await metric.press('Escape');
  await rules.getByRole('button', { name: 'Try it' }).click();
  await expect(rules.getByText(/^Nothing was written of metric queue_dept in the last day/)).toBeVisible();
  await expect(rules.getByText('Something is wrong with the metric.')).toBeVisible();
  await metric.fill('queue');
  await choice.click();
  await expect(metric).toHaveValue('queue_depth');

  await rules.getByLabel('Fires when it').selectOption('is above its usual');
  await expect(rules.getByLabel('By', { exact: true })).toHaveValue('50');
  await rules.getByLabel('Fires when it').selectOption('is above');
  await rules.getByLabel('Limit', { exact: true }).fill('1,500');
  await expect(rules.getByRole('alert')).toHaveText('The number must be a number such as 1500 or 0.5.');
  await rules.getByLabel('Limit', { exact: true }).fill('1500');
  await rules.getByLabel('For', { exact: true }).fill('5');
  await expect(rules).toContainText('queue_depth above 1,500 for 5 min, medium');
  await rules.getByRole('button', { name: 'Try it' }).click();
  await expect(rules.getByText(/^Would have fired 3 times/)).toBeVisible();
  await rules.getByLabel('Runbook').fill('wiki');
  await expect(rules.getByRole('alert')).toContainText('must be a web address');
  await rules.getByLabel('Runbook').fill('');
  await save(page);
});

test('a rule is opened by its address, copied, switched off and removed', async ({ page }) => {
  await keep([queue]);
  await open(page, '?rule=queue');
  const rules = panel(page, 'Your rules');
  await expect(rules.getByRole('button', { name: 'Queue fills', exact: true })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await expect(rules.getByRole('combobox', { name: 'Metric' })).toBeInViewport();
  await expect(rules).toContainText('queue_depth above 500 for 10 min, high');
  await rules.getByRole('button', { name: 'Duplicate Queue fills' }).click();
  await expect(rules.getByLabel('Name', { exact: true })).toHaveValue('queue_2');
  await rules.getByLabel('Name', { exact: true }).fill('queue');
  await expect(rules.getByRole('alert')).toHaveText('The name is there twice: queue.');
  await rules.getByLabel('Name', { exact: true }).fill('queue_copy');
  await rules.getByRole('switch', { name: 'Queue fills (copy) is on' }).click();
  await save(page);
  expect((await metricsOf()).rules).toMatchObject([{ name: 'queue' }, { name: 'queue_copy', enabled: false }]);

  await rules.getByRole('button', { name: 'Remove Queue fills', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Queue fills?' });
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(rules.getByRole('listitem')).toHaveCount(2);
  await rules.getByRole('button', { name: 'Remove Queue fills', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(rules.getByRole('button', { name: 'Add a rule' })).toBeFocused();
  await save(page);
  expect((await metricsOf()).rules).toMatchObject([{ name: 'queue_copy' }]);
});

test('a built-in limit is changed, tried on the last day, saved and put back', async ({ page }) => {
  await open(page);
  const limit = page.getByLabel('Disk usage: limit');
  await limit.fill('9x');
  await expect(row(page, 'Disk usage').getByRole('alert')).toHaveText(
    'The limit must be a number such as 1500 or 0.5.',
  );
  await expect(page.getByRole('button', { name: 'Try Disk usage' })).toBeDisabled();
  await limit.fill('80');
  await page.getByRole('button', { name: 'Try Disk usage' }).click();
  const outcome = page.getByRole('region', { name: 'Disk usage: the last 24 h' });
  await expect(outcome.getByText(/^Would have fired 3 times/)).toBeVisible();
  await limit.fill('95');
  await expect(outcome.getByText('Of before your last change:')).toBeVisible();
  await page.getByRole('button', { name: 'Try Disk usage' }).click();
  await expect(outcome.getByText('Would not have fired in the last 24 h.')).toBeVisible();
  await expectAccessibleInEveryLook(page, 'limits');
  await page.getByLabel('Disk usage: cooldown').fill('20');
  await page.getByRole('switch', { name: 'Review rate is on' }).click();
  await save(page);
  const { thresholds } = await metricsOf();
  expect(thresholds.disk_usage).toEqual({ enabled: true, limit: 95, cooldownMinutes: 20 });
  expect(thresholds.review_rate.enabled).toBe(false);

  await page.getByRole('button', { name: 'Disk usage: back to the default' }).click();
  await expect(limit).toHaveValue('90');
  await expect(page.getByLabel('Disk usage: cooldown')).toHaveValue('15');
  await expect(page.getByRole('button', { name: 'Disk usage: back to the default' })).toHaveCount(0);
  await outcome.getByRole('button', { name: 'Close the trial of Disk usage' }).click();
  await expect(outcome).toHaveCount(0);
  await save(page);
});

test('what somebody else saves meanwhile is kept, and is not replaced unasked', async ({ page }) => {
  await open(page);
  await page.getByLabel('Disk usage: limit').fill('80');
  await keepElsewhere((settings) => ({ ...settings, currency: 'EUR' }));
  await save(page);
  const saved = await (await fetch(new URL('/api/settings', host.url))).json();
  expect(saved.settings).toMatchObject({ currency: 'EUR', metrics: { thresholds: { disk_usage: { limit: 80 } } } });

  await page.getByLabel('Disk usage: limit').fill('70');
  await keepElsewhere(({ metrics, ...settings }) => ({ ...settings, metrics: { ...metrics, intervalSeconds: 90 } }));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const overtaken = page.getByText('This was changed elsewhere since you began.');
  await expect(overtaken).toBeVisible();
  expect(await metricsOf()).toMatchObject({ intervalSeconds: 90, thresholds: { disk_usage: { limit: 80 } } });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(overtaken).toHaveCount(0);
  await expect.poll(metricsOf).toMatchObject({ intervalSeconds: 30, thresholds: { disk_usage: { limit: 70 } } });
});

test('what the environment sets is locked, and can be tried', async ({ page }) => {
  await page.route('**/api/settings', async (route) => {
    const response = await route.fetch();
    const view = await response.json();
    view.overrides['metrics.thresholds.disk_usage.limit'] = 'ALERT_DISK_USAGE_THRESHOLD';
    view.settings.metrics.thresholds.disk_usage.limit = 75;
    await route.fulfill({ response, json: view });
  });
  await open(page, '?rule=disk_usage');
  await expect(page.getByLabel('Disk usage: limit')).toBeDisabled();
  await expect(row(page, 'Disk usage')).toContainText('set by ALERT_DISK_USAGE_THRESHOLD');
  await expect(page.getByRole('button', { name: 'Disk usage: back to the default' })).toHaveCount(0);
  await expect(page.getByLabel('Disk usage: cooldown')).toBeFocused();
  await page.getByRole('button', { name: 'Try Disk usage' }).click();
  await expect(panel(page, 'Limits').getByText(/^Would have fired 3 times/)).toBeVisible();
});

test('a trial that gets no answer says so and can be repeated', async ({ page }) => {
  await open(page);
  const deadline = 'ClickHouse did not answer within 15 s. Ask about less, or try again.';
  await page.route('**/api/rules/try', (route) =>
    route.fulfill({
      status: 503,
      json: { defined: false, code: 'SERVICE_UNAVAILABLE', status: 503, message: deadline },
    }),
  );
  await page.getByRole('button', { name: 'Try Memory usage' }).click();
  await expect(page.getByText(`Not tried. ${deadline}`)).toBeVisible();
  await page.unroute('**/api/rules/try');
  await page.getByRole('button', { name: 'Try Memory usage' }).click();
  await expect(panel(page, 'Limits').getByText(/^Would have fired 3 times/)).toBeVisible();
});

test('the page is reached from Setup and Health, and Setup stays the place that one is at', async ({ page }) => {
  await page.goto(new URL('/setup', host.url).href);
  await page.getByRole('navigation', { name: 'Parts of Setup' }).getByRole('link', { name: 'Rules' }).click();
  await panel(page, 'Rules').getByRole('link', { name: 'Rules', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Rules', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Rules · Watchkeeper$/);
  const places = page.getByRole('navigation', { name: 'Pages' });
  await expect(places.getByRole('link', { name: 'Setup' })).toHaveAttribute('aria-current', 'true');
  await places.getByRole('link', { name: 'Health' }).click();
  await panel(page, 'Thresholds in force').getByRole('link', { name: 'Memory usage' }).click();
  await expect(page.getByLabel('Memory usage: limit')).toBeFocused();
});

test('an alert of a rule leads to its rule', async ({ page }) => {
  await keep([queue]);
  await page.route('**/api/alerts/*', async (route) => {
    const response = await route.fetch();
    const alert = await response.json();
    const told = {
      source: 'metrics',
      type: 'queue_depth_high',
      title: 'Queue fills',
      labels: { component: 'importer' },
    };
    await route.fulfill({ response, json: { ...alert, ...told } });
  });
  const { items } = await (await fetch(new URL('/api/alerts?limit=1', host.url))).json();
  await page.goto(new URL(`/alerts/${items[0].id}`, host.url).href);
  await page.getByRole('complementary', { name: 'Alert: Queue fills' }).getByRole('link', { name: 'Rule' }).click();
  await expect(page).toHaveURL(/\/rules\?rule=queue$/);
  await expect(panel(page, 'Your rules').getByRole('combobox', { name: 'Metric' })).toBeInViewport();
});

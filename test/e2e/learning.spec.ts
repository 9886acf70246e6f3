import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

let host: MockHost;
const start = async (state: string) => {
  host = await startMockHost(state);
};
test.afterEach(() => host.program.stop());

const looks = [
  [1440, 'dark'],
  [1440, 'light'],
  [390, 'dark'],
  [390, 'light'],
] as const;

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const slider = (page: Page) => page.getByRole('slider', { name: 'Sensitivity' });
const trial = (page: Page) => panel(page, 'Tried on the past');
const headline = (page: Page) =>
  trial(page)
    .getByText(/alerts?( instead|, as many|$)/)
    .first();

async function open(page: Page, path = '/learning'): Promise<void> {
  await page.goto(new URL(path, host.url).href);
  await expect(panel(page, 'Sensitivity')).toBeVisible();
}

/** How many alerts the draft would have raised. */
async function alertsThen(page: Page): Promise<number> {
  await expect(trial(page).getByText(/^judged in/)).toBeVisible();
  return Number(((await headline(page).textContent()) ?? '').match(/^\d+/)?.[0] ?? 0);
}

async function save(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Save', exact: true });
  await button.click();
  // The words alone may be those of the time before.
  await expect(button).toHaveCount(0);
  await expect(page.getByText('Learning saved.')).toBeVisible();
}

async function learningOf() {
  const response = await fetch(new URL('/api/settings', host.url));
  return (await response.json()).settings.learning;
}

async function expectAccessibleInEveryLook(page: Page, where: string): Promise<void> {
  // The audit reads every element of a long page, at every size.
  test.slow();
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `${where} ${width} ${colorScheme}`);
    const sideways = await page.evaluate(() => {
      const scroller = document.getElementById('scroller');
      return scroller !== null && scroller.scrollWidth > scroller.clientWidth;
    });
    expect(sideways, `${where} ${width} scrolls sideways`).toBe(false);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('a keener sensitivity is tried on the past by keyboard and by mouse, and saved', async ({ page }) => {
  await start('busy');
  await open(page);
  const asNow = await alertsThen(page);
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Keen: /);
  await expect(headline(page)).toHaveText(new RegExp(`^\\d+ alerts instead of ${asNow}$`));
  await expect(trial(page).getByRole('columnheader', { name: 'Draft' })).toBeVisible();
  const timeline = trial(page).getByRole('slider', { name: 'Timeline of the backtest' });
  await expect(timeline).toHaveAttribute('aria-valuetext', /with your changes .*; with the settings in force /);
  expect(await alertsThen(page)).toBeGreaterThan(asNow);

  const thumb = await slider(page).locator('xpath=..').boundingBox();
  if (!thumb) throw new Error('The slider has a thumb.');
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 150, y, { steps: 5 });
  await page.mouse.move(x - 290, y, { steps: 5 });
  await page.mouse.up();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Quiet: /);
  await expect(headline(page)).toHaveText(new RegExp(`^\\d+ alerts? instead of ${asNow}$`));
  const asQuiet = await alertsThen(page);
  expect(asQuiet).toBeLessThan(asNow);
  await expect(trial(page).getByText('gone').first()).toBeVisible();
  await expectAccessibleInEveryLook(page, 'tried');

  await save(page);
  expect((await learningOf()).sensitivity).toBe('quiet');
  await expect(headline(page)).toHaveText(new RegExp(`^${asQuiet} alerts?$`));
});

test('a draft is kept while one looks elsewhere, and can be discarded', async ({ page }) => {
  await start('busy');
  await open(page);
  await slider(page).focus();
  await page.keyboard.press('Home');
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await page.goBack();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Quiet: /);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Normal: /);
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
});

test('other days are tried, and a part of them is looked at more closely by keyboard', async ({ page }) => {
  await start('busy');
  await open(page);
  const inWeek = await alertsThen(page);
  await page.getByRole('button', { name: '30 d' }).click();
  await expect(trial(page).getByText('in the last 30 days')).toBeVisible();
  await expect.poll(() => alertsThen(page)).toBeGreaterThan(inWeek);
  const timeline = trial(page).getByRole('slider', { name: 'Timeline of the backtest' });
  await timeline.focus();
  await page.keyboard.press('End');
  await expect(timeline).toHaveAttribute('aria-valuetext', /: with the settings in force .*; really raised /);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(trial(page).getByRole('button', { name: 'Back to all days' })).toBeVisible();
  await expect.poll(() => trial(page).getByRole('listitem').count()).toBeLessThan(12);
  await page.keyboard.press('Escape');
  await expect(trial(page).getByRole('button', { name: 'Back to all days' })).toHaveCount(0);
  await expect(trial(page).getByText('Show 48 more')).toBeVisible();
});

test('what is tried covers metrics, jobs and queries, and is narrowed to one of them', async ({ page }) => {
  await start('busy');
  await open(page);
  const all = await alertsThen(page);
  const about = trial(page).getByRole('group', { name: 'What the alerts are about' });
  await expect(about.getByRole('button')).toHaveText(['All', 'Shop', 'Metrics', 'Jobs', 'Queries']);
  await expect(trial(page).getByRole('listitem').filter({ hasText: 'Metric · system' }).first()).toBeVisible();
  await about.getByRole('button', { name: 'Metrics' }).click();
  const ofMetrics = await alertsThen(page);
  expect(ofMetrics).toBeGreaterThan(0);
  expect(ofMetrics).toBeLessThan(all);
  await expect(
    trial(page)
      .getByRole('listitem')
      .filter({ hasText: /Revenue|Sessions|Duration/ }),
  ).toHaveCount(0);
  await expectAccessibleInEveryLook(page, 'narrowed');

  // A series of a metric that is off is not told of any more.
  await page.getByRole('button', { name: '30 d' }).click();
  await expect(trial(page).getByText('in the last 30 days')).toBeVisible();
  const inMonth = await alertsThen(page);
  const series = panel(page, 'Series');
  await series.getByRole('searchbox', { name: 'Search series' }).fill('memory');
  await series.getByRole('combobox', { name: 'Sensitivity of Memory usage on system' }).selectOption('Off');
  await expect(headline(page)).toHaveText(new RegExp(`^(\\d+|No) alerts? instead of ${inMonth}$`));
  expect(await alertsThen(page)).toBeLessThan(inMonth);
});

test('limits of metrics are tried on the past from Rules', async ({ page }) => {
  await start('busy');
  await page.goto(new URL('/rules', host.url).href);
  await panel(page, 'Limits').getByRole('button', { name: 'Try on the past' }).click();
  await trial(page).getByRole('button', { name: '30 d' }).click();
  await expect(trial(page).getByText('in the last 30 days')).toBeVisible();
  const asNow = await alertsThen(page);
  const limit = panel(page, 'Limits').getByRole('textbox', { name: 'Disk usage: limit' });
  await limit.fill('9x');
  await expect(trial(page).getByText('Not while something is not right yet.')).toBeVisible();
  await limit.fill('97');
  await expect(headline(page)).toHaveText(new RegExp(`^\\d+ alerts instead of ${asNow}$`));
  expect(await alertsThen(page)).toBeLessThan(asNow);
  await expectAccessible(page, 'tried in Rules');
});

test('a question that is overtaken is given up, and one that fails says so and can be repeated', async ({ page }) => {
  await start('busy');
  const aborted: string[] = [];
  page.on('requestfailed', (request) => {
    if (request.url().endsWith('/learning/backtest')) aborted.push(request.failure()?.errorText ?? '');
  });
  // Slow enough to be overtaken, whatever else the machine does.
  const overtaken = Promise.withResolvers<void>();
  await page.route('**/api/learning/backtest', async (route) => {
    await overtaken.promise;
    // The one that was given up is gone by now.
    await route.continue().catch(() => undefined);
  });
  await open(page);
  await expect(trial(page).getByText(/^judging the past/)).toBeVisible();
  await page.getByRole('button', { name: '14 d' }).click();
  await expect.poll(() => aborted.length).toBe(1);
  overtaken.resolve();
  await expect(trial(page).getByText('in the last 14 days')).toBeVisible();

  await page.unroute('**/api/learning/backtest');
  const message = 'ClickHouse did not answer within 15 s. Ask about fewer days, or try again.';
  await page.route('**/api/learning/backtest', (route) =>
    route.fulfill({ status: 503, json: { defined: false, code: 'SERVICE_UNAVAILABLE', status: 503, message } }),
  );
  await page.getByRole('button', { name: '3 d', exact: true }).click();
  await expect(trial(page).getByRole('alert')).toContainText(`Not tried. ${message}`);
  await expectAccessible(page, 'not tried');
  await page.unroute('**/api/learning/backtest');
  await trial(page).getByRole('button', { name: 'Try again' }).click();
  await expect(trial(page).getByText('in the last 3 days')).toBeVisible();
});

test('without enough history the page says so, and shows how far learning is', async ({ page }) => {
  await start('starting');
  await open(page);
  await expect(trial(page).getByText(/^There is not enough history: 9 h are known/)).toBeVisible();
  await expect(panel(page, 'Series').getByText('Learning, 9 h of 24 h').first()).toBeVisible();
  await expect(panel(page, 'Learned from feedback').getByText(/^Nothing yet\./)).toBeVisible();
  await expectAccessibleInEveryLook(page, 'learning');
});

test('where nothing is learned yet the page says so', async ({ page }) => {
  await start('empty');
  await open(page);
  await expect(panel(page, 'Series').getByText(/^There is nothing to learn from yet/)).toBeVisible();
  await expectAccessible(page, 'empty');
});

test('a series is found, looked at, and given a sensitivity of its own', async ({ page }) => {
  await start('busy');
  await open(page);
  const series = panel(page, 'Series');
  await expect(series.getByText(/^26 series, 910 kB, 3.2 ms per check$/)).toBeVisible();
  await series.getByRole('searchbox', { name: 'Search series' }).fill('disk');
  await expect(series.getByText('1 of 26')).toBeVisible();
  await series.getByRole('button', { name: 'Disk usage on system' }).click();
  await expect(series.getByRole('region', { name: /^The last day of Disk usage/ }).getByRole('figure')).toBeVisible();
  await expectAccessibleInEveryLook(page, 'series');
  await series.getByRole('combobox', { name: 'Sensitivity of Disk usage on system' }).selectOption('Off');
  await series.getByRole('searchbox', { name: 'Search series' }).fill('');
  await series.getByRole('combobox', { name: 'State' }).selectOption('unusual');
  await expect(series.getByRole('row')).toHaveCount(3);
  await series.getByRole('combobox', { name: 'Sensitivity of Cart abandonment' }).selectOption('Quiet');
  await expect(panel(page, 'Sensitivity').getByText('2 series have their own.')).toBeVisible();
  await save(page);
  expect((await learningOf()).series).toEqual({ 'metric/system/disk_usage': 'off', 'shop/abandonment': 'quiet' });
  await series.getByRole('combobox', { name: 'State' }).selectOption('off');
  await expect(series.getByRole('row')).toHaveCount(2);
});

test('five hundred series are paged, and what is not learned is said', async ({ page }) => {
  await start('many');
  await open(page);
  const series = panel(page, 'Series');
  await expect(series.getByText(/^500 series, 17\.5 MB, 3\.2 ms per check; 9,500 more are not learned$/)).toBeVisible();
  await expect(series.getByText('1 to 20 of 500')).toBeVisible();
  await series.getByRole('button', { name: 'Series after' }).click();
  await expect(series.getByText('21 to 40 of 500')).toBeVisible();
  await series.getByRole('searchbox', { name: 'Search series' }).fill('worker-007');
  await expect(series.getByText('4 of 500')).toBeVisible();
});

test('the last page of few series leaves the buttons and the focus where they are', async ({ page }) => {
  await start('many');
  await open(page);
  const series = panel(page, 'Series');
  // What is tried on the past stands above and grows as it is judged.
  await expect(trial(page).getByText(/^judged in/)).toBeVisible();
  await series.getByRole('searchbox', { name: 'Search series' }).fill('worker-00');
  await expect(series.getByText('1 to 20 of 36')).toBeVisible();
  const after = series.getByRole('button', { name: 'Series after' });
  await after.scrollIntoViewIfNeeded();
  const before = await after.boundingBox();
  await after.click();
  await expect(series.getByText('21 to 36 of 36')).toBeVisible();
  await expect(after).toBeDisabled();
  await expect(after).toBeFocused();
  expect((await after.boundingBox())?.y).toBe(before?.y);
});

test('what was learned from feedback is undone in one click', async ({ page }) => {
  await start('busy');
  await open(page);
  const learned = panel(page, 'Learned from feedback');
  await expect(learned.getByText('2 in force')).toBeVisible();
  await learned.getByRole('button', { name: /^Undo: Cart abandonment/ }).click();
  await expect(page.getByText('Undone. The series is judged as before.')).toBeVisible();
  await expect(learned.getByText('1 in force')).toBeVisible();
  await expect(learned.getByRole('listitem').filter({ hasText: 'Cart abandonment' })).toContainText('undone');
  await learned.getByRole('link', { name: 'the alert' }).first().click();
  await expect(page).toHaveURL(/\/alerts\/.+/);
});

test('a query of one’s own is learned, and a limit looked ahead to', async ({ page }) => {
  await start('busy');
  await open(page);
  const queries = panel(page, 'Your queries');
  await queries.getByRole('button', { name: 'Add a query' }).click();
  const query = queries.getByRole('textbox', { name: 'Query' });
  await expect(query).toBeFocused();
  await query.fill('DROP TABLE events');
  await expect(queries.getByText('The query must be a SELECT, and begins with DROP.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await query.fill('SELECT count() AS value FROM events');
  await queries.getByRole('textbox', { name: 'Title' }).fill('Orders in review');
  await expect(queries.getByRole('textbox', { name: 'Name' })).toHaveValue('orders_in_review');
  await queries.getByRole('combobox', { name: 'Alerts when unusual' }).selectOption('upwards');

  const ahead = panel(page, 'Looking ahead');
  await ahead.getByRole('button', { name: 'Add a limit' }).click();
  await expect(ahead.getByRole('textbox', { name: 'Metric' })).toBeFocused();
  await expect(ahead.getByText('Metric is needed.')).toBeVisible();
  await ahead.getByRole('textbox', { name: 'Metric' }).fill('queue_depth');
  await ahead.getByRole('textbox', { name: 'Limit', exact: true }).fill('2000');
  await ahead.getByRole('textbox', { name: 'Near from' }).fill('48');
  await expect(ahead.getByText('Near from must not be more than the hours that are looked ahead.')).toBeVisible();
  await ahead.getByRole('textbox', { name: 'Near from' }).fill('2');
  await expectAccessibleInEveryLook(page, 'query');
  await save(page);
  const { queries: kept, trends } = await learningOf();
  expect(kept).toMatchObject([{ name: 'orders_in_review', title: 'Orders in review', direction: 'up' }]);
  expect(trends).toMatchObject({ nearHours: 2, limits: [{ metric: 'queue_depth', limit: 2000 }] });
  await expect(panel(page, 'Series').getByText(/^27 series/)).toBeVisible();
});

test('limits of the engine are tried on the past from Setup', async ({ page }) => {
  await start('busy');
  await page.goto(new URL('/setup#detection', host.url).href);
  await panel(page, 'Detection').getByRole('button', { name: 'Try on the past' }).click();
  const asNow = await alertsThen(page);
  await page.getByLabel('Revenue drop, medium, in %').fill('9x');
  await expect(trial(page).getByText('Not while something is not right yet.')).toBeVisible();
  await page.getByLabel('Revenue drop, medium, in %').fill('60');
  await expect(headline(page)).toHaveText(new RegExp(`^\\d+ alerts instead of ${asNow}$`));
  expect(await alertsThen(page)).toBeLessThan(asNow);
  await expectAccessible(page, 'tried in Setup');
});

test('the page is reached from Setup, which stays the place that one is at', async ({ page }) => {
  await start('busy');
  await page.goto(new URL('/setup', host.url).href);
  await page.getByRole('navigation', { name: 'Parts of Setup' }).getByRole('link', { name: 'Learning' }).click();
  await panel(page, 'Learning').getByRole('link', { name: 'Learning', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Learning', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Learning · Watchkeeper$/);
  const places = page.getByRole('navigation', { name: 'Pages' });
  await expect(places.getByRole('link', { name: 'Setup' })).toHaveAttribute('aria-current', 'true');
});

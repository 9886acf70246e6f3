import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

test.describe('what people say of alerts', () => {
  let host: MockHost;
  test.beforeEach(async () => {
    host = await startMockHost('busy');
  });
  test.afterEach(() => host.program.stop());

  test('is one press in the drawer, says what it does, takes a comment, and is taken back by another', async ({
    page,
  }) => {
    await openAlert(page, host, 'Revenue drop');
    const labels = page.getByRole('group', { name: 'Label of this alert' });
    await expect(labels.getByRole('button')).toHaveText(['Real', 'Expected', 'False alarm', 'New normal', 'Unsure']);
    await labels.getByRole('button', { name: 'False alarm' }).click();
    await expect(labels.getByRole('button', { name: 'False alarm' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText(/Less eager between \d\d:00 and \d\d:00 for two weeks\./)).toBeVisible();
    const comment = page.getByLabel('Comment on the label, optional');
    await comment.fill('The feed was late');
    await comment.press('Enter');
    await expect
      .poll(async () => (await openAlerts(host))[0])
      .toMatchObject({ label: 'falseAlarm', comment: 'The feed was late' });
    await expect(
      rowOf(page, 'Revenue drop').getByRole('img', { name: /^False alarm, says .*The feed was late$/ }),
    ).toBeVisible();
    await labels.getByRole('button', { name: 'Expected' }).click();
    await expect
      .poll(async () => (await openAlerts(host))[0])
      .toMatchObject({ label: 'expected', comment: 'The feed was late' });
    await labels.getByRole('button', { name: 'Expected' }).click();
    await expect(comment).toHaveCount(0);
    await expect(labels.getByRole('button', { pressed: true })).toHaveCount(0);
    await expect.poll(async () => (await openAlerts(host))[0]).toBeNull();
  });

  test('is kept on leaving the comment, and put right visibly where it could not be kept', async ({ page }) => {
    await openAlert(page, host, 'Revenue drop');
    await page.getByRole('button', { name: 'Real' }).click();
    const comment = page.getByLabel('Comment on the label, optional');
    await comment.fill('Payment provider');
    await page.getByRole('heading', { name: 'Revenue drop' }).click();
    await expect.poll(async () => (await openAlerts(host))[0]).toMatchObject({ comment: 'Payment provider' });
    await page.route('**/api/alerts/feedback', (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.getByRole('button', { name: 'Unsure' }).click();
    await expect(page.getByText(/Alert not labelled/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Real' })).toHaveAttribute('aria-pressed', 'true');
  });

  test('is said of many at once from the table, by keyboard', async ({ page }) => {
    await page.goto(new URL('/alerts?status=active', host.url).href);
    await expect(rowOf(page, 'Revenue drop')).toBeVisible();
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
    await expect(page.getByText('2 selected')).toBeVisible();
    await page.keyboard.press('l');
    const dialog = page.getByRole('dialog', { name: 'Label 2 alerts' });
    await expect(dialog.getByRole('button', { name: /^Real/ })).toBeFocused();
    await expectAccessible(page, 'label dialog');
    await page.keyboard.press('2');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('img', { name: 'Expected, says oncall' })).toHaveCount(2);
    await expect(page.getByText('2 selected')).toHaveCount(0);
  });

  test('is said of many at once from the bar of the selection, with a comment, and filters the rows', async ({
    page,
  }) => {
    await page.goto(new URL('/alerts?status=active', host.url).href);
    for (const title of ['Revenue drop', 'Cart abandonment spike']) {
      await rowOf(page, title).getByRole('checkbox').click();
    }
    await page.getByRole('button', { name: 'Label' }).click();
    await page.getByLabel('Comment, optional').fill('Release 4.2');
    await page.getByRole('button', { name: /^Real/ }).click();
    await expect(page.getByRole('img', { name: 'Real, says oncall: Release 4.2' })).toHaveCount(2);
    await page.getByRole('button', { name: /^Label:/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Real' }).click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/status=active&feedback=real$/);
    await expect(page.getByRole('row')).toHaveCount(3);
    await page.goto(new URL('/alerts?status=active&feedback=none', host.url).href);
    await expect(page.getByRole('button', { name: 'Label: Not labelled' })).toBeVisible();
    await expect(rowOf(page, 'Revenue drop')).toHaveCount(0);
  });
});

test.describe('why, what it costs, and what belongs together', () => {
  let host: MockHost;
  test.beforeAll(async () => {
    host = await startMockHost('busy');
  });
  test.afterAll(() => host.program.stop());

  test('are in the drawer: the loss, the parts when asked for, and the related alerts with the cause first', async ({
    page,
  }) => {
    await openAlert(page, host, 'Revenue drop');
    const drawer = page.getByRole('complementary', { name: 'Alert: Revenue drop' });
    await expect(drawer.getByText(/^Lost so far about US\$[\d,]+$/)).toBeVisible();
    await expect(drawer.getByText('91 % of the drop is device = ios')).toBeVisible();
    await drawer.getByRole('button', { name: 'Show the parts' }).click();
    const parts = drawer.getByRole('list', { name: 'Parts by their share of the change' }).getByRole('listitem');
    await expect(parts.first()).toContainText('device = ios');
    await expect(parts.first()).toContainText('91 %');
    const related = drawer.getByRole('list', { name: /probable cause first/ }).getByRole('listitem');
    await expect(related).toHaveCount(3);
    await expect(related.first()).toContainText(/Critical: Cart abandonment spike.*probable cause/);
    await expect(related.nth(1).locator('[aria-current]')).toHaveText('Revenue drop');
    for (const [width, colorScheme] of [
      [1440, 'dark'],
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page, `drawer ${width} ${colorScheme}`);
    }
    await related.first().getByRole('link').click();
    await expect(page.getByRole('complementary', { name: 'Alert: Cart abandonment spike' })).toBeVisible();
  });

  test('give the parts of a share in per cent, and none where nothing is left of one', async ({ page }) => {
    await openAlert(page, host, 'Cart abandonment spike');
    await page.getByRole('button', { name: 'Find out' }).click();
    const parts = page.getByRole('list', { name: 'Parts by their share of the change' }).getByRole('listitem');
    await expect(parts.first()).toHaveText(/device = ios\s*99 % ←, expected 45 %\s*88 %/);
    await expect(parts.nth(1)).toHaveText(/device = ios\s*none ←, expected 45 %/);
  });

  test('say where there are no parts to show, and that a change is spread evenly', async ({ page }) => {
    await openAlert(page, host, 'Data quality issue');
    await page.getByRole('button', { name: 'Find out' }).click();
    await expect(page.getByText('These windows hold too little to tell a cause from chance.')).toBeVisible();
    await openAlert(page, host, 'Traffic spike');
    await page.getByRole('button', { name: 'Find out' }).click();
    await expect(page.getByText('It is spread evenly over all segments.')).toBeVisible();
    await page.route('**/api/alerts/*/why', (route) => route.fulfill({ status: 503, body: '{}' }));
    await openAlert(page, host, 'Revenue drop');
    await page.getByRole('button', { name: 'Show the parts' }).click();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  test('lead from a row to all alerts of its incident', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(new URL('/alerts', host.url).href);
    await rowOf(page, 'Revenue drop').getByRole('link', { name: '+2 related' }).click();
    await expect(page).toHaveURL(/\/alerts\?incident=incident-checkout$/);
    await expect(page.getByRole('row')).toHaveCount(4);
    await page.getByRole('button', { name: 'Remove the incident' }).click();
    await expect(page).toHaveURL(/\/alerts$/);
  });
});

test.describe('what was learned of a series', () => {
  let host: MockHost;
  test.beforeAll(async () => {
    host = await startMockHost('busy');
  });
  test.afterAll(() => host.program.stop());

  test('is drawn with the hours to come, beside the windows before the alert', async ({ page }) => {
    await openAlert(page, host, 'Revenue drop');
    await expect(page.getByRole('button', { name: 'Learned, and ahead' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('figure', { name: /in 6 h .* is expected/ })).toBeVisible();
    await expect(page.getByText('Judged by the band of the windows before it.')).toBeVisible();
    await page.getByRole('button', { name: 'Last two hours' }).click();
    await expect(page.getByText('baseline mean')).toBeVisible();
  });

  test('says when a limit is reached', async ({ page }) => {
    await openAlert(page, host, 'Disk usage heads for its limit');
    await expect(page.getByRole('figure', { name: /reaches its limit of 90 % in about/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Details' }).getByText('limit 90 %')).toBeVisible();
    await expect(page.getByText(/^reached about .* at this rate$/)).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Limit', exact: true })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Expected', exact: true })).toHaveCount(0);
  });

  test('says how far the learning is where there is no band yet', async ({ page }) => {
    await openAlert(page, host, 'Fetch latency high');
    await expect(page.getByText(/Learning, 9 h of 24 h/)).toBeVisible();
  });

  test('falls back to words where it cannot be read', async ({ page }) => {
    await page.route('**/api/learning/forecast?*', (route) => route.fulfill({ status: 503, body: '{}' }));
    await openAlert(page, host, 'Revenue drop');
    await expect(page.getByRole('complementary').getByRole('button', { name: 'Try again' })).toBeVisible();
    await page.getByRole('button', { name: 'Last two hours' }).click();
    await expect(page.getByText('baseline mean')).toBeVisible();
  });
});

const rowOf = (page: Page, title: string) =>
  page
    .locator('[role=row][data-id]')
    .filter({ has: page.getByRole('link', { name: title, exact: true }) })
    .first();

async function openAlert(page: Page, host: MockHost, title: string): Promise<void> {
  await page.goto(new URL('/alerts?status=active,acknowledged', host.url).href);
  await rowOf(page, title).getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('complementary', { name: `Alert: ${title}` })).toBeVisible();
}

/** What was said of the alerts that are open, the most urgent first. */
async function openAlerts(host: MockHost): Promise<unknown[]> {
  const response = await fetch(new URL('/api/alerts?status=active', host.url));
  const { items } = (await response.json()) as { items: { title: string; feedback: unknown }[] };
  return items.filter(({ title }) => title === 'Revenue drop').map(({ feedback }) => feedback);
}

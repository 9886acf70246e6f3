import { expect, test } from '@playwright/test';
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

test('an alert that is described shows who is told of it, and why not the others', async ({ page }) => {
  await page.goto(new URL('/delivery?tab=routes', host.url).href);
  const panel = page.getByRole('region', { name: 'Who is told?' });
  await expect(panel.getByText('Told: slack-critical, pagerduty.')).toBeVisible();
  await panel.getByRole('combobox', { name: 'Severity' }).selectOption('High');
  await expect(panel.getByText('Told: slack.', { exact: true })).toBeVisible();
  const route = panel.getByRole('listitem').filter({ hasText: 'All alerts → PagerDuty' });
  await expect(route).toContainText('severity is high, not critical.');
  const silent = panel.getByRole('listitem').filter({ hasText: /^slack-revenue/ });
  await expect(silent).toContainText('Its webhook is not set.');
  await panel.getByRole('combobox', { name: 'Severity' }).selectOption('Low');
  await expect(panel.getByText('Nobody is told.')).toBeVisible();
  await expect(panel.getByText('Held back: low is below its minimum, high.').first()).toBeVisible();
  await panel.getByLabel('Labels').fill('region');
  await expect(panel.getByRole('alert')).toContainText('name=value');
  await panel.getByLabel('Labels').fill('region=eu');
  await expect(panel.getByRole('alert')).toHaveCount(0);
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `simulator ${width} ${colorScheme}`);
  }
});

test('three channels are one click, and the last days show what that changes before it is saved', async ({ page }) => {
  await page.goto(new URL('/delivery?tab=routes', host.url).href);
  const routes = page.getByRole('region', { name: 'Routes', exact: true });
  await expect(routes).toContainText('built in');
  await routes.getByRole('button', { name: 'Three channels' }).click();
  await expect(routes).toContainText('Data monitoring');
  const replay = page.getByRole('region', { name: 'The last days again' });
  await replay.getByRole('button', { name: 'Replay' }).click();
  await expect(replay.getByText(/^This would have sent \d+ messages/)).toBeVisible();
  await expect(replay.getByRole('rowheader', { name: 'slack-technical' })).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Delivery saved. It holds from now on.')).toBeVisible();
  await page.reload();
  await expect(routes).toContainText('Data monitoring');
  await routes.getByRole('button', { name: 'Back to the built-in routes' }).click();
  await expect(routes).toContainText('Critical revenue');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(routes).toContainText('Data monitoring');
});

test('a route is added, filled in, moved and removed, and the simulator answers by it before it is saved', async ({
  page,
}) => {
  await page.goto(new URL('/delivery?tab=routes', host.url).href);
  const routes = page.getByRole('region', { name: 'Routes', exact: true });
  const simulator = page.getByRole('region', { name: 'Who is told?' });
  await routes.getByRole('button', { name: 'Change them' }).click();
  await routes.getByRole('button', { name: 'Add a route under All alerts' }).click();
  await routes.getByLabel('Name', { exact: true }).fill('Europe');
  await routes.getByLabel('Name of condition 1').fill('region');
  await routes.getByLabel('How condition 1 compares').selectOption('matches');
  const value = routes.getByLabel('Value of condition 1');
  await value.fill('eu(');
  await expect(routes.getByRole('alert')).toContainText('“eu(” is none');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await value.fill('eu.*');
  await expect(routes.getByRole('alert')).toHaveCount(0);
  await routes.getByLabel('Add a receiver to the line').selectOption('slack-technical');
  await routes.getByLabel('Add a receiver to the line').selectOption('slack');
  await simulator.getByLabel('Labels').fill('region=eu-west');
  await expect(simulator.getByText('Told: slack-technical.', { exact: true })).toBeVisible();
  await expect(simulator).toContainText('not saved yet');
  await routes.getByRole('button', { name: 'Move slack up in line' }).click();
  await expect(simulator.getByText('Told: slack.', { exact: true })).toBeVisible();
  await routes.getByRole('button', { name: 'Move Europe down' }).click();
  await expect(routes.getByLabel('Name', { exact: true })).toHaveValue('Europe');
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `routes ${width} ${colorScheme}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  // A look at another page loses nothing.
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Quiet' }).click();
  await pages.getByRole('link', { name: 'Delivery' }).click();
  await expect(page.getByText('1 change not saved')).toBeVisible();
  await page.getByRole('link', { name: 'Routes', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Delivery saved.')).toBeVisible();
  await routes.getByRole('button', { name: 'Remove Europe' }).click();
  await expect(routes.getByText('Europe')).toHaveCount(0);
});

test('an alert of the board is tried out as it is', async ({ page }) => {
  await page.goto(new URL('/delivery?tab=routes', host.url).href);
  const simulator = page.getByRole('region', { name: 'Who is told?' });
  const choice = simulator.getByRole('combobox', { name: 'Alert', exact: true });
  await choice.selectOption({ index: 1 });
  await expect(simulator.getByLabel('Labels')).toHaveCount(0);
  await expect(simulator.getByText(/^Told: .*slack-critical/)).toBeVisible();
  await choice.selectOption('As described below');
  await expect(simulator.getByLabel('Labels')).toBeVisible();
});

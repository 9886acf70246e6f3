import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

// What each state must say at a glance; a state that looks like another one is how a night is lost.
const states: { state: string; says: RegExp; neverSays?: RegExp }[] = [
  { state: 'busy', says: /Live/, neverSays: /All quiet/ },
  { state: 'quiet', says: /All quiet/ },
  { state: 'late', says: /Late/, neverSays: /All quiet/ },
  { state: 'blind', says: /Blind/, neverSays: /All quiet/ },
  { state: 'starting', says: /Starting/i, neverSays: /All quiet/ },
  { state: 'firstRun', says: /Nothing is watched/i, neverSays: /All quiet/ },
  { state: 'empty', says: /All quiet/ },
  { state: 'errors', says: /Live/ },
];
const pages = ['/', '/alerts', '/health', '/setup'];
const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'narrow', width: 390, height: 844 },
];

for (const { state, says, neverSays } of states) {
  test.describe(`the ${state} state`, () => {
    let host: MockHost;
    test.beforeAll(async () => {
      host = await startMockHost(state);
    });
    test.afterAll(() => host.program.stop());

    test('says what it is', async ({ page }) => {
      await open(page, host, '/');
      await expect(page.getByText(says).filter({ visible: true }).first()).toBeVisible();
      if (neverSays) await expect(page.getByText(neverSays)).toHaveCount(0);
    });

    for (const colorScheme of ['dark', 'light'] as const) {
      test(`has no serious accessibility finding on any screen, ${colorScheme}`, async ({ page }) => {
        // The audit reads every element of every page, at every size.
        test.slow();
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const size of sizes) {
          await page.setViewportSize(size);
          for (const path of pages) {
            await open(page, host, path);
            await expectAccessible(page, `${state} ${path} ${size.name} ${colorScheme}`);
          }
        }
      });
    }
  });
}

test.describe('an open alert', () => {
  let host: MockHost;
  test.beforeAll(async () => {
    host = await startMockHost('busy');
  });
  test.afterAll(() => host.program.stop());

  test('is accessible beside the table and as a page of its own', async ({ page }) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await open(page, host, '/alerts');
      await page.getByRole('row').nth(1).click();
      await expect(page.getByRole('complementary', { name: /^Alert:/ })).toBeVisible();
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.getByRole('heading', { level: 1, name: 'Alerts' })).toHaveCount(1);
      await expectAccessible(page, `drawer ${size.name}`);
    }
  });

  test('opened by a message\'s "Acknowledge" link, waits in the note field and acknowledges nothing by itself', async ({
    page,
  }) => {
    await open(page, host, '/alerts?status=active');
    const id = await page.locator('[role=row][data-id]').first().getAttribute('data-id');
    await open(page, host, `/alerts/${id}?acknowledge`);
    await expect(page.getByLabel('Note, optional')).toBeFocused();
    const response = await fetch(new URL(`/api/alerts/${id}`, host.url));
    expect(await response.json()).toMatchObject({ status: 'active' });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Unacknowledge' })).toBeVisible();
  });

  test('closes with Escape and gives the place in the table back', async ({ page }) => {
    await open(page, host, '/alerts');
    await page.getByRole('row').nth(1).click();
    await expect(page).toHaveURL(/\/alerts\/.+/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('complementary', { name: /^Alert:/ })).toHaveCount(0);
    await expect(page).toHaveURL(/\/alerts$/);
  });
});

test.describe('a connection test', () => {
  let host: MockHost;
  test.beforeAll(async () => {
    host = await startMockHost('busy');
  });
  test.afterAll(() => host.program.stop());

  test('takes a table that is not set up neither for passed nor for failed', async ({ page }) => {
    await open(page, host, '/setup');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    const step = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    await expect(step('table events').getByLabel('passed')).toBeVisible();
    await expect(step('table anomalies').getByLabel('not set up')).toBeVisible();
    await expect(step('table anomalies').getByLabel(/passed|failed/)).toHaveCount(0);
    await expectAccessible(page, 'connection test');
  });

  test('is followed by limits of which none is out of sight on a narrow screen', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, host, '/setup');
    const table = page.getByRole('region', { name: 'Detection' }).getByRole('table');
    await expect(table.getByRole('columnheader')).toHaveCount(5);
    await expect(table.getByLabel('Session duration, critical, in σ')).toHaveValue('6');
    const outOfSight = await table
      .getByRole('textbox')
      .evaluateAll((all) => all.filter((input) => input.getBoundingClientRect().right > innerWidth).length);
    expect(outOfSight).toBe(0);
  });
});

test.describe('the words "All quiet"', () => {
  let host: MockHost;
  test.beforeAll(async () => {
    host = await startMockHost('quiet');
  });
  test.afterAll(() => host.program.stop());

  test('say since when and what was checked, to pointer and keyboard alike', async ({ page }) => {
    await open(page, host, '/setup');
    const mark = page.getByRole('link', { name: 'All quiet' });
    const reason = page.getByText(/^All quiet since/).filter({ visible: true });
    await expect(mark).toHaveAccessibleDescription(/All quiet since .* answered .* next check/);
    await expect(reason).toHaveCount(0);
    await mark.hover();
    await expect(reason).toBeVisible();
    await page.mouse.move(0, 400);
    await expect(reason).toHaveCount(0);
    await page.getByLabel('Search alerts').focus();
    await page.keyboard.press('Tab');
    await expect(mark).toBeFocused();
    await expect(reason).toBeVisible();
    await expectAccessible(page, 'why all is quiet');
  });
});

async function open(page: Page, host: MockHost, path: string): Promise<void> {
  await page.goto(new URL(path, host.url).href);
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

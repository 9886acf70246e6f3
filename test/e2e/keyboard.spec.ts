import { expect, type Page, test } from '@playwright/test';
import { type MockHost, startMockHost } from './support/mockHost.ts';

// The keys of the table, as somebody uses them at night: hands on the keyboard, no pointer.
let host: MockHost;
test.beforeEach(async ({ page }) => {
  host = await startMockHost('busy');
  await page.goto(new URL('/alerts?status=active', host.url).href);
  await expect(rows(page).first()).toBeVisible();
});
test.afterEach(() => host.program.stop());

test('j and a: the first alert is acknowledged', async ({ page }) => {
  await page.keyboard.press('j');
  const cursor = page.locator('[role=row][data-cursor]');
  const id = await cursor.getAttribute('data-id');
  await page.keyboard.press('a');
  await expect.poll(() => statusOf(id)).toBe('acknowledged');
});

test('x twice and a: both are acknowledged', async ({ page }) => {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const selected = page.locator('[role=row][aria-selected=true]');
  await expect(selected).toHaveCount(2);
  const ids = await selected.evaluateAll((all) => all.map((row) => row.dataset.id));
  await page.keyboard.press('a');
  for (const id of ids) await expect.poll(() => statusOf(id ?? null)).toBe('acknowledged');
});

test('shift+a asks for a note and keeps it', async ({ page }) => {
  await page.keyboard.press('j');
  const id = await page.locator('[role=row][data-cursor]').getAttribute('data-id');
  await page.keyboard.press('Shift+A');
  await page.getByRole('dialog').getByRole('textbox').fill('restarted the gateway');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Acknowledge/ })
    .click();
  await expect.poll(async () => (await alert(id)).note).toBe('restarted the gateway');
});

test('slash searches, and the search is in the address', async ({ page }) => {
  await page.keyboard.press('/');
  await page.keyboard.type('revenue');
  await expect(page).toHaveURL(/q=revenue/);
  await expect(rows(page).first()).toContainText(/revenue/i);
});

test('Enter opens, Escape closes, the question mark explains the keys', async ({ page }) => {
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: /^Alert:/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: /^Alert:/ })).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText(/acknowledge: I have it/);
});

function rows(page: Page) {
  return page.getByRole('grid', { name: 'Alerts' }).locator('[role=row][data-id]');
}

async function alert(id: string | null): Promise<{ status: string; note: string | null }> {
  const response = await fetch(new URL(`/api/alerts/${id}`, host.url));
  return response.json();
}

const statusOf = async (id: string | null) => (await alert(id)).status;

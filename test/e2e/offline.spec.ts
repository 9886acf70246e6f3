import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { startMockHost } from './support/mockHost.ts';
import { type RunningProgram, startProgram } from './support/process.ts';

const token = 'offline-token-PLANTED-0123456789';
let home: string;
let program: RunningProgram;
/** Without the token; the same after a restart. */
let url: string;

test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'watchkeeper-offline-'));
  url = await startHost('0');
});
test.afterEach(async () => {
  await program.stop();
  await rm(home, { recursive: true, force: true });
});

/** The browser host itself, with nothing to watch: what it says of itself is enough. */
async function startHost(port: string): Promise<string> {
  program = startProgram('server/main.ts', ['--no-demo', '--no-open', '--port', port], {
    WATCHKEEPER_HOME: home,
    WATCHKEEPER_TOKEN: token,
  });
  const [address] = await program.said(/http:\/\/\S+token=\S+/);
  return new URL('/', address).href;
}

test.describe('a page that is opened while the host is gone', () => {
  test('opens, says so, shows nothing old, and is live again by itself', async ({ page }) => {
    await signIn(page);
    await program.stop();

    for (const path of ['/', '/alerts', '/health?from=a-link']) {
      await page.goto(new URL(path, url).href);
      await saysSo(page);
    }
    await expect(page).toHaveTitle('no connection · Watchkeeper');
    expect(decodeURIComponent(await icon(page))).toContain('m2.5 13.5 11-11');
    for (const old of [/all quiet/i, /nothing is watched/i, /\blive\b/i, /next check/]) {
      await expect(page.getByText(old)).toHaveCount(0);
    }

    await startHost(new URL(url).port);
    await expect(page.getByRole('heading', { name: 'Health', level: 1 })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('No connection to Watchkeeper')).toHaveCount(0);
  });

  test('is the newest that was opened, not an older one', async ({ page }) => {
    await signIn(page);
    const kept = await keptFiles(page);
    expect(kept.pages).toHaveLength(1);
    // As if the build of another day had been kept before.
    await page.evaluate(async () => {
      const cache = await caches.open('watchkeeper-page-of-another-day');
      await cache.put('/', new Response('<title>old</title>', { headers: { 'content-type': 'text/html' } }));
    });
    await page.reload();
    await expect.poll(async () => (await keptFiles(page)).pages).toEqual(kept.pages);
  });
});

test('an open page says it within seconds, and keeps what it knew stamped with its age', async ({ page }) => {
  await signIn(page);
  await program.stop();
  await expect(page.getByText('This page is cut off from Watchkeeper')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/What you see is from/)).toBeVisible();
});

test('nothing is kept but the files of the page: no answer of the API, no address with the token, no sign-in page', async ({
  page,
  context,
}) => {
  await signIn(page);
  await page.goto(new URL('/health', url).href);
  const before = await keptFiles(page);
  expect(before.files).toContainEqual(expect.stringContaining('/assets/HealthPage-'));

  await context.clearCookies();
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'This browser is not signed in' })).toBeVisible();
  // A font comes with the first sign that needs it, at whatever time.
  const after = await keptFiles(page);
  for (const file of after.files) expect(file).toMatch(/^\/$|^\/assets\/[\w.-]+$/);
  expect(after.files).toEqual(expect.arrayContaining(before.files));
  expect(after.pages).toEqual(before.pages);
});

test('a link from another site leads in as it does without a worker', async ({ page }) => {
  await signIn(page);
  const elsewhere = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(`<a href="${url}alerts">the alert</a>`);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  try {
    // The same machine under a name that browsers take for another site.
    await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`);
    await page.getByRole('link', { name: 'the alert' }).click();
    await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
    expect((await keptFiles(page)).pages).toHaveLength(1);
  } finally {
    elsewhere.close();
    elsewhere.closeAllConnections();
  }
});

test('without what was kept, a page of the worker says it', async ({ page }) => {
  await signIn(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await program.stop();
  const answer = await page.goto(url);
  expect(answer?.status()).toBe(503);
  await expect(page.getByRole('heading', { name: 'No connection to Watchkeeper' })).toBeVisible();
  await expect(page.getByText(/what happens now is not shown here/)).toBeVisible();
});

test('a new worker takes over at once and cleanly', async ({ page }) => {
  await signIn(page);
  await page.evaluate(async () => {
    const changed = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
    // The same script under another name is another version to the browser.
    await navigator.serviceWorker.register('/serviceWorker.js?next', { scope: '/', updateViaCache: 'none' });
    await changed;
  });
  const states = await page.evaluate(async () => {
    const registrations = await navigator.serviceWorker.getRegistrations();
    return registrations.map(({ active, waiting }) => [new URL(active?.scriptURL ?? '').search, waiting]);
  });
  expect(states).toEqual([['?next', null]]);
  await program.stop();
  await page.reload();
  await saysSo(page);
});

test('the browser finds an app that can be installed, though it asks for it without the cookie', async ({ page }) => {
  await signIn(page);
  const session = await page.context().newCDPSession(page);
  const { data, errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '')).toMatchObject({ name: 'Watchkeeper', start_url: '/' });
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A test's window keeps nothing after it is closed, and such a one installs nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test('a page that the host does not serve as its own has no worker', async ({ page }) => {
  const desktop = await startMockHost('desktop');
  try {
    await page.goto(desktop.url);
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  } finally {
    await desktop.program.stop();
  }
});

test.describe('in a browser without workers', () => {
  test.use({ serviceWorkers: 'block' });

  test('a page whose code does not come says so beside all that goes on, and a reload brings it', async ({ page }) => {
    await page.goto(new URL(`/?token=${token}`, url).href);
    const code = '**/assets/JobsPage-*.js';
    await page.route(code, (route) => route.abort());
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Jobs' }).click();
    const said = page.getByRole('main').getByRole('alert');
    await expect(said).toHaveText(/This page could not be loaded\. The rest of the page goes on\./);
    await page.unroute(code);
    await said.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  });
});

/** Opens the app once, and waits until the browser has kept it. */
async function signIn(page: Page): Promise<void> {
  await page.goto(new URL(`/?token=${token}`, url).href);
  await expect(page.getByRole('main')).toBeVisible();
  await expect.poll(async () => (await keptFiles(page)).pages).toHaveLength(1);
}

/** What the browser has kept: the names of the pages, and every address. */
function keptFiles(page: Page): Promise<{ pages: string[]; files: string[] }> {
  return page.evaluate(async () => {
    const files: string[] = [];
    const pages: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) files.push(request.url.slice(location.origin.length));
      if (await cache.match('/')) pages.push(name);
    }
    return { pages, files: files.sort() };
  });
}

async function saysSo(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'No connection to Watchkeeper' })).toBeVisible();
  await expect(page.getByText(/what happens now is not shown here/)).toBeVisible();
}

const icon = (page: Page) => page.locator('link[rel="icon"]').evaluate((link: HTMLLinkElement) => link.href);

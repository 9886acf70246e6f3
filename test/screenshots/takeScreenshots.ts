import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startDemoHost } from '../e2e/support/demoHost.ts';
import { startMockHost } from '../e2e/support/mockHost.ts';
import { startPortal } from '../e2e/support/portalPage.ts';
import { startProgram } from '../e2e/support/process.ts';
import { chromiumLaunch } from '../support/chromiumLaunch.ts';
import { embeddedPage } from './embeddedPage.ts';
import { traySheet } from './traySheet.ts';
import { visionSheet } from './visionSheet.ts';

const folder = join(import.meta.dirname, '../../docs/screenshots');
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
/** What a page of 1440 × 900 has left when the browser shows it at 200 %. */
const zoomed = { width: 720, height: 450 };
const rareStates = ['quiet', 'late', 'blind', 'starting', 'firstRun', 'empty', 'errors', 'many', 'locked'];

const browser = await chromium.launch(chromiumLaunch);
try {
  await fromTheDemo(browser);
  for (const state of rareStates) await fromAToldHost(browser, state);
  await notificationSettings(browser);
  await deliveryPages(browser);
  await traySheet(browser, join(folder, 'tray-icons.png'));
} finally {
  await browser.close();
}

/** The main screens, with a checkout that broke minutes ago. */
async function fromTheDemo(browser: Browser): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'watchkeeper-screenshots-'));
  const slack = startProgram('test/support/slackDouble.ts', ['--port', '0']);
  const [slackUrl] = await slack.said(/http:\S+/);
  const portal = await startPortal();
  const host = await startDemoHost(home, { SLACK_WEBHOOK_URL: slackUrl, WATCHKEEPER_ALLOWED_ORIGINS: portal.origin });
  try {
    const page = await openPage(browser, host.signInUrl, 'dark');
    await page.getByRole('button', { name: /Broken checkout/ }).click();
    const open = page.getByRole('row').filter({ hasText: 'Critical' }).filter({ hasNotText: 'resolved after' });
    await open.first().waitFor({ timeout: 300_000 });

    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await visit(page, new URL('/', host.signInUrl).href);
      await picture(page, `board-${colorScheme}`);
      await open.first().click();
      await page.getByText('window under test').first().waitFor();
      await picture(page, `alert-${colorScheme}`);
    }
    await embeddedPage(browser, portal, host.signInUrl, { path: join(folder, 'embedded.png'), colorScheme: 'light' });
    process.stdout.write('docs/screenshots/embedded.png\n');
    await visit(page, new URL('/setup', host.signInUrl).href);
    await picture(page, 'setup');
    // Without the diagnostics below, which name this machine's folders.
    await page.setViewportSize({ ...wide, height: 720 });
    await visit(page, new URL('/health', host.signInUrl).href);
    await picture(page, 'health');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    for (const [name, size] of [
      ['board-narrow', narrow],
      ['board-zoomed', zoomed],
    ] as const) {
      await page.setViewportSize(size);
      await visit(page, new URL('/', host.signInUrl).href);
      await picture(page, name);
    }
    await page.setViewportSize(wide);
    await visit(page, new URL('/', host.signInUrl).href);
    await visionSheet(page, join(folder, 'colour-vision.png'));
    await page.context().close();
  } finally {
    await host.program.stop();
    await portal.close();
    await slack.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** What one hopes never to see, from a host that is only told. */
async function fromAToldHost(browser: Browser, state: string): Promise<void> {
  const host = await startMockHost(state);
  try {
    const page = await openPage(browser, new URL(state === 'many' ? '/alerts' : '/', host.url).href, 'dark');
    await picture(page, `state-${state}`);
    await page.context().close();
  } finally {
    await host.program.stop();
  }
}

/** How one is told, as the desktop app shows it: during quiet hours, with a pause of pop-ups. */
async function notificationSettings(browser: Browser): Promise<void> {
  const host = await startMockHost('desktop');
  try {
    const page = await openPage(browser, new URL('/setup#pop-ups', host.url).href, 'dark');
    await page.setViewportSize({ ...wide, height: 1200 });
    await page.getByRole('switch', { name: 'Keep quiet at night' }).click();
    await page.getByRole('button', { name: 'Pause pop-ups' }).click();
    await page.getByRole('menuitem', { name: '1 h', exact: true }).click();
    await picture(page, 'setup-notifications');
    await page.context().close();
  } finally {
    await host.program.stop();
  }
}

/** Who is told of what, what is quiet, what happened, and what else is watched. */
async function deliveryPages(browser: Browser): Promise<void> {
  const host = await startMockHost('busy');
  try {
    const page = await openPage(browser, new URL('/delivery?tab=routes', host.url).href, 'dark');
    await picture(page, 'delivery');
    for (const text of ['Traffic spike', 'Conversion drop']) {
      await visit(page, new URL('/alerts', host.url).href);
      await page.getByRole('row').filter({ hasText: text }).first().click();
      await page.getByRole('button', { name: 'Silence …' }).click();
      const dialog = page.getByRole('dialog', { name: 'Silence' });
      await dialog.getByLabel('Reason, for the others (optional)').fill('planned work on the warehouse');
      await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    await visit(page, new URL('/quiet', host.url).href);
    await picture(page, 'quiet');
    await visit(page, new URL('/report', host.url).href);
    await picture(page, 'report');
    await visit(page, new URL('/jobs', host.url).href);
    await picture(page, 'jobs');
    await visit(page, new URL('/rules', host.url).href);
    await page
      .getByRole('button', { name: /^Try (?!on )/ })
      .last()
      .click();
    await page
      .getByText(/^Would have fired/)
      .first()
      .waitFor();
    await picture(page, 'rules');
    await visit(page, new URL('/learning', host.url).href);
    await page.getByRole('slider', { name: 'Sensitivity' }).press('End');
    await page
      .getByText(/instead of/)
      .first()
      .waitFor();
    await picture(page, 'learning');
    await page.context().close();
  } finally {
    await host.program.stop();
  }
}

async function openPage(browser: Browser, url: string, colorScheme: 'dark' | 'light'): Promise<Page> {
  const context = await browser.newContext({ viewport: wide, colorScheme, reducedMotion: 'reduce', locale: 'en-US' });
  const page = await context.newPage();
  await visit(page, url);
  return page;
}

async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('main').waitFor();
  // Charts come in a bundle of their own and draw a moment after the page.
  await page.waitForTimeout(1500);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { plantedEverywhere, plantedKeys, secretsIn } from '../support/plantedSecrets.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';
import { type RunningProgram, startProgram } from './support/process.ts';

test.describe('the Health page', () => {
  let host: MockHost;
  test.beforeEach(async () => {
    host = await startMockHost('errors');
  });
  test.afterEach(() => host.program.stop());

  test('shows sources, receivers, outbox, cooldowns, thresholds and versions, with what to do next', async ({
    page,
  }) => {
    await page.goto(new URL('/health', host.url).href);
    const engine = page.getByRole('row').filter({ hasText: 'Detection engine' });
    await expect(engine).toContainText('18 ms');
    await expect(engine).toContainText('41 ms');
    await expect(page.getByText(/^Last failure .*did not answer within 10 s/)).toBeVisible();
    const receivers = page.getByRole('region', { name: 'Receivers' }).getByRole('listitem');
    // Trouble comes first.
    await expect(receivers.first()).toContainText('Slack, technical');
    await expect(receivers.first()).toContainText('Tried again');
    await expect(receivers.first().getByRole('link', { name: 'Open the receiver' })).toHaveAttribute(
      'href',
      '/delivery?receiver=slack-technical',
    );
    await expect(page.getByRole('region', { name: 'Outbox' }).getByRole('row').nth(1)).toContainText('3');
    await expect(page.getByRole('region', { name: 'Cooldowns' })).toContainText('Revenue drop');
    await expect(page.getByRole('table', { name: 'Limits of metrics' })).toContainText('above 90 %');
    await expect(page.getByRole('region', { name: 'Diagnostics' })).toContainText('26.7.2.1');
    await receivers.first().getByRole('link', { name: 'Open the receiver' }).click();
    await expect(page).toHaveURL(/\/delivery\?receiver=slack-technical$/);
  });

  test('is accessible in every size and colour', async ({ page }) => {
    await page.goto(new URL('/health', host.url).href);
    await expect(page.getByRole('button', { name: 'Download diagnostics' })).toBeVisible();
    for (const [width, colorScheme] of [
      [1440, 'dark'],
      [1440, 'light'],
      [390, 'dark'],
      [390, 'light'],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page, `health ${width} ${colorScheme}`);
    }
  });

  test('says so when diagnostics cannot be read, and shows the rest', async ({ page }) => {
    let isDown = true;
    await page.route('**/api/diagnostics', (route) => (isDown ? route.abort() : route.continue()));
    await page.goto(new URL('/health', host.url).href);
    await expect(page.getByRole('region', { name: 'Sources' })).toContainText('Detection engine');
    const trouble = page.getByRole('region', { name: 'Diagnostics could not be read' });
    await expect(trouble).toBeVisible({ timeout: 30_000 });
    isDown = false;
    await trouble.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('region', { name: 'Thresholds in force' })).toBeVisible();
  });
});

test.describe('the file with diagnostics', () => {
  let home: string;
  let host: RunningProgram;
  test.beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'watchkeeper-e2e-'));
    host = startProgram('server/main.ts', ['--no-open', '--no-demo', '--port', '0'], {
      WATCHKEEPER_HOME: home,
      CLICKHOUSE_URL: 'http://127.0.0.1:9',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      PAGERDUTY_EVENTS_URL: 'http://127.0.0.1:9/v2/enqueue',
      SMTP_HOST: '127.0.0.1',
      ...plantedEverywhere.environment,
      ALERT_DEBUG_MODE: '1',
    });
  });
  test.afterEach(async () => {
    await host.stop();
    await rm(home, { recursive: true, force: true });
  });

  test('is one click away and holds no secret', async ({ page }) => {
    const [signIn] = await host.said(/http:\S+token=\S+/);
    await page.goto(signIn);
    await page.goto(new URL('/health', signIn).href);
    const sources = page.getByRole('region', { name: 'Sources' });
    await expect(sources.getByRole('link', { name: 'Setup → Connection' }).first()).toHaveAttribute(
      'href',
      '/setup#connection',
    );
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download diagnostics' }).click();
    expect((await download).suggestedFilename()).toMatch(/^watchkeeper-diagnostics-[\dT-]+\.zip$/);
    await expect(page.getByText('Diagnostics saved.')).toBeVisible();
    const files = unzipSync(new Uint8Array(await readFile(await (await download).path())));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['diagnostics.json', 'logs/watchkeeper.log']));
    for (const [name, content] of Object.entries(files)) {
      expect(secretsIn(strFromU8(content), plantedKeys()), name).toEqual([]);
    }
    expect(strFromU8(files['environment.json'] ?? new Uint8Array())).toContain('SLACK_BOT_TOKEN');
  });
});

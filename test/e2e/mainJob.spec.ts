import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type DemoHost, startDemoHost } from './support/demoHost.ts';
import { type RunningProgram, startProgram } from './support/process.ts';

interface SlackArrivals {
  messages: { payload: { text: string }; accepted: boolean }[];
  /** What broke Slack's documented limits. */
  complaints: string[];
}

let home: string;
let slack: RunningProgram;
let slackUrl: string;
let host: DemoHost;

const start = () => startDemoHost(home, { SLACK_WEBHOOK_URL: slackUrl });
const slackTexts = async () => {
  const response = await fetch(new URL('/messages', slackUrl));
  const { messages, complaints } = (await response.json()) as SlackArrivals;
  expect(complaints).toEqual([]);
  return messages.filter((message) => message.accepted).map((message) => message.payload.text);
};

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'watchkeeper-e2e-'));
  slack = startProgram('test/support/slackDouble.ts', ['--port', '0']);
  slackUrl = (await slack.said(/http:\S+/))[0];
  host = await start();
});

test.afterAll(async () => {
  await host?.program.stop();
  await slack?.stop();
  await rm(home, { recursive: true, force: true });
});

// One story, as the person on call lives it: each step needs the one before.
test('a scenario becomes an alert that is seen, sent and acknowledged, and stays so', async ({ page }) => {
  test.setTimeout(480_000);

  await test.step('the first screen is live and tells what happened in the last day', async () => {
    await page.goto(host.signInUrl);
    await expect(page).not.toHaveURL(/token/);
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await page.goto(new URL('/alerts', host.signInUrl).href);
    await expect(page.getByRole('row').filter({ hasText: 'resolved after' }).first()).toBeVisible();
    await page.goto(new URL('/', host.signInUrl).href);
  });

  await test.step('starting a scenario makes a critical alert within a few minutes', async () => {
    await page.getByRole('button', { name: /Outage/ }).click();
    await expect(page.getByRole('button', { name: /Outage/ })).toHaveAttribute('aria-pressed', 'true');
    await expect(trafficDrop(page)).toBeVisible({ timeout: 240_000 });
    // The window in which the outage began is only partly hit, and may be judged milder than the next.
    await expect(trafficDrop(page)).toContainText('Critical', { timeout: 120_000 });
  });

  await test.step('the timeline and the counts have it', async () => {
    const timeline = page.getByRole('slider', { name: /Timeline/ });
    await timeline.press('End');
    await expect(timeline).toHaveAttribute('aria-valuetext', /critical/i);
    await expect(page).toHaveTitle(/\(\d+\)/);
  });

  await test.step('Slack was told, once', async () => {
    await expect.poll(slackTexts, { timeout: 30_000 }).toContainEqual(expect.stringMatching(trafficIsDown));
  });

  await test.step('the drawer shows the metric, and what was sent', async () => {
    await trafficDrop(page).click();
    await expect(drawer(page).getByText('window under test')).toBeVisible();
    await expect(drawer(page)).toContainText(/Slack/);
  });

  await test.step('acknowledging with a note is one click, and shows who has it', async () => {
    await drawer(page).getByLabel('Note, optional').fill('looking into it');
    await drawer(page)
      .getByRole('button', { name: /^Acknowledge/ })
      .click();
    await expect(drawer(page).getByRole('button', { name: 'Unacknowledge' })).toBeVisible();
    await expect(drawer(page)).toContainText('looking into it');
  });

  await test.step('the row in ClickHouse says so', async () => {
    await expect
      .poll(acknowledgedRows, { timeout: 60_000 })
      .toContainEqual(expect.objectContaining({ anomaly_type: 'traffic_drop', acknowledged: 1 }));
  });

  await test.step('it is still so after a reload', async () => {
    await page.reload();
    await expect(drawer(page).getByRole('button', { name: 'Unacknowledge' })).toBeVisible();
  });

  await test.step('and after a restart', async () => {
    const alertPath = new URL(page.url()).pathname;
    const told = await slackTexts();
    await host.program.stop();
    host = await start();
    await page.goto(host.signInUrl);
    await page.goto(new URL(alertPath, host.signInUrl).href);
    await expect(drawer(page)).toContainText('looking into it');
    await expect(drawer(page).getByRole('button', { name: 'Unacknowledge' })).toBeVisible();
    // What was told before the restart is not told again, and nothing was told twice.
    const since = (await slackTexts()).slice(told.length);
    expect(since.filter((text) => told.includes(text))).toEqual([]);
    expect(new Set(told).size).toBe(told.length);
  });

  await test.step('when ClickHouse is gone it says blind, not green, and recovers by itself', async () => {
    await page.goto(new URL('/', host.signInUrl).href);
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    // Killed again and again, so that the demo's own restart does not hide the blindness.
    await expect
      .poll(
        async () => {
          await killQuietly(await host.clickhousePid());
          return ((await host.ask('/api/health')) as { status: string }).status;
        },
        { timeout: 60_000, intervals: [1000] },
      )
      .toBe('blind');
    await expect(page.getByText('Live', { exact: true })).toHaveCount(0);
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  });
});

/** The rule's word for it, or that of what was learned where a window that is hit in part was enough for it: one alert. */
const trafficIsDown = /Traffic drop|Events lower than usual/;

function drawer(page: Page) {
  return page.getByRole('complementary', { name: new RegExp(`^Alert: (${trafficIsDown.source})$`) });
}

function trafficDrop(page: Page) {
  return page.getByRole('row').filter({ hasText: trafficIsDown }).filter({ hasNotText: 'resolved after' }).first();
}

function acknowledgedRows() {
  return host.clickhouse(
    `SELECT anomaly_type, acknowledged, acknowledged_by FROM anomalies WHERE acknowledged = 1 AND anomaly_type = 'traffic_drop'`,
  );
}

async function killQuietly(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is dead already, and its successor has not said who it is yet.
  }
}

// Frame times while a person scrolls, sorts and searches a table of 100 000 alerts in Chromium.
import { chromium, type Page } from '@playwright/test';
import { startProgram } from '../e2e/support/process.ts';
import { chromiumLaunch } from '../support/chromiumLaunch.ts';
import { reportFigure } from '../support/reportFigure.ts';

const mock = startProgram('test/support/mockApi.ts', ['--port', '0', '--state', 'many'], {});
const browser = await chromium.launch(chromiumLaunch);
try {
  const [address] = await mock.said(/http:\/\/\S+/);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(new URL('/alerts', address).href);
  await page.getByRole('row').nth(5).waitFor();

  const firstPaintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  reportFigure('first-contentful-paint', { ms: firstPaintMs, targetMs: 1000 });
  reportFrames('scroll-100k', await framesDuring(page, () => scroll(page)));
  reportFrames('search-100k', await framesDuring(page, () => search(page)));
  reportFrames('sort-100k', await framesDuring(page, () => sort(page)));
} finally {
  await browser.close();
  await mock.stop();
}

/** Milliseconds between animation frames while `act` runs. */
async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      frames.push(now - last);
      last = now;
      Object.assign(window, { frame: requestAnimationFrame(tick) });
    };
    Object.assign(window, { frames, frame: requestAnimationFrame(tick) });
  });
  await act();
  return page.evaluate(() => {
    const { frames, frame } = window as unknown as { frames: number[]; frame: number };
    cancelAnimationFrame(frame);
    return frames.slice(1);
  });
}

async function scroll(page: Page): Promise<void> {
  const row = await page.getByRole('row').nth(5).boundingBox();
  if (!row) throw new Error('no row is visible');
  await page.mouse.move(row.x + 200, row.y + 10);
  for (let step = 0; step < 120; step++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type('revenue', { delay: 60 });
  await page.waitForTimeout(500);
  await page.keyboard.press('Escape');
}

async function sort(page: Page): Promise<void> {
  const headers = page.getByRole('columnheader').getByRole('button');
  for (let turn = 0; turn < 4; turn++) {
    await headers.nth(turn % (await headers.count())).click();
    await page.waitForTimeout(250);
  }
}

function reportFrames(name: string, frames: number[]): void {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  reportFigure(name, { frames: sorted.length, medianMs: at(0.5), p95Ms: at(0.95), maxMs: at(1), targetP95Ms: 16.7 });
}

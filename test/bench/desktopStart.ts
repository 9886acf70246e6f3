// From the start of the desktop app on the stand-in of Electron to an alert on the screen, and from opening its window to
// the same while the watch runs already. The main process is the built bundle, the page the built interface in Chromium.
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { StandInProcess } from '../desktop/support/standIn/standInProcess.ts';
import { openWatchedClickHouse, startEmbeddedClickHouse } from '../desktop/support/watchedClickHouse.ts';
import { chromiumLaunch } from '../support/chromiumLaunch.ts';
import { eventually } from '../support/eventually.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const runs = 7;
const main = join(import.meta.dirname, '../../dist/electron/main.js');

const browser = await chromium.launch(chromiumLaunch);
const clickhouse = await startEmbeddedClickHouse();
try {
  const shop = await openWatchedClickHouse(clickhouse);
  await shop.report('warehouse_lag', 'critical', 'Orders wait in the warehouse');
  const started: number[] = [];
  const opened: number[] = [];
  for (let index = 0; index < runs; index++) {
    await withApp(shop.env, [], async (app, since) => {
      await alertOnScreen(app);
      started.push(performance.now() - since);
    });
    await withApp(shop.env, ['--hidden'], async (app) => {
      await eventually(async () => {
        if ((await app.control('tray'))?.icon !== 'critical-1.png') throw new Error('The first check is not done.');
      });
      const since = performance.now();
      await app.control('clickMenu', 'Open Watchkeeper');
      await alertOnScreen(app);
      opened.push(performance.now() - since);
    });
  }
  reportFigure('desktopStart', {
    runs,
    startToDataMs: median(started),
    windowToDataMs: median(opened),
    slowestWindowToDataMs: Math.max(...opened),
  });
} finally {
  await clickhouse.stop();
  await browser.close();
}

async function withApp(
  env: Record<string, string>,
  args: string[],
  measure: (app: StandInProcess, since: number) => Promise<void>,
): Promise<void> {
  await using folder = await temporaryFolder();
  const since = performance.now();
  const app = await StandInProcess.launch({
    browser,
    main,
    folder: folder.path,
    args: ['--no-demo', ...args],
    env: { ...env, WATCHKEEPER_HOME: join(folder.path, 'watchkeeper'), ALERT_CHECK_INTERVAL: '3600' },
  });
  try {
    await measure(app, since);
  } finally {
    await app.kill();
  }
}

/** Until the row of the alert is drawn. */
async function alertOnScreen(app: StandInProcess): Promise<void> {
  let page = null;
  while (page === null) {
    const [window] = await app.windows();
    page = window ? app.page(window) : null;
  }
  const row = page.locator('[role=row][data-id]');
  // Again and again: waiting for a locator looks twice a second only.
  await eventually(async () => {
    if ((await row.count()) === 0) throw new Error('The alert is not on the screen.');
  });
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

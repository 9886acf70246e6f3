import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './test/support/chromiumLaunch.ts';

/** The same specs twice: on the stand-in of Electron everywhere, on Electron itself where its runtime is. */
export default defineConfig({
  testDir: 'test/desktop',
  // Not beside those of the end-to-end tests, which clear their folder when they begin.
  outputDir: 'dist/test-results',
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: chromiumLaunch,
    trace: 'retain-on-failure',
  },
  // Windows of Electron share one screen, and take the focus from each other.
  projects: [{ name: 'stand-in' }, { name: 'electron', workers: 1 }],
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The package without its runtime tries to download one as soon as it is imported.
const electron = fileURLToPath(new URL('test/support/electron/index.ts', import.meta.url));
/** Libraries that import `electron` themselves have to find the stand-in too. */
const server = { deps: { inline: ['electron-store'] } };
/** What is polled for comes within milliseconds, but on a busy machine not always within the usual second. */
const expect = { poll: { timeout: 15_000 } };

// Chromium and chDB share two cores with the tests, so few workers beat many.
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias: { electron } },
        test: {
          name: 'unit',
          server,
          expect,
          include: ['test/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/loud.ts'],
          // Properties of a second take many on a machine that does something else.
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias: { electron } },
        test: {
          name: 'integration',
          server,
          expect,
          include: ['test/integration/**/*.test.ts'],
          setupFiles: ['test/support/loud.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

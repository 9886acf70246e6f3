import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bin } from './paths.mjs';
import { run } from './run.mjs';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of a Chromium for the tests: one that is there, else Playwright's own, else the distribution's package where it may
 * be installed. Ends the process with a sentence when there is none to be had.
 */
export async function ensureChromium() {
  const present = findChromium();
  if (present) return present;

  process.stdout.write('Installing a Chromium for the tests …\n');
  await run(bin('playwright'), ['install', 'chromium'], {
    quiet: true,
    timeoutMs: 300_000,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
  });
  const downloaded = findChromium();
  if (downloaded) return downloaded;

  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await run('apt-get', ['update'], { quiet: true });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-core'], {
      quiet: true,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    const packaged = findChromium();
    if (packaged) return packaged;
  }

  process.stderr.write(
    'The tests need a Chromium: install one (Debian: "apt-get install chromium"), or set CHROMIUM_PATH to one, then run "npm test" again.\n',
  );
  process.exit(1);
}

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && existsSync(named)) return named;
  return candidates.find((path) => existsSync(path)) ?? playwrightChromium();
}

function playwrightChromium() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

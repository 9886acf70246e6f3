import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { Portal } from '../e2e/support/portalPage.ts';

const sample = join(import.meta.dirname, '../../docs/embed.html');

/** The sample page of the docs on an origin of its own, with the board of a running host in it. */
export async function embeddedPage(
  browser: Browser,
  portal: Portal,
  signInUrl: string,
  options: { path: string; colorScheme: 'dark' | 'light'; width?: number },
): Promise<void> {
  const { origin, searchParams } = new URL(signInUrl);
  const html = await readFile(sample, 'utf8');
  portal.serve(
    html
      .replace('http://127.0.0.1:4780', origin)
      .replace('the token that Watchkeeper printed', searchParams.get('token') ?? ''),
  );
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
  await page.goto(portal.origin);
  await page.getByRole('row').filter({ hasText: 'Critical' }).first().waitFor();
  await page.locator('canvas').last().waitFor();
  // Charts draw a moment after they are there.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: options.path, fullPage: true });
  await page.close();
}

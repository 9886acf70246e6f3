import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../../support/send.ts';
import { startTestHost } from '../../support/testHost.ts';

/** As they lie in the repository; the build copies them as they are. */
const pages = join(import.meta.dirname, '../../../renderer/public');

interface Manifest {
  start_url: string;
  scope: string;
  display: string;
  theme_color: string;
  background_color: string;
  icons: { src: string; sizes: string; purpose: string }[];
  shortcuts: { url: string; icons: { src: string }[] }[];
}

let host: Awaited<ReturnType<typeof startTestHost>>;
beforeAll(async () => {
  host = await startTestHost({ pages });
});
afterAll(() => host.close());

/** The way a browser asks that is about to install an app: without the cookie. */
const withoutCookie = (path: string, method = 'GET') => send(host.url, { path, method });
const manifest = (): Manifest => JSON.parse(readFileSync(join(pages, 'manifest.webmanifest'), 'utf8'));

describe('without a cookie', () => {
  it('the manifest comes with its type, and is asked for anew each time', async () => {
    const { status, headers, text } = await withoutCookie('/manifest.webmanifest');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/manifest+json');
    expect(headers['cache-control']).toBe('no-cache');
    expect(JSON.parse(text)).toEqual(manifest());
  });

  it('every picture it names comes in the size it says', async () => {
    const named = [...manifest().icons, ...manifest().shortcuts.flatMap(({ icons }) => icons)];
    for (const icon of named as { src: string; sizes: string }[]) {
      const { status, headers, body } = await withoutCookie(icon.src);
      expect(status, icon.src).toBe(200);
      expect(headers['content-type']).toBe('image/png');
      expect(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`, icon.src).toBe(icon.sizes);
    }
  });

  it('so does the picture for home screens that the page names', async () => {
    const page = readFileSync(join(pages, '../index.html'), 'utf8');
    const [, icon = ''] = /rel="apple-touch-icon" href="([^"]+)"/.exec(page) ?? [];
    expect((await withoutCookie(icon)).headers['content-type']).toBe('image/png');
  });

  it.each([
    '/',
    '/serviceWorker.js',
    '/favicons/starting.svg',
    '/icons/',
    '/icons/icon-192.svg',
    '/icons/../serviceWorker.js',
    '/icons/..%2fserviceWorker.js',
    '/icons/x/icon-192.png',
    '/manifest.webmanifest/',
  ])('%s asks for the key', async (path) => {
    expect((await withoutCookie(path)).status).toBe(401);
  });

  it('nothing can be sent there', async () => {
    expect((await withoutCookie('/manifest.webmanifest', 'POST')).status).toBe(401);
  });
});

it('the manifest names an app that a browser installs', () => {
  const { start_url, scope, display, icons, shortcuts } = manifest();
  expect({ start_url, scope, display }).toEqual({ start_url: '/', scope: '/', display: 'standalone' });
  expect(icons.filter(({ purpose }) => purpose === 'any').map(({ sizes }) => sizes)).toEqual(['192x192', '512x512']);
  expect(icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  expect(shortcuts.map(({ url }) => url)).toEqual(['/alerts', '/health']);
});

it('the app has the colours of its first surface', () => {
  const tokens = readFileSync(join(pages, '../styles/tokens.css'), 'utf8');
  const [, dark] = /--surface-0: light-dark\(#\w{6}, (#\w{6})\)/.exec(tokens) ?? [];
  expect(manifest()).toMatchObject({ theme_color: dark, background_color: dark });
});

it('pictures are known: no other file lies where everybody may read', () => {
  expect(readdirSync(join(pages, 'icons')).every((name) => name.endsWith('.png'))).toBe(true);
});

it('the service worker is a script of its own that is asked for anew each time', async () => {
  const { headers } = await host.get('/serviceWorker.js');
  expect(headers.get('content-type')).toContain('text/javascript');
  expect(headers.get('cache-control')).toBe('no-cache');
});

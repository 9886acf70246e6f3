import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../../support/send.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { startTestHost, testToken } from '../../support/testHost.ts';

const script = `console.log(${JSON.stringify('x'.repeat(5000))});`;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let host: Awaited<ReturnType<typeof startTestHost>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  const pages = join(folder.path, 'pages');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Watchkeeper</title>');
  await writeFile(join(pages, 'assets', 'index-1a2b3c4d.js'), script);
  await writeFile(join(pages, 'icon.svg'), '<svg/>');
  await writeFile(join(folder.path, 'outside.txt'), 'PLANTED');
  await symlink(join(folder.path, 'outside.txt'), join(pages, 'link.txt'));
  host = await startTestHost({ pages });
});
afterAll(async () => {
  await host.close();
  await folder[Symbol.asyncDispose]();
});

/** fetch unpacks bodies; this does not. */
const raw = (path: string, headers: Record<string, string> = {}) =>
  send(host.url, { path, headers: { authorization: `Bearer ${testToken}`, ...headers } });

describe('pages', () => {
  it.each(['/', '/alerts', '/alerts/a1b2', '/health'])('%s is the app, asked for anew each time', async (path) => {
    const { status, headers, body } = await raw(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/html');
    expect(headers['cache-control']).toBe('no-cache');
    expect(body.toString()).toContain('<title>Watchkeeper');
  });

  it('keeps files with a hash in their name for good, and answers 304 where nothing changed', async () => {
    const first = await raw('/assets/index-1a2b3c4d.js');
    expect(first.headers['cache-control']).toContain('immutable');
    expect(first.headers['content-type']).toContain('text/javascript');
    const again = await raw('/assets/index-1a2b3c4d.js', { 'if-none-match': String(first.headers.etag) });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
  });

  it.each([
    ['gzip, deflate, br', 'br', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip', 'gzip', (body: Buffer) => gunzipSync(body)],
    ['br;q=0, gzip;q=0.5', 'gzip', (body: Buffer) => gunzipSync(body)],
    ['identity', undefined, (body: Buffer) => body],
  ])('Accept-Encoding %s gets %s', async (accepts, encoding, unpack) => {
    const { headers, body } = await raw('/assets/index-1a2b3c4d.js', { 'accept-encoding': accepts });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('Accept-Encoding');
    expect(unpack(body).toString()).toBe(script);
  });

  it.each(['/assets/none.js', '/none.css', '/assets/index-1a2b3c4d.js.map'])(
    '%s is no page of the app',
    async (path) => {
      expect((await raw(path)).status).toBe(404);
    },
  );

  it.each([
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/..%5coutside.txt',
    '/assets/%2e%2e%2f%2e%2e%2foutside.txt',
    '/link.txt',
    '//outside.txt',
    '/%00outside.txt',
    '/%zz',
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await raw(path);
    expect(body.toString()).not.toContain('PLANTED');
    expect([400, 404]).toContain(status);
  });

  it('says what to do when the pages are not built', async () => {
    const bare = await startTestHost({ pages: join(folder.path, 'nothing') });
    const response = await bare.get('/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    await bare.close();
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { protocol, session } from 'electron';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pageResponse, registerPageScheme, servePages } from '../../../../electron/window/pages.ts';
import { standIn } from '../../../support/electron/standIn.ts';

let folder: string;
let root: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchkeeper-pages-'));
  root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<title>the app</title>');
  writeFileSync(join(root, 'assets', 'index-1a2b.js'), 'run()');
  writeFileSync(join(root, 'assets', 'odd name.svg'), '<svg/>');
  writeFileSync(join(root, 'program.exe'), 'MZ');
  writeFileSync(join(folder, 'secret.txt'), 'PLANTED');
  mkdirSync(join(folder, 'renderer-other'));
  writeFileSync(join(folder, 'renderer-other', 'secret.txt'), 'PLANTED');
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => standIn.reset());

const ask = (path: string, method = 'GET') => pageResponse(root, { url: `app://watchkeeper${path}`, method });

describe('what is served', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', '<title>the app</title>'],
    ['/index.html', 'text/html; charset=utf-8', '<title>the app</title>'],
    ['/alerts/0190c3', 'text/html; charset=utf-8', '<title>the app</title>'],
    ['/alerts?severity=critical', 'text/html; charset=utf-8', '<title>the app</title>'],
    ['/setup#connection', 'text/html; charset=utf-8', '<title>the app</title>'],
    ['/assets/index-1a2b.js', 'text/javascript; charset=utf-8', 'run()'],
    ['/assets/odd%20name.svg', 'image/svg+xml', '<svg/>'],
    ['/program.exe', 'application/octet-stream', 'MZ'],
  ])('%s', async (path, type, body) => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(body);
  });

  it.each(['/', '/assets/index-1a2b.js', '/nothing.js', '/trouble/crashed', '/%00'])(
    '%s only with a policy that lets in nothing from elsewhere, and with its type taken at its word',
    async (path) => {
      const { headers } = await ask(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  it('nothing that looks like a file and is none: a script would be taken for a page', async () => {
    expect((await ask('/assets/gone.js')).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE'])('nothing to a %s', async (method) => {
    expect((await ask('/', method)).status).toBe(405);
  });

  it.each(['app://evil/index.html', 'app://watchkeeper.evil/', 'file:///etc/passwd', 'https://watchkeeper/'])(
    'nothing at %s',
    async (url) => {
      expect((await pageResponse(root, { url, method: 'GET' })).status).toBe(404);
    },
  );

  it('a sentence where the pages are missing', async () => {
    const response = await pageResponse(join(folder, 'nowhere'), { url: 'app://watchkeeper/', method: 'GET' });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('The watch goes on');
  });
});

describe('the way out of the folder', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/%252e%252e/secret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '/../renderer-other/secret.txt',
    '/..%2frenderer-other%2fsecret.txt',
    '//secret.txt',
    '/%2fetc/passwd',
    '/etc/passwd%00.html',
    '/index.html%00',
    '/C:/Windows/win.ini',
    '/index.html::$DATA',
    '/%E0%A4%A',
    '/assets',
    '/.',
    '/..',
  ])('%s does not lead there', async (path) => {
    const response = await ask(path);
    const body = await response.text();
    expect(body).not.toContain('PLANTED');
    expect(body).not.toContain('root:');
    if (response.status === 200) expect(body).toBe('<title>the app</title>');
    else expect([400, 404]).toContain(response.status);
  });
});

describe('the scheme', () => {
  it('is like https to the page, without ways around its policy', () => {
    registerPageScheme();
    expect(standIn.privilegesOf('app')).toMatchObject({ standard: true, secure: true, supportFetchAPI: true });
    expect(standIn.privilegesOf('app')).not.toHaveProperty('bypassCSP');
  });

  it('is answered on the session of the window', async () => {
    registerPageScheme();
    await standIn.becomeReady();
    servePages(session.defaultSession, root);
    expect(session.defaultSession.protocol.isProtocolHandled('app')).toBe(true);
    expect(session.fromPartition('other').protocol.isProtocolHandled('app')).toBe(false);
    expect(protocol.isProtocolHandled('app')).toBe(true);
  });
});

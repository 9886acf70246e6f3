import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { startTestHost, testToken } from '../../support/testHost.ts';

const portal = 'https://portal.example.com';
const script = '/embed/watchkeeper-board.js';
const bearer = { authorization: `Bearer ${testToken}` };

let host: Awaited<ReturnType<typeof startTestHost>>;
let closed: Awaited<ReturnType<typeof startTestHost>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  const { path } = folder;
  for (const part of ['renderer', 'embed']) mkdirSync(join(path, part));
  writeFileSync(join(path, script), 'customElements;');
  writeFileSync(join(path, 'secret.txt'), 'not for anybody');
  host = await startTestHost({ pages: join(path, 'renderer'), allowedOrigins: [portal, 'http://localhost:3000'] });
  closed = await startTestHost({ pages: join(path, 'renderer') });
});
afterAll(async () => {
  await host.close();
  await closed.close();
  await folder[Symbol.asyncDispose]();
});

const from = (origin: string, path: string, init: RequestInit = {}) =>
  fetch(host.url + path, { ...init, headers: { origin, ...init.headers } });

describe('a page of an allowed origin', () => {
  it('gets the script without a token', async () => {
    const response = await from(portal, script);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(response.headers.get('access-control-allow-origin')).toBe(portal);
    expect(response.headers.get('vary')).toContain('Origin');
  });

  it('reads answers with the token that it brings, and never with a cookie', async () => {
    const response = await from(portal, '/api/health', { headers: bearer });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(portal);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('is told why when its token is wrong', async () => {
    const response = await from(portal, '/api/health', { headers: { authorization: 'Bearer wrong' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe(portal);
  });

  it('may send the token and resume a stream, as the browser asks beforehand', async () => {
    const response = await from(portal, '/api/alerts/a1/acknowledge', {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(response.headers.get('access-control-allow-headers')).toContain('Last-Event-ID');
  });

  it('may show the board in a frame', async () => {
    const response = await fetch(host.url, { headers: bearer });
    expect(response.headers.get('content-security-policy')).toContain(
      `frame-ancestors ${portal} http://localhost:3000`,
    );
    expect(response.headers.get('x-frame-options')).toBeNull();
  });
});

describe('a page of any other origin', () => {
  it.each([
    'https://evil.example.com',
    'https://portal.example.com.evil.com',
    'http://portal.example.com',
    'https://portal.example.com:8443',
    'null',
  ])('gets nothing: %s', async (origin) => {
    for (const path of [script, '/api/health', '/']) {
      for (const method of ['GET', 'OPTIONS']) {
        const response = await from(origin, path, { method, headers: bearer });
        expect(response.status, `${method} ${path}`).toBe(403);
        expect(response.headers.get('access-control-allow-origin')).toBeNull();
        expect(await response.text()).not.toContain('customElements');
      }
    }
  });

  it('cannot run the script without asking for permission either', async () => {
    const response = await fetch(host.url + script);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

it('any page may learn that something answers here, and nothing else', async () => {
  // As a browser asks on behalf of a page that may not read the answer: without naming its origin.
  const response = await fetch(`${closed.url}/embed/here`);
  expect(response.status).toBe(204);
  expect(await response.text()).toBe('');
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect((await from('https://evil.example.com', '/embed/here')).status).toBe(403);
});

it('nothing beside the script is served without a token', async () => {
  for (const path of [
    '/embed/../secret.txt',
    '/embed/%2e%2e/secret.txt',
    '/embed/..%2fsecret.txt',
    '/embed/nothing.js',
  ]) {
    const response = await from(portal, path);
    expect([400, 401, 404], path).toContain(response.status);
    expect(await response.text()).not.toContain('not for anybody');
  }
});

it('without allowed origins no page may embed or frame anything', async () => {
  const response = await fetch(closed.url + script, { headers: { origin: portal } });
  expect(response.status).toBe(403);
  const page = await fetch(closed.url, { headers: bearer });
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(page.headers.get('x-frame-options')).toBe('DENY');
});

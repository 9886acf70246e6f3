import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../../support/send.ts';
import { startTestHost, testToken } from '../../support/testHost.ts';

let host: Awaited<ReturnType<typeof startTestHost>>;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

/** fetch does not let a caller choose `Host`. */
const raw = (path: string, headers: Record<string, string>) => send(`${host.url}${path}`, { headers });

const bearer = { authorization: `Bearer ${testToken}` };

describe('without a token', () => {
  it.each([
    {},
    { authorization: 'Bearer wrong' },
    { authorization: `Basic ${testToken}` },
    { cookie: 'watchkeeper_1=x' },
  ])('the API answers 401 to %j', async (headers) => {
    const response = await fetch(`${host.url}/api/health`, { headers: headers as Record<string, string> });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(await response.json()).toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
  });

  it('nothing of the API is told, not even whether an address exists', async () => {
    for (const path of ['/api', '/api/nothing', '/api/openapi.json', '/api/stream']) {
      expect((await fetch(host.url + path)).status, path).toBe(401);
    }
  });

  it('a page says where the link is', async () => {
    const response = await fetch(`${host.url}/alerts`);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('?token=');
  });

  it('a token in the address of the API does not count: it would end up in logs', async () => {
    const asked = (init: RequestInit) =>
      fetch(`${host.url}/api/health?token=${testToken}`, { redirect: 'manual', ...init });
    for (const method of ['GET', 'POST']) {
      const response = await asked({ method });
      expect(response.status).toBe(401);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  it('a link from another site comes back as a request of our own, once', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const first = await raw('/alerts/a1', { host: `127.0.0.1:${host.port}`, ...headers });
    expect(first.status).toBe(200);
    expect(first.text).toContain('http-equiv="refresh"');
    const again = await raw('/alerts/a1', {
      host: `127.0.0.1:${host.port}`,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'navigate',
    });
    expect(again.status).toBe(401);
  });
});

describe('the token in the address of a page', () => {
  it('is traded for a cookie that scripts cannot read and other sites cannot send, and leaves the address', async () => {
    const response = await fetch(`${host.url}/alerts?severity=high&token=${testToken}`, { redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/alerts?severity=high');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(new RegExp(`^watchkeeper_${host.port}=`));
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toContain(testToken);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect((await fetch(`${host.url}/api/health`, { headers: session })).status).toBe(200);
  });

  it('keeps to https where that is how the host is reached, and only there', async () => {
    const cookieAt = async (name: string) =>
      String((await raw(`/?token=${testToken}`, { host: name })).headers['set-cookie']);
    expect(await cookieAt('watch.example.com')).toContain('; Secure');
    expect(await cookieAt('watch.example.com:4780')).not.toContain('Secure');
    expect(await cookieAt('127.0.0.1:4780')).not.toContain('Secure');
  });

  it('does not send anybody to another site', async () => {
    const followed = await fetch(`${host.url}//evil.example.com/?token=${testToken}`, { redirect: 'manual' });
    expect(followed.headers.get('location')).toBe('/evil.example.com/');
  });

  it('is refused when it is wrong', async () => {
    const response = await fetch(`${host.url}/?token=wrong`, { redirect: 'manual' });
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('names and origins', () => {
  it.each([
    ['127.0.0.1:1', 200],
    ['localhost:4780', 200],
    ['[::1]:4780', 200],
    ['watch.example.com', 200],
    ['evil.example.com', 403],
    ['127.0.0.1.evil.example.com', 403],
    ['localhost.evil.example.com', 403],
    ['evil.example.com#127.0.0.1', 400],
  ])('Host %j answers %i', async (name, status) => {
    const { status: answered, text } = await raw('/api/health', { ...bearer, host: name });
    expect(answered).toBe(status);
    if (status === 403) expect(JSON.parse(text)).toMatchObject({ code: 'FORBIDDEN', status: 403 });
  });

  it.each([
    ['own', 200],
    ['https://watch.example.com', 200],
    ['https://evil.example.com', 403],
    ['null', 403],
    ['http://localhost:1', 403],
    ['http://127.0.0.1:1', 403],
    ['http://127.0.0.1', 403],
  ])('Origin %s answers %i, also with a valid cookie or token', async (origin, status) => {
    const own = `http://127.0.0.1:${host.port}`;
    const response = await fetch(`${host.url}/api/cycle`, {
      method: 'POST',
      headers: { ...bearer, origin: origin === 'own' ? own : origin },
    });
    expect(response.status).toBe(status);
  });
});

describe('headers', () => {
  it.each(['/api/health', '/api/nothing', '/', '/assets/none.js'])(
    '%s is protected against scripts, frames and sniffing',
    async (path) => {
      const { headers } = await host.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

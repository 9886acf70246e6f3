import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAlert } from '../../support/builders.ts';
import { send } from '../../support/send.ts';
import { startTestHost, testToken } from '../../support/testHost.ts';

const portal = 'https://portal.example.com';

let host: Awaited<ReturnType<typeof startTestHost>>;
let cookie: string;
beforeAll(async () => {
  host = await startTestHost({ alerts: [anAlert({ id: 'a1' })], allowedOrigins: [portal] });
  const signedIn = await host.get(`/?token=${testToken}`, { headers: {} });
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(() => host.close());

/** As the browser of a person who is signed in sends it; only `send` lets a test choose all of these headers. */
const asked = (path: string, headers: Record<string, string>, form?: string) =>
  send(host.url + path, {
    headers: {
      cookie,
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(form === undefined ? {} : { method: 'POST', body: form }),
  });
const acknowledge = (headers: Record<string, string>) => asked('/api/alerts/a1/acknowledge', headers, 'by=mallory');

describe('the cookie counts', () => {
  it.each<[string, Record<string, string>]>([
    ['our own page', { origin: 'own', 'sec-fetch-site': 'same-origin' }],
    ['our own page behind a proxy', { origin: 'https://watch.example.com', 'sec-fetch-site': 'same-origin' }],
    ['the person who typed the address', { 'sec-fetch-site': 'none' }],
    ['a browser that says nothing of it', {}],
  ])('for %s', async (_who, headers) => {
    const own = headers.origin === 'own' ? { origin: host.url } : {};
    expect((await asked('/api/health', { ...headers, ...own })).status).toBe(200);
  });

  it('for a page that a link of a neighbouring page leads to', async () => {
    const answer = await asked('/', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' });
    expect(answer.status).not.toBe(401);
  });
});

describe('the cookie does not count, though browsers send it to the same site on another port or neighbouring name', () => {
  it('for a form of a page that may embed the board', async () => {
    for (const site of ['same-site', 'cross-site'])
      expect((await acknowledge({ origin: portal, 'sec-fetch-site': site })).status, site).toBe(401);
    expect(host.book.alerts.get('a1')).toMatchObject({ status: 'active' });
  });

  it('for what a page asks without naming itself: pictures, scripts, requests whose answer it cannot read', async () => {
    for (const site of ['same-site', 'cross-site']) {
      for (const path of ['/api/health', '/api/stream', '/api/connection/schema'])
        expect((await asked(path, { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).status, path).toBe(401);
    }
  });

  it('but the token that such a page brings does', async () => {
    const bearer = { authorization: `Bearer ${testToken}` };
    expect((await asked('/api/health', { origin: portal, 'sec-fetch-site': 'same-site', ...bearer })).status).toBe(200);
  });
});

import { systemClock } from '../../core/adapters/system/systemClock.ts';
import { createApi } from '../../core/api/createApi.ts';
import { createHttpApp } from '../../server/http/createHttpApp.ts';
import { listen } from '../../server/http/listen.ts';
import type { Alert } from '../../shared/alert.ts';
import { fakeApiPorts } from './fakeApiPorts.ts';

export const testToken = 'test-token-PLANTED-0123456789';

/** The browser host's HTTP side on a random loopback port, over ports in memory. */
export async function startTestHost(
  options: { alerts?: Alert[]; pages?: string; epoch?: string; port?: number; allowedOrigins?: string[] } = {},
) {
  const fakes = fakeApiPorts({
    clock: systemClock,
    alerts: options.alerts ?? [],
    ...(options.epoch === undefined ? {} : { epoch: options.epoch }),
  });
  let port = 0;
  const app = createHttpApp({
    api: createApi(fakes.ports),
    token: testToken,
    port: () => port,
    pages: options.pages ?? '/nowhere',
    version: '0.0.0-test',
    log: fakes.log,
    allowedOrigins: options.allowedOrigins ?? [],
    isOwnName: (name) => name === 'watch.example.com',
    isOwnOrigin: (origin) => origin === 'https://watch.example.com',
  });
  const result = await listen(app, '127.0.0.1', options.port ?? 0);
  if (!result.ok) throw new Error(result.problem);
  port = result.listening.port;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...fakes,
    url,
    port,
    /** With the token, unless `init` says otherwise. */
    get: (path: string, init: RequestInit = {}) =>
      fetch(url + path, { headers: { authorization: `Bearer ${testToken}` }, redirect: 'manual', ...init }),
    post: (path: string, body: unknown, method = 'POST') =>
      fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${testToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async close() {
      fakes.feed.close();
      await result.listening.close();
    },
  };
}

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environmentProxy } from '../../../core/adapters/http/environmentProxy.ts';
import { type HttpProxy, startHttpProxy } from '../../support/httpProxy.ts';

let server: Server;
let proxy: HttpProxy;
/** Connections that became something else than HTTP; the server never ends them. */
let upgraded: Socket[];

beforeEach(async () => {
  upgraded = [];
  server = createServer((_, response) => response.end('taken'));
  server.on('upgrade', (_, socket: Socket) => {
    upgraded.push(socket);
    socket.on('error', () => {});
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startHttpProxy(() => (server.address() as AddressInfo).port);
});
afterEach(async () => {
  await proxy.stop();
  for (const socket of upgraded) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const fetchBy = (variables: Record<string, string>) => environmentProxy(variables)?.fetch ?? globalThis.fetch;

describe('the proxy that the environment names', () => {
  it.each([
    ['http', { HTTP_PROXY: 'ADDRESS' }],
    ['small letters before capitals', { http_proxy: 'ADDRESS', HTTP_PROXY: 'http://127.0.0.1:9' }],
    ['an address with its scheme', { HTTP_PROXY: 'http://ADDRESS' }],
  ])('is asked for a tunnel: %s', async (_, variables) => {
    const given = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, value.replace('ADDRESS', proxy.address)]),
    );
    const answer = await fetchBy(given)('http://hooks.test/services/x', { method: 'POST', body: '{}' });
    expect(await answer.text()).toBe('taken');
    expect(proxy.tunnels).toEqual(['hooks.test:80']);
    expect(proxy.requests).toEqual([]);
  });

  it('is left out for what NO_PROXY names', async () => {
    const asked = (more: object) => fetchBy({ HTTP_PROXY: proxy.address, ...more })('http://127.0.0.2:4433/');
    await expect(asked({ NO_PROXY: 'internal.test, 127.0.0.2' })).rejects.toThrow();
    expect(proxy.sockets()).toBe(0);
    expect((await asked({ NO_PROXY: 'internal.test' })).status).toBe(200);
  });

  it('is none where nothing that is an address of HTTP is named', () => {
    for (const variables of [{}, { HTTPS_PROXY: '' }, { HTTPS_PROXY: 'socks5://127.0.0.1:1080' }])
      expect(environmentProxy(variables)).toBeNull();
  });
});

it.each([
  ['through it', 'http://wss.test/'],
  ['past it', 'http://127.0.0.1:PORT/'],
])(
  'a connection that became a WebSocket %s ends when it is told to, whatever the other side does',
  async (_, address) => {
    const way = await environmentProxy({ HTTP_PROXY: proxy.address })?.dispatcher();
    const origin = new URL(address.replace('PORT', String((server.address() as AddressInfo).port))).origin;
    const opened = await way?.dispatcher.upgrade({ origin, path: '/', protocol: 'websocket' } as never);
    opened?.socket.on('error', () => {});
    const [socket] = upgraded;
    if (!socket) throw new Error('nothing was opened');
    socket.resume();
    const ended = once(socket, 'end');
    way?.destroy();
    await ended;
  },
);

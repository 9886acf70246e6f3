import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

interface Listening {
  port: number;
  /** Ends requests under way after a moment's grace; resolves when the port is free. */
  close(): Promise<void>;
}

/** `wrongHost`: the address was never this machine's, so that trying again cannot help. */
export type ListenResult = { ok: true; listening: Listening } | { ok: false; problem: string; wrongHost: boolean };

const graceMs = 500;
const wrongHostCodes = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'];

/** `app` may ask for the port only once this has resolved. */
export function listen(app: Hono, host: string, port: number): Promise<ListenResult> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const wrongHost = wrongHostCodes.includes(error.code ?? '');
      const problem = wrongHost
        ? `${host} is not an address of this machine; choose another with --host.`
        : listenProblem(error, host, port);
      resolve({ ok: false, problem, wrongHost });
    });
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({ ok: true, listening: { port: taken, close: () => closeServer(server) } });
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is already in use; another Watchkeeper may be running. Stop it, or choose another with --port.`;
    case 'EACCES':
      return `This account may not listen on port ${port}; choose one above 1023 with --port.`;
    default:
      return `Watchkeeper cannot listen on ${host}, port ${port} (${error.code ?? error.message}).`;
  }
}

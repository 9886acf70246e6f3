import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Portal {
  origin: string;
  /** What its one page holds from now on; with `policy`, sent as its Content-Security-Policy. */
  serve(html: string, policy?: string): void;
  close(): Promise<void>;
}

/** Somebody else's web site, on an origin of its own. */
export async function startPortal(): Promise<Portal> {
  let page = { html: '', policy: '' };
  const server = createServer((request, response) => {
    if (request.url !== '/') {
      response.writeHead(404).end();
      return;
    }
    const policy = page.policy === '' ? {} : { 'content-security-policy': page.policy };
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...policy }).end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(html, policy = '') {
      page = { html, policy };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

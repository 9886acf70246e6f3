import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How it dresses up what it repeats. */
export const echoManners = ['exception', 'page', 'redirect', 'refusal'] as const;
type EchoManner = (typeof echoManners)[number];

export interface EchoServer {
  url: string;
  become(manner: EchoManner): void;
  /** All that it was told so far: addresses, headers and bodies. */
  heard(): string;
  close(): Promise<void>;
}

/** A server that repeats whatever it is told, secrets too, as proxies and debug pages do; on loopback. */
export async function startEchoServer(): Promise<EchoServer> {
  let manner: EchoManner = 'exception';
  let heard = '';
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const decoded = (request.headers.authorization ?? '').replace(/^Basic /, '');
      const said = `${request.url} ${JSON.stringify(request.headers)} ${Buffer.from(decoded, 'base64')} ${body}`;
      heard += `${said}\n`;
      const line = said.replace(/[^\x20-\x7e]/g, '?');
      switch (manner) {
        case 'exception':
          response.writeHead(500, { 'x-clickhouse-exception-code': '241', 'content-type': 'text/plain' });
          response.end(`Code: 241. DB::Exception: Unknown identifier '${line}' (MEMORY_LIMIT_EXCEEDED)\n`);
          return;
        case 'page':
          response.writeHead(200, line.slice(0, 200).replace(/["\r\n]/g, ''), { 'content-type': 'text/html' });
          response.end(`<html>${said}</html>`);
          return;
        case 'redirect':
          response.writeHead(302, { location: `http://127.0.0.1:1/${encodeURIComponent(line)}` }).end(said);
          return;
        case 'refusal':
          response.writeHead(403, { 'www-authenticate': 'Basic realm="x"', 'retry-after': '1' }).end(said);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    become(next) {
      manner = next;
    },
    heard: () => heard,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

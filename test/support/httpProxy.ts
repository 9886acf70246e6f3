import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A company's proxy on loopback: it leads every host name to one port of this machine, and counts what it is asked. */
export interface HttpProxy {
  /** host:port */
  address: string;
  /** Requests that it passed on itself, by the whole address that they named. */
  requests: string[];
  /** Tunnels it opened, by the host and port that they led to. */
  tunnels: string[];
  /** Sockets that were opened to it. */
  sockets(): number;
  stop(): Promise<void>;
}

export async function startHttpProxy(target: () => number): Promise<HttpProxy> {
  const requests: string[] = [];
  const tunnels: string[] = [];
  const open = new Set<Socket>();
  let opened = 0;
  const server: Server = createServer((request: IncomingMessage, response: ServerResponse) => {
    requests.push(request.url ?? '');
    const { pathname, search } = new URL(request.url ?? '', 'http://x');
    const answered = collect(request).then(async (body) => {
      const answer = await fetch(`http://127.0.0.1:${target()}${pathname}${search}`, { method: 'POST', body });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(await answer.text());
    });
    // The client has gone, or the server behind: nobody is left to answer.
    answered.catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    opened++;
    keep(socket);
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    tunnels.push(request.url ?? '');
    const upstream = connect(target(), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    keep(upstream);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });

  function keep(socket: Socket): void {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    tunnels,
    sockets: () => opened,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function collect(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Detour {
  /** Stays the same wherever it leads. */
  url: string;
  /** Cuts what is under way; from now on it leads to that address, or nowhere. */
  leadTo(url: string | null): void;
  stop(): Promise<void>;
}

/** One loopback address behind which servers can be exchanged, as when one dies and comes back. */
export async function startDetour(to: string | null): Promise<Detour> {
  const sockets = new Set<Socket>();
  let target = to;
  const server = createServer((near) => {
    keep(near);
    if (target === null) return near.resetAndDestroy();
    const { hostname, port } = new URL(target);
    const far = connect(Number(port), hostname);
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  }

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(next) {
      target = next;
      cut();
    },
    async stop() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

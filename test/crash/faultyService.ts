import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { seededRandom } from '../support/seededRandom.ts';

/** A service that takes messages and fails at some of them, also after it has taken one. */
export interface FaultyService {
  url: string;
  /** Ids of alerts in every message that was taken, one list a message. */
  taken: string[][];
  /** Messages that were taken and whose answer broke off. */
  unanswered(): number;
  close(): Promise<void>;
}

/** `idsIn`: the alerts that a message tells of. `share`: of messages that fail, 0..1. `status`: for what was taken. */
export async function startFaultyService(options: {
  seed: number;
  share: number;
  status: number;
  idsIn: (message: never) => string[];
}): Promise<FaultyService> {
  const { seed, share, status, idsIn } = options;
  const random = seededRandom(seed);
  const taken: string[][] = [];
  let unanswered = 0;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const kind = random() < share ? Math.floor(random() * 4) : -1;
      if (kind === 0) return response.destroy();
      if (kind === 1 || kind === 2) return response.writeHead(kind === 1 ? 500 : 503).end('not now');
      taken.push(idsIn(JSON.parse(body) as never));
      if (kind === -1) return response.writeHead(status).end();
      unanswered++;
      return response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    taken,
    unanswered: () => unanswered,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

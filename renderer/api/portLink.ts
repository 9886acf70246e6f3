import type { ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { goodbye } from '../../shared/desktopBridge.ts';

/** A `MessagePort`, as far as it is used here. */
export interface PagePort {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

type Context = Record<never, never>;

interface Connection {
  link: RPCLink<Context>;
  /** How many messages have come over it. */
  heard: number;
  end(): void;
}

/** A host that answers at all answers within this. */
const silenceMs = 5000;

/**
 * The API over a port of the desktop host. The host may end it, or it never arrives there; the next call then asks for a
 * new one. `openPort` gives a port whose other end is on its way to the host.
 */
export function createPortLink(openPort: () => PagePort, now: () => number = Date.now): ClientLink<Context> {
  let current: Connection | null = null;

  const connect = () => {
    const port = openPort();
    const onMessage: ((data: unknown) => void)[] = [];
    const onDisconnect: (() => void)[] = [];
    const link = new RPCLink<Context>({
      port: {
        postMessage: (message: unknown) => port.postMessage(message),
        onMessage: { addListener: (listener) => onMessage.push(listener) },
        onDisconnect: { addListener: (listener) => onDisconnect.push(listener) },
      },
    });
    const connection: Connection = {
      link,
      heard: 0,
      end() {
        if (current === connection) current = null;
        port.close();
        for (const listener of onDisconnect) listener();
      },
    };
    port.addEventListener('message', ({ data }) => {
      connection.heard++;
      if (data === goodbye) connection.end();
      else for (const listener of onMessage) listener(data);
    });
    port.start();
    return connection;
  };

  return {
    async call(path, input, options) {
      current ??= connect();
      const used = current;
      const { heard } = used;
      const since = now();
      try {
        return await used.link.call(path, input, options);
      } catch (error) {
        const silent = used.heard === heard && now() - since >= silenceMs;
        if (silent && options.signal?.aborted) used.end();
        throw error;
      }
    },
  };
}

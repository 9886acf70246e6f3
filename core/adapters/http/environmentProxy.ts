import type { Socket } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';

/** The way out that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, as other programs read them. */
export interface EnvironmentProxy {
  fetch: typeof globalThis.fetch;
  /** For one WebSocket: undici lets go of a connection that became one, so its end is the caller's to bring about. */
  dispatcher(): Promise<ProxyDispatcher>;
}

interface ProxyDispatcher {
  dispatcher: Dispatcher;
  /** Breaks its connections, also those that the other side keeps open. */
  destroy(): void;
}

type Variables = Record<string, string | undefined>;

/** Nobody's proxy leads back to this machine. */
const thisMachine = ['localhost', '127.0.0.1', '::1'];

/** Null: no proxy is named, or none that is an address of HTTP. */
export function environmentProxy(variables: Variables): EnvironmentProxy | null {
  const httpProxy = addressIn(variables, 'HTTP_PROXY');
  const httpsProxy = addressIn(variables, 'HTTPS_PROXY');
  if (httpProxy === '' && httpsProxy === '') return null;
  const noProxy = [valueIn(variables, 'NO_PROXY'), ...thisMachine].join(',');
  // Tunnels only: beyond this machine everything is encrypted, and what is not cannot become a WebSocket otherwise.
  const ways = { httpProxy, httpsProxy, noProxy, proxyTunnel: true };
  let shared: Promise<Dispatcher> | null = null;

  return {
    async fetch(input, init) {
      // A request of the platform's is another class than one of the library's.
      if (input instanceof Request) throw new TypeError('an address is needed, not a request');
      // Loaded when it is needed: the platform's own is there for nothing.
      const undici = await import('undici');
      shared ??= Promise.resolve(new undici.EnvHttpProxyAgent(ways));
      const request = { ...init, dispatcher: await shared } as Parameters<typeof undici.fetch>[1];
      return (await undici.fetch(input, request)) as unknown as Response;
    },
    async dispatcher() {
      const { EnvHttpProxyAgent, Pool, buildConnector } = await import('undici');
      const open = new Set<Socket>();
      const kept =
        (connect: buildConnector.connector): buildConnector.connector =>
        (options, done) =>
          connect(options, (...result) => {
            const [, socket] = result;
            if (socket) open.add(socket);
            socket?.once('close', () => open.delete(socket));
            done(...result);
          });
      const dispatcher = new EnvHttpProxyAgent({
        ...ways,
        allowH2: false,
        connect: kept(buildConnector({ allowH2: false })),
        clientFactory(proxy, options) {
          const { connect } = options as { connect: buildConnector.connector };
          return new Pool(proxy, { ...options, connect: kept(connect) });
        },
      });
      return {
        dispatcher,
        destroy() {
          for (const socket of open) socket.destroy();
          void dispatcher.destroy().catch(() => {});
        },
      };
    },
  };
}

/** Small letters go before, as everywhere. */
const valueIn = (variables: Variables, name: string): string => variables[name.toLowerCase()] || variables[name] || '';

function addressIn(variables: Variables, name: string): string {
  const value = valueIn(variables, name).trim();
  const address = value === '' || value.includes('://') ? value : `http://${value}`;
  return /^https?:/i.test(address) && URL.canParse(address) ? address : '';
}

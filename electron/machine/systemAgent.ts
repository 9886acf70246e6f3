import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ProxyAgent } from 'proxy-agent';
import { isLoopback } from '../../core/settings/webUrl.ts';

const sockets = { keepAlive: true, maxSockets: 6 };

/** The agent for an address on this machine or beyond it; `choose` gives the proxy for a request, null for none. */
export function systemAgent(url: URL, choose: (url: string) => Promise<string | null>): HttpAgent {
  if (isLoopback(url.hostname)) return url.protocol === 'https:' ? new HttpsAgent(sockets) : new HttpAgent(sockets);
  return new SystemAgent(choose);
}

class SystemAgent extends ProxyAgent {
  constructor(choose: (url: string) => Promise<string | null>) {
    super({
      // No limit of its own here: it counts requests while a proxy is chosen for them, and never takes up one it put off.
      keepAlive: true,
      httpAgent: new HttpAgent(sockets),
      httpsAgent: new HttpsAgent(sockets),
      // The origin is all that a proxy is chosen by; the rest of the address holds the query.
      getProxyForUrl: async (url) => (await choose(`${new URL(url).origin}/`)) ?? '',
    });
  }

  /** Those it was given are its own as well. */
  override destroy(): void {
    super.destroy();
    this.httpAgent.destroy();
    this.httpsAgent.destroy();
  }
}

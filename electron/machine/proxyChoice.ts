import { connect } from 'node:net';
import { readProxyList } from './proxyList.ts';

/** How long it counts that a proxy answered, or did not. */
const answeredForMs = 60_000;
const silentForMs = 5 * 60_000;
const patienceMs = 2000;

/**
 * Chooses the way out for an address: the first of those that the system names which can be reached. The only one named
 * is taken without a question, so that its failure is what people are told. `resolve` is Chromium's answer.
 */
export function createProxyChoice(
  resolve: (url: string) => Promise<string>,
  now: () => number,
  reaches: (proxy: string) => Promise<boolean> = acceptsConnections,
): (url: string) => Promise<string | null> {
  const known = new Map<string, { answers: boolean; until: number }>();

  async function answers(proxy: string): Promise<boolean> {
    const before = known.get(proxy);
    if (before && before.until > now()) return before.answers;
    const answered = await reaches(proxy);
    known.set(proxy, { answers: answered, until: now() + (answered ? answeredForMs : silentForMs) });
    return answered;
  }

  return async (url) => {
    const ways = readProxyList(await resolve(url).catch(() => 'DIRECT'));
    for (const way of ways.slice(0, -1)) {
      if (way === null || (await answers(way))) return way;
    }
    return ways.at(-1) ?? null;
  };
}

function acceptsConnections(proxy: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(proxy);
  const fallback = protocol === 'https:' ? 443 : protocol === 'http:' ? 80 : 1080;
  return new Promise((settle) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? fallback : Number(port),
      timeout: patienceMs,
    });
    const end = (answered: boolean) => {
      socket.destroy();
      settle(answered);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

import { session } from 'electron';
import type { Clock } from '../../core/clock.ts';
import type { Network } from '../../core/watch/network.ts';
import { createProxyChoice } from './proxyChoice.ts';
import { systemAgent } from './systemAgent.ts';
import { systemFetch } from './systemFetch.ts';

/** The way out that the system has: Slack through Chromium's network, ClickHouse through the proxies that it names. After `ready`. */
export function createSystemNetwork(clock: Clock): Network {
  const choose = createProxyChoice(
    (url) => session.defaultSession.resolveProxy(url),
    () => clock.now(),
  );
  return { fetch: systemFetch, agentFor: (url) => systemAgent(url, choose) };
}

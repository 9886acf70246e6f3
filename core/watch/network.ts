import type { Agent } from 'node:http';

/** How a host reaches the world where the platform's own way would not do: the system's proxy and certificates. */
export interface Network {
  /** For Slack. */
  fetch: typeof globalThis.fetch;
  /** For the HTTP client of ClickHouse; keeps connections alive. */
  agentFor(url: URL): Agent;
}

import { afterEach, beforeEach, vi } from 'vitest';

// Hidden trouble fails the test that caused it: unexpected console lines, requests beyond loopback, leaked timers.
const consoleMethods = ['log', 'info', 'warn', 'error', 'debug'] as const;
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const realFetch = globalThis.fetch;
const realSetTimeout = globalThis.setTimeout;
const realSetInterval = globalThis.setInterval;
const realClearTimeout = globalThis.clearTimeout;
const realClearInterval = globalThis.clearInterval;

let unexpected: string[] = [];
let timers: Map<unknown, string>;

beforeEach(() => {
  unexpected = [];
  timers = new Map();
  for (const method of consoleMethods) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      unexpected.push(`console.${method}: ${args.map(String).join(' ')}`);
    });
  }
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (!loopback.has(url.hostname)) {
      unexpected.push(`request to ${url.hostname}`);
      return Promise.reject(new TypeError(`Tests may not reach ${url.hostname}`));
    }
    return realFetch(input, init);
  };
  globalThis.setTimeout = ((callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const timer = realSetTimeout(() => {
      timers.delete(timer);
      callback(...args);
    }, ms);
    if (calledFromOurCode()) timers.set(timer, `setTimeout ${ms ?? 0} ms`);
    return timer;
  }) as typeof setTimeout;
  globalThis.setInterval = ((callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const timer = realSetInterval(callback, ms, ...args);
    if (calledFromOurCode()) timers.set(timer, `setInterval ${ms ?? 0} ms`);
    return timer;
  }) as typeof setInterval;
  globalThis.clearTimeout = (timer) => {
    timers.delete(timer);
    realClearTimeout(timer);
  };
  globalThis.clearInterval = (timer) => {
    timers.delete(timer);
    realClearInterval(timer);
  };
});

afterEach(() => {
  vi.restoreAllMocks();
  globalThis.fetch = realFetch;
  globalThis.setTimeout = realSetTimeout;
  globalThis.setInterval = realSetInterval;
  globalThis.clearTimeout = realClearTimeout;
  globalThis.clearInterval = realClearInterval;
  const leaks = [...timers.values()].map((what) => `leaked ${what}`);
  for (const timer of timers.keys()) realClearTimeout(timer as NodeJS.Timeout);
  const trouble = [...unexpected, ...leaks];
  if (trouble.length > 0) throw new Error(`Unexpected during this test:\n${trouble.join('\n')}`);
});

/** Libraries keep sockets warm with timers of their own; only ours must be gone when a test ends. */
function calledFromOurCode(): boolean {
  const caller = new Error().stack?.split('\n')[3] ?? '';
  return /\/(core|server|demo|shared|electron|renderer)\//.test(caller) && !caller.includes('node_modules');
}

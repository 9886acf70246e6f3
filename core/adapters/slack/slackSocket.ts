import type { SocketModeClient, SocketModeDispatcher } from '@slack/socket-mode';
import type { Clock, Timer } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { createSlackDesk, type SlackDesk, type SlackDeskOptions } from './slackDesk.ts';
import { slackLibraryLog } from './slackLibraryLog.ts';
import { type SocketFailure, socketFailure } from './slackSocketFailure.ts';

interface SlackSocketOptions extends SlackDeskOptions {
  /** A secret: never in a message, never in a log. */
  appToken: string;
  /** For each WebSocket, where a proxy is between; undici's. */
  dispatcher?(): Promise<SocketDispatcher>;
  clock: Clock;
}

interface SocketDispatcher {
  dispatcher: SocketModeDispatcher;
  /** Ends what it connected: the library cannot, where the other side does not say goodbye. */
  destroy(): void;
}

interface SlackSocketStatus {
  connected: boolean;
  /** A sentence for people; null while all is well. */
  lastError: string | null;
}

/** Hears from Slack that somebody pressed a button: no address of ours need be reachable from there. */
export interface SlackSocket {
  start(): void;
  /** Ends the connection; what was heard before is still carried out. */
  stop(): Promise<void>;
  status(): SlackSocketStatus;
}

/** One that lasted so long was a good one: the next attempt need not wait. */
const goodFromMs = 60_000;
const retryMs = [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000];
/** What only a person can mend is mended by entering another token; Slack may also have been wrong. */
const permanentRetryMs = 15 * 60_000;
/** From the request to Slack's greeting. */
const greetingMs = 30_000;
const requestMs = 10_000;
/** Slack's library would wait half a minute for the other side to say goodbye. */
const goodbyeMs = 1000;

export function createSlackSocket(options: SlackSocketOptions): SlackSocket {
  const { log, clock } = options;
  const stopping = new AbortController();
  const desk = createSlackDesk(options, stopping.signal);
  let status: SlackSocketStatus = { connected: false, lastError: null };
  let started = false;
  let failures = 0;
  let retry: Timer | null = null;
  let current: Connection | null = null;

  function connect(): void {
    retry = null;
    let connectedAt: number | null = null;
    current = openConnection(options, stopping.signal, desk, {
      connected() {
        connectedAt = clock.now();
        status = { connected: true, lastError: null };
        log.info('Connected to Slack: alerts can be acknowledged there.');
      },
      ended(failure) {
        current = null;
        status = { ...status, connected: false };
        if (stopping.signal.aborted) return;
        if (connectedAt !== null && clock.now() - connectedAt >= goodFromMs) failures = 0;
        again(failure, connectedAt !== null);
      },
    });
  }

  function again(failure: SocketFailure, hadConnection: boolean): void {
    const backoffMs = retryMs[Math.min(failures, retryMs.length - 1)] ?? 0;
    const waitMs = failure.permanent ? permanentRetryMs : Math.max(backoffMs, failure.retryAfterMs ?? 0);
    failures += 1;
    // Slack ends connections every few hours by itself: one that is renewed at once is no trouble worth a word.
    if (hadConnection && waitMs === 0) log.debug('The connection to Slack ended and is opened again.');
    else {
      if (failure.message !== status.lastError) log.warn(failure.message);
      status = { connected: false, lastError: failure.message };
    }
    retry = clock.after(waitMs, connect);
  }

  return {
    start() {
      if (started || stopping.signal.aborted) return;
      started = true;
      connect();
    },
    async stop() {
      stopping.abort();
      retry?.cancel();
      retry = null;
      await current?.close();
      await desk.settled();
      status = { ...status, connected: false };
    },
    status: () => status,
  };
}

interface Connection {
  close(): Promise<void>;
}

interface ConnectionEvents {
  connected(): void;
  /** Once, whatever ended it. */
  ended(failure: SocketFailure): void;
}

/**
 * One connection of its own client, and none after it: left to itself the library asks without end, and ends the process
 * when the network fails while it does (its promise is nobody's).
 */
function openConnection(
  options: SlackSocketOptions,
  stopping: AbortSignal,
  desk: SlackDesk,
  events: ConnectionEvents,
): Connection {
  const { clock, log } = options;
  let client: SocketModeClient | null = null;
  let over = false;
  let goodbye: Timer | null = null;
  let way: SocketDispatcher | null = null;
  let markEnded = (): void => {};
  const ended = new Promise<void>((resolve) => {
    markEnded = resolve;
  });
  const greeting = clock.after(greetingMs, drop);

  function end(error: unknown): void {
    if (over) return;
    over = true;
    greeting.cancel();
    goodbye?.cancel();
    way?.destroy();
    events.ended(socketFailure(error));
    markEnded();
  }

  /** Asks the other side to close, and does not wait for it long. */
  function drop(): void {
    if (over) return;
    goodbye ??= clock.after(goodbyeMs, () => {
      void client?.disconnect().catch(() => {});
      end(null);
    });
    void client?.disconnect().catch(() => {});
  }

  async function open(): Promise<void> {
    const { SocketModeClient } = await import('@slack/socket-mode');
    way = (await options.dispatcher?.()) ?? null;
    if (stopping.aborted || over) {
      way?.destroy();
      return end(null);
    }
    const opened = new SocketModeClient(clientOptions(options, way?.dispatcher ?? null, stopping, log));
    client = opened;
    // Closed while it still asked where to connect to: the library connects all the same.
    opened.on('connecting', () => {
      if (over) queueMicrotask(() => void opened.disconnect().catch(() => {}));
    });
    opened.on('connected', () => {
      greeting.cancel();
      if (!over) events.connected();
    });
    opened.on('disconnected', () => end(null));
    opened.on('slack_event', (event: Parameters<SlackDesk['hear']>[0]) => desk.hear(event));
    await opened.start();
  }

  void open().catch(end);
  return {
    async close() {
      drop();
      await ended;
    },
  };
}

function clientOptions(
  { appToken, apiUrl, fetch }: SlackSocketOptions,
  dispatcher: SocketModeDispatcher | null,
  stopping: AbortSignal,
  log: Log,
) {
  const request = fetch ?? globalThis.fetch;
  return {
    appToken,
    autoReconnectEnabled: false,
    logger: slackLibraryLog(log),
    ...(dispatcher ? { dispatcher } : {}),
    clientOptions: {
      ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      fetch: (url: string | URL, init: Parameters<typeof request>[1] = {}) =>
        request(url, { ...init, signal: AbortSignal.any([stopping, AbortSignal.timeout(requestMs)]) }),
    },
  };
}

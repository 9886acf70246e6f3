import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { seededRandom } from './seededRandom.ts';
import { slackComplaint } from './slackLimits.ts';

/** How the double answers one message. Statuses come with Slack's own words where it has several. */
export type SlackFault =
  | { kind: 'ok' }
  | { kind: 'status'; status: number; body: string; headers?: Record<string, string> }
  /** Answers 429 with `Retry-After`. */
  | { kind: 'rateLimited'; retryAfter: string }
  /** Takes the message and never answers. */
  | { kind: 'hang' }
  /** Takes the message and breaks the connection; `answered`: in the middle of the answer. */
  | { kind: 'cut'; answered: boolean };

export interface ReceivedMessage {
  /** Path of the webhook, e.g. `/services/critical`. */
  path: string;
  payload: { text: string; attachments?: { color: string; blocks: Record<string, unknown>[] }[] };
  /** Slack showed it: it answered 200 `ok`, or would have had the connection held. */
  accepted: boolean;
  at: number;
}

export interface SlackDouble {
  /** Address of a webhook of its own name. */
  url(name?: string): string;
  /** Everything that came, in order, refused messages included. */
  messages: ReceivedMessage[];
  /** Payloads that broke Slack's documented limits, with its word for it. */
  complaints: string[];
  /** Answers for the next messages, in order; then the standing answer again. */
  next(...faults: SlackFault[]): void;
  /** The answer when none is queued; the path is the webhook's. */
  answer(fault: SlackFault | ((path: string) => SlackFault)): void;
  close(): Promise<void>;
}

export const slackFault = {
  ok: { kind: 'ok' },
  invalidPayload: { kind: 'status', status: 400, body: 'invalid_payload' },
  noText: { kind: 'status', status: 400, body: 'no_text' },
  invalidBlocks: { kind: 'status', status: 400, body: 'invalid_blocks' },
  actionProhibited: { kind: 'status', status: 403, body: 'action_prohibited' },
  invalidToken: { kind: 'status', status: 403, body: 'invalid_token' },
  channelNotFound: { kind: 'status', status: 404, body: 'channel_not_found' },
  noService: { kind: 'status', status: 404, body: 'no_service' },
  noTeam: { kind: 'status', status: 404, body: 'no_team' },
  channelIsArchived: { kind: 'status', status: 410, body: 'channel_is_archived' },
  rollupError: { kind: 'status', status: 500, body: 'rollup_error' },
  unavailable: { kind: 'status', status: 503, body: '<html>Service Unavailable</html>' },
  notOk: { kind: 'status', status: 200, body: '<html>Sign in to the network</html>' },
  redirect: { kind: 'status', status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } },
  hang: { kind: 'hang' },
  cut: { kind: 'cut', answered: false },
  cutMidAnswer: { kind: 'cut', answered: true },
} as const satisfies Record<string, SlackFault>;

/** Faults that pass by themselves, at random but the same for the same seed. `share`: 0..1 of all messages. */
export function randomFaults(seed: number, share: number): () => SlackFault {
  const random = seededRandom(seed);
  const faults: SlackFault[] = [
    slackFault.rollupError,
    slackFault.unavailable,
    slackFault.notOk,
    slackFault.cut,
    slackFault.cutMidAnswer,
    { kind: 'rateLimited', retryAfter: '0' },
  ];
  return () => (random() < share ? (faults[Math.floor(random() * faults.length)] ?? slackFault.ok) : slackFault.ok);
}

/** Slack's incoming webhooks on a loopback port; `GET /messages` tells what came, `DELETE /messages` forgets it. */
export async function startSlackDouble(options: { port?: number } = {}): Promise<SlackDouble> {
  const messages: ReceivedMessage[] = [];
  const complaints: string[] = [];
  const queue: SlackFault[] = [];
  let standing: (path: string) => SlackFault = () => slackFault.ok;

  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (path === '/messages') return answerMessages(request, response);
    const body = await bodyOf(request);
    const fault = queue.shift() ?? standing(path);
    const payload = parsed(body);
    const complaint = payload === undefined ? 'invalid_payload' : slackComplaint(payload);
    if (complaint !== null) complaints.push(complaint);
    const accepted = complaint === null && showsMessage(fault);
    messages.push({ path, payload: payload as ReceivedMessage['payload'], accepted, at: Date.now() });
    if (complaint !== null && fault.kind === 'ok') return send(response, 400, complaint);
    answerWith(fault, response);
  }

  function answerMessages(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'DELETE') messages.length = 0;
    send(response, 200, JSON.stringify({ messages, complaints }), { 'content-type': 'application/json' });
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (name = 'default') => `http://127.0.0.1:${port}/services/${name}`,
    messages,
    complaints,
    next: (...faults) => queue.push(...faults),
    answer(fault) {
      standing = typeof fault === 'function' ? fault : () => fault;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A message whose answer never came was shown all the same: that is what makes duplicates. */
function showsMessage(fault: SlackFault): boolean {
  return fault.kind === 'ok' || fault.kind === 'hang' || (fault.kind === 'cut' && fault.answered);
}

function answerWith(fault: SlackFault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'ok':
      send(response, 200, 'ok');
      return;
    case 'status':
      send(response, fault.status, fault.body, fault.headers);
      return;
    case 'rateLimited':
      send(response, 429, '{"retry_after":1,"ok":false,"error":"rate_limited"}', { 'retry-after': fault.retryAfter });
      return;
    case 'hang':
      return;
    case 'cut':
      if (!fault.answered) {
        response.destroy();
        return;
      }
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '2' });
      response.write('o', () => response.destroy());
  }
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...headers });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

// As a program of its own: `node test/support/slackDouble.ts --port N`, for tests in other processes.
if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const double = await startSlackDouble({ port: Number(values.port) });
  console.log(double.url());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void double.close());
}

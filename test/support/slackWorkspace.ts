import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { slackComplaint } from './slackLimits.ts';
import { type SlackLine, startSlackLine } from './slackLine.ts';

/** How the double answers one call of a method in place of doing it. */
export type ApiFault =
  /** 200 with `ok: false` and Slack's word. */
  | { kind: 'error'; error: string }
  | { kind: 'status'; status: number; body: string; headers?: Record<string, string> }
  /** Never answers; the call is carried out. */
  | { kind: 'hang' }
  /** Breaks the connection; `done`: the call is carried out, and nobody hears of it. */
  | { kind: 'cut'; done: boolean };

export const apiFault = {
  error: (error: string): ApiFault => ({ kind: 'error', error }),
  rateLimited: (retryAfter: string): ApiFault => ({
    ...{ kind: 'status', status: 429, body: '{"ok":false,"error":"ratelimited"}' },
    headers: { 'retry-after': retryAfter },
  }),
  unavailable: { kind: 'status', status: 503, body: '<html>Service Unavailable</html>' },
  signInPage: { kind: 'status', status: 200, body: '<html>Sign in to the network</html>' },
  redirect: { kind: 'status', status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } },
  hang: { kind: 'hang' },
  cut: { kind: 'cut', done: false },
  cutWhenDone: { kind: 'cut', done: true },
} as const satisfies Record<string, ApiFault | ((detail: string) => ApiFault)>;

/** A message as people see it. */
export interface ShownMessage {
  ts: string;
  text: string;
  attachments: { color: string; blocks: Record<string, unknown>[] }[];
  edits: number;
  /** Name of the message in whose thread it stands; null: in the channel. */
  threadTs: string | null;
  /** Stands in the channel as well as in the thread. */
  broadcast: boolean;
}

export interface ShownChannel {
  id: string;
  name: string;
  archived: boolean;
  /** The app is in it. */
  joined: boolean;
  messages: ShownMessage[];
}

export interface SlackWorkspace {
  apiUrl: string;
  botToken: string;
  appToken: string;
  addChannel(name: string, overrides?: Partial<Pick<ShownChannel, 'archived' | 'joined'>>): ShownChannel;
  /** Display names by id. */
  people: Map<string, string>;
  /** Every call that came, in order, refused ones included. */
  calls: { method: string; body: Record<string, unknown> }[];
  /** What only one person sees. */
  ephemeral: { channel: string; user: string; text: string }[];
  /** Payloads that broke Slack's documented limits, with its word for it. */
  complaints: string[];
  /** Answers for the next calls of a method, in order. */
  next(method: string, ...faults: ApiFault[]): void;
  /** The standing answer of a method; null: as Slack does. */
  answer(method: string, fault: ApiFault | null): void;
  /** Tokens that are not valid any more. */
  revoke(token: 'bot' | 'app'): void;
  /** The connections of Socket Mode. */
  line: SlackLine;
  close(): Promise<void>;
}

type Body = Record<string, unknown>;
type Answer = { ok: true; [field: string]: unknown } | { ok: false; error: string };

const refuse = (error: string): Answer => ({ ok: false, error });

/** A Slack workspace on a loopback port: the Web API and Socket Mode, with channels that tests look at as people do. */
export async function startSlackWorkspace(): Promise<SlackWorkspace> {
  const tokens = { bot: 'xoxb-test-0123456789', app: 'xapp-test-0123456789' };
  const revoked = new Set<string>();
  const channels: ShownChannel[] = [];
  const people = new Map<string, string>([['U0000001', 'Ana']]);
  const calls: SlackWorkspace['calls'] = [];
  const ephemeral: SlackWorkspace['ephemeral'] = [];
  const complaints: string[] = [];
  const queued = new Map<string, ApiFault[]>();
  const standing = new Map<string, ApiFault>();
  let made = 0;

  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  const line = startSlackLine(server);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace(/^\/api\//, '');
    const body = await bodyOf(request);
    calls.push({ method, body });
    const fault = queued.get(method)?.shift() ?? standing.get(method) ?? null;
    if (fault === null) return sendJson(response, perform(method, body, request));
    if (fault.kind === 'error') return sendJson(response, refuse(fault.error));
    if (fault.kind === 'status') {
      response.writeHead(fault.status, { 'content-type': 'text/html', ...fault.headers }).end(fault.body);
      return;
    }
    if (fault.kind === 'hang' || fault.done) perform(method, body, request);
    if (fault.kind === 'cut') response.destroy();
  }

  function perform(method: string, body: Body, request: IncomingMessage): Answer {
    const kind = method === 'apps.connections.open' ? 'app' : 'bot';
    const said = request.headers.authorization;
    if (said === undefined) return refuse('not_authed');
    if (said !== `Bearer ${tokens[kind]}`) return refuse('invalid_auth');
    if (revoked.has(kind)) return refuse('token_revoked');
    switch (method) {
      case 'auth.test':
        return { ok: true, team: 'Shop', user: 'watchkeeper', user_id: 'U0BOT000' };
      case 'users.info':
        return personOf(String(body.user));
      case 'chat.postMessage':
        return postMessage(body);
      case 'chat.update':
        return updateMessage(body);
      case 'chat.postEphemeral':
        ephemeral.push({ channel: String(body.channel), user: String(body.user), text: String(body.text) });
        return { ok: true, message_ts: nextTs() };
      case 'conversations.info': {
        const channel = channelOf(body.channel);
        return channel ? { ok: true, channel: { id: channel.id, name: channel.name } } : refuse('channel_not_found');
      }
      case 'apps.connections.open':
        return { ok: true, url: line.newAddress() };
      default:
        return refuse('unknown_method');
    }
  }

  function personOf(id: string): Answer {
    const name = people.get(id);
    if (name === undefined) return refuse('user_not_found');
    return { ok: true, user: { id, name: name.toLowerCase(), profile: { display_name: name, real_name: name } } };
  }

  const channelOf = (named: unknown): ShownChannel | undefined =>
    channels.find(({ id, name }) => named === id || String(named).replace(/^#/, '') === name);

  function writable(named: unknown): ShownChannel | string {
    const channel = channelOf(named);
    if (!channel) return 'channel_not_found';
    if (channel.archived) return 'is_archived';
    return channel.joined ? channel : 'not_in_channel';
  }

  function complaintAbout(body: Body): string | null {
    const complaint = slackComplaint(body);
    if (complaint !== null) complaints.push(complaint);
    return complaint;
  }

  function postMessage(body: Body): Answer {
    const channel = writable(body.channel);
    if (typeof channel === 'string') return refuse(channel);
    const complaint = complaintAbout(body);
    if (complaint !== null) return refuse(complaint);
    const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : null;
    if (threadTs !== null && !channel.messages.some(({ ts }) => ts === threadTs)) return refuse('thread_not_found');
    const message: ShownMessage = {
      ...{ ts: nextTs(), edits: 0, threadTs, broadcast: body.reply_broadcast === true },
      ...contentOf(body),
    };
    channel.messages.push(message);
    return { ok: true, channel: channel.id, ts: message.ts };
  }

  function updateMessage(body: Body): Answer {
    // Only ids are taken here, as Slack does.
    const channel = channels.find(({ id }) => id === body.channel);
    if (!channel) return refuse('channel_not_found');
    if (channel.archived) return refuse('is_archived');
    const complaint = complaintAbout(body);
    if (complaint !== null) return refuse(complaint);
    const message = channel.messages.find(({ ts }) => ts === body.ts);
    if (!message) return refuse('message_not_found');
    const { text, attachments } = contentOf(body);
    Object.assign(message, { text, edits: message.edits + 1 }, body.attachments === undefined ? {} : { attachments });
    return { ok: true, channel: channel.id, ts: message.ts };
  }

  const nextTs = (): string => `1773144330.${String(++made).padStart(6, '0')}`;

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ apiUrl: `http://127.0.0.1:${port}/api/`, botToken: tokens.bot, appToken: tokens.app },
    ...{ people, calls, ephemeral, complaints, line },
    addChannel(name, overrides = {}) {
      const id = `C${String(channels.length + 1).padStart(9, '0')}`;
      const channel: ShownChannel = { id, name, archived: false, joined: true, messages: [], ...overrides };
      channels.push(channel);
      return channel;
    },
    next: (method, ...faults) => void queued.set(method, [...(queued.get(method) ?? []), ...faults]),
    answer(method, fault) {
      if (fault === null) standing.delete(method);
      else standing.set(method, fault);
    },
    revoke: (token) => void revoked.add(token),
    async close() {
      line.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function contentOf(body: Body): Pick<ShownMessage, 'text' | 'attachments'> {
  const attachments = Array.isArray(body.attachments) ? (body.attachments as ShownMessage['attachments']) : [];
  return { text: typeof body.text === 'string' ? body.text : '', attachments };
}

/** Everything that people read in a message. */
export function readAloud({ text, attachments }: Pick<ShownMessage, 'text' | 'attachments'>): string {
  const texts: string[] = [text];
  const collect = (value: unknown, key = ''): void => {
    if (typeof value === 'string' && key === 'text') texts.push(value);
    else if (Array.isArray(value)) for (const item of value) collect(item);
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) collect(item, name);
  };
  collect(attachments);
  return texts.join('\n');
}

function sendJson(response: ServerResponse, answer: Answer): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
}

/** A form, with JSON for what is no text, as Slack's own clients send it. */
async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const fields = [...new URLSearchParams(Buffer.concat(chunks).toString())];
  return Object.fromEntries(fields.map(([name, value]) => [name, fieldOf(value)]));
}

function fieldOf(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Event, parseEnvelope } from '@sentry/core';

/** How the double answers one envelope; `hang` takes it and never answers. */
type SentryFault = { status: number; body?: string; headers?: Record<string, string> } | 'hang';

export interface SentryDouble {
  dsn: string;
  /** Events that were taken, in order; one that is sent twice is kept once, as Sentry does. */
  events: Event[];
  /** Ids of all events that came, refused ones included. */
  asked: string[];
  /** All that was heard: addresses, headers and bodies. */
  heard(): string;
  /** Answers for the next envelopes, in order; then the standing answer again. */
  next(...faults: SentryFault[]): void;
  /** The answer when none is queued; null: it is taken. */
  answer(fault: ((event: Event) => SentryFault | null) | SentryFault | null): void;
  close(): Promise<void>;
}

const key = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

/** Sentry's endpoint for envelopes on a loopback port. */
export async function startSentryDouble(): Promise<SentryDouble> {
  const events = new Map<string, Event>();
  const list: Event[] = [];
  const asked: string[] = [];
  const queue: SentryFault[] = [];
  let standing: (event: Event) => SentryFault | null = () => null;
  let heard = '';

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      heard += `${request.url} ${JSON.stringify(request.headers)} ${body.toString()}\n`;
      if (!request.url?.startsWith(`/api/42/envelope/?`) || !request.url.includes(`sentry_key=${key}`)) {
        return reply(response, { status: 403 });
      }
      const [, items] = parseEnvelope(body);
      const event = items[0]?.[1] as Event;
      const id = event.event_id ?? '';
      asked.push(id);
      const fault = queue.shift() ?? standing(event);
      if (fault === 'hang') return;
      if ((fault === null || fault.status === 200) && !events.has(id)) {
        events.set(id, event);
        list.push(event);
      }
      reply(response, fault ?? { status: 200, body: JSON.stringify({ id }) });
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    dsn: `http://${key}@127.0.0.1:${port}/42`,
    events: list,
    asked,
    heard: () => heard,
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

function reply(response: ServerResponse, { status, body = '', headers = {} }: Exclude<SentryFault, 'hang'>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Incident {
  routingKey: string;
  dedupKey: string;
  status: 'triggered' | 'acknowledged' | 'resolved';
  summaries: string[];
  severity: string;
}

export interface PagerDutyDouble {
  url: string;
  incidents: Incident[];
  /** Every event that came, refused ones included. */
  events: Record<string, unknown>[];
  /** What the service's documentation does not allow. */
  complaints: string[];
  /** Answers for the next events, in order; `cut` breaks the connection. */
  next(...answers: ({ status: number; body?: string; retryAfter?: string } | 'cut')[]): void;
  close(): Promise<void>;
}

const longestSummary = 1024;
const longestKey = 255;
const mostBytes = 512_000;

/** PagerDuty's Events API v2 on a loopback port: it checks every event against the documented limits, and keeps incidents. */
export async function startPagerDuty(): Promise<PagerDutyDouble> {
  const incidents: Incident[] = [];
  const events: Record<string, unknown>[] = [];
  const complaints: string[] = [];
  const answers: Parameters<PagerDutyDouble['next']> = [];

  function check(event: Record<string, unknown>, bytes: number): void {
    const say = (wrong: boolean, what: string) => {
      if (wrong) complaints.push(what);
    };
    const payload = (event.payload ?? {}) as Record<string, unknown>;
    say(bytes > mostBytes, 'body over 512 KB');
    say(String(event.routing_key).length !== 32, 'routing_key');
    say(String(event.dedup_key ?? '').length > longestKey, 'dedup_key');
    say(!['trigger', 'acknowledge', 'resolve'].includes(String(event.event_action)), 'event_action');
    say(event.event_action !== 'trigger' && event.dedup_key === undefined, 'dedup_key missing');
    if (event.event_action !== 'trigger') return;
    const summary = String(payload.summary ?? '');
    say(summary === '' || summary.length > longestSummary, 'summary');
    say(String(payload.source ?? '') === '', 'source');
    say(!['critical', 'error', 'warning', 'info'].includes(String(payload.severity)), 'severity');
    say(Number.isNaN(Date.parse(String(payload.timestamp))), 'timestamp');
  }

  /** What comes through another key than the incident was opened with, or after its end, is dropped, as the service does. */
  function carryOut(event: Record<string, unknown>): void {
    const [routingKey, dedupKey] = [String(event.routing_key), String(event.dedup_key)];
    const open = incidents.find(
      (one) => one.routingKey === routingKey && one.dedupKey === dedupKey && one.status !== 'resolved',
    );
    const payload = (event.payload ?? {}) as Record<string, unknown>;
    if (event.event_action === 'trigger') {
      if (open) open.summaries.push(String(payload.summary));
      else {
        const summaries = [String(payload.summary)];
        incidents.push({ routingKey, dedupKey, status: 'triggered', summaries, severity: String(payload.severity) });
      }
    } else if (open) open.status = event.event_action === 'resolve' ? 'resolved' : 'acknowledged';
  }

  async function hear(request: IncomingMessage): Promise<Record<string, unknown>> {
    const body = await text(request);
    const event = JSON.parse(body) as Record<string, unknown>;
    events.push(event);
    check(event, Buffer.byteLength(body));
    return event;
  }

  const server = createServer((request, response) => {
    void hear(request).then((event) => {
      const answer = answers.shift() ?? { status: 202 };
      if (answer === 'cut') return response.destroy();
      if (answer.status === 202) carryOut(event);
      const headers = answer.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter };
      const accepted = JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: event.dedup_key });
      return response.writeHead(answer.status, headers).end(answer.body ?? accepted);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v2/enqueue`,
    ...{ incidents, events, complaints },
    next: (...more) => void answers.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

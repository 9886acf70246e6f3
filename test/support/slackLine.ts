import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** The WebSocket side of Socket Mode. */
export interface SlackLine {
  /** For one connection, as apps.connections.open gives out. */
  newAddress(): string;
  /** How many connections there are now, and how many there ever were. */
  open(): number;
  opened(): number;
  /** Waits until a connection was greeted. */
  connected(): Promise<void>;
  /** Greets no new connection. */
  beSilent(): void;
  /** Sends an envelope to a connection and waits until it was acknowledged. */
  send(type: string, payload: unknown): Promise<void>;
  /** As somebody who presses a button of a message. */
  press(button: { actionId: string; value: string; userId: string; channel: string }): Promise<void>;
  /** As somebody who chooses from a list of a message. */
  choose(choice: { actionId: string; value: string; userId: string; channel: string }): Promise<void>;
  /** Raw text to every connection. */
  say(text: string): void;
  /** Breaks all connections. */
  drop(): void;
  /** Asks to connect anew, as Slack does every few hours. */
  recycle(): void;
  close(): void;
}

export function startSlackLine(server: Server): SlackLine {
  const sockets = new Set<WebSocket>();
  const tickets = new Set<string>();
  const unacknowledged = new Map<string, () => void>();
  let waiting: (() => void)[] = [];
  let greeted = 0;
  let silent = false;
  let total = 0;
  const endpoint = new WebSocketServer({ noServer: true });

  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) {
      socket.destroy();
      return;
    }
    endpoint.handleUpgrade(request, socket, head, accept);
  });

  function accept(socket: WebSocket): void {
    total += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id: string };
      unacknowledged.get(envelope_id)?.();
      unacknowledged.delete(envelope_id);
    });
    if (silent) return;
    socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.size }));
    greeted += 1;
    for (const wake of waiting) wake();
    waiting = [];
  }

  function send(type: string, payload: unknown): Promise<void> {
    const id = randomUUID();
    const acknowledged = new Promise<void>((resolve) => unacknowledged.set(id, resolve));
    const [socket] = sockets;
    socket?.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: false }));
    return acknowledged;
  }

  return {
    newAddress() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link?ticket=${ticket}`;
    },
    open: () => sockets.size,
    opened: () => total,
    async connected() {
      if (greeted > 0 && sockets.size > 0) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    beSilent() {
      silent = true;
    },
    send,
    press: ({ actionId, value, ...who }) =>
      send('interactive', interaction(who, { type: 'button', action_id: actionId, value })),
    choose: ({ actionId, value, ...who }) => {
      const selected_option = { text: { type: 'plain_text', text: value }, value };
      return send('interactive', interaction(who, { type: 'static_select', action_id: actionId, selected_option }));
    },
    say(text) {
      for (const socket of sockets) socket.send(text);
    },
    drop() {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    recycle() {
      for (const socket of sockets) socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    close() {
      for (const socket of sockets) socket.terminate();
      endpoint.close();
    },
  };
}

const interaction = ({ userId, channel }: { userId: string; channel: string }, action: Record<string, unknown>) => ({
  type: 'block_actions',
  user: { id: userId, username: 'someone', name: 'someone' },
  channel: { id: channel, name: 'alerts' },
  container: { type: 'message_attachment', channel_id: channel },
  actions: [action],
});

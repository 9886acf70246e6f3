import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Protocol } from './protocol.ts';
import { needReady, onReset } from './world.ts';

type Init = RequestInit & { bypassCustomProtocolHandlers?: boolean };

let online = true;
onReset(() => {
  online = true;
});

export function isOnline(): boolean {
  needReady('net.isOnline');
  return online;
}

export function setOnline(value: boolean): void {
  online = value;
}

/** Chromium's fetch: files and the session's own schemes too. On the wire it is Node's. */
export async function netFetch(protocol: Protocol, input: string | Request, init: Init = {}): Promise<Response> {
  needReady('net.fetch');
  const { bypassCustomProtocolHandlers = false, ...rest } = init;
  const url = new URL(typeof input === 'string' ? input : input.url);
  const handler = bypassCustomProtocolHandlers ? undefined : protocol.handlerOf(url.protocol.slice(0, -1));
  if (handler) return handler(new Request(input, rest));
  if (url.protocol === 'file:') {
    try {
      return new Response(await readFile(fileURLToPath(url)));
    } catch (error) {
      throw new Error('net::ERR_FILE_NOT_FOUND', { cause: error });
    }
  }
  if (!online) throw new Error('net::ERR_INTERNET_DISCONNECTED');
  return fetch(input, rest);
}

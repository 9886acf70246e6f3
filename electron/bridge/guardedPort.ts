import type { MessagePortMain } from 'electron';
import type { Log } from '../../core/log.ts';
import { goodbye } from '../../shared/desktopBridge.ts';
import { messageProblem } from './requestMessage.ts';

/** A page that sends so many unreadable messages in a row is not ours any more, or broken beyond help. */
const mostInARow = 10;

/** What oRPC needs of a port; `close` reaches its listeners too, so that open streams end. */
export interface GuardedPort {
  on(event: string, listener: (event?: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
  close(): void;
}

/**
 * A port of which only well-formed requests come through, and which never throws: what oRPC does with a message happens
 * beyond any `await`, so an error there would end the process, and with it the watch.
 */
export function guardedPort(
  port: Pick<MessagePortMain, 'on' | 'postMessage' | 'start' | 'close'>,
  log: Log,
): GuardedPort {
  const messageListeners: ((event: { data: unknown }) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let closed = false;
  let refused = 0;

  const ended = () => {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener();
  };
  const close = () => {
    if (closed) return;
    ended();
    try {
      port.postMessage(goodbye);
    } catch {
      // A port that takes nothing any more needs no farewell.
    }
    port.close();
  };

  port.on('close', ended);
  port.on('message', ({ data }) => {
    if (closed) return;
    const problem = messageProblem(data);
    if (problem === null) {
      refused = 0;
      for (const listener of messageListeners) listener({ data });
      return;
    }
    refused++;
    log.warn('A message from the page was dropped', { problem });
    if (refused < mostInARow) return;
    log.error('The page sent nothing but unreadable messages; its connection is closed');
    close();
  });

  return {
    on(event, listener) {
      if (event === 'message') messageListeners.push(listener);
      else if (event === 'close') closeListeners.push(listener);
      if (event === 'message') port.start();
    },
    postMessage(message) {
      if (closed) return;
      try {
        port.postMessage(message);
      } catch (error) {
        log.error('An answer could not be sent to the page', { error });
        close();
      }
    },
    close,
  };
}

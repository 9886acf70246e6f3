import { RPCHandler } from '@orpc/server/message-port';
import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import type { Api } from '../../core/api/createApi.ts';
import type { Log } from '../../core/log.ts';
import { channels } from './channels.ts';
import { type GuardedPort, guardedPort } from './guardedPort.ts';
import { senderProblem } from './senderProblem.ts';

export interface BridgeOptions {
  api: Api;
  /** Whether a page is in a window of ours. */
  owns: (contents: WebContents) => boolean;
  log: Log;
}

/**
 * Serves the contract to our window's page over the port that it hands over. The only place that listens to messages of
 * pages. A page has one port: a new one ends the one before, and so does leaving the page, however that happens.
 */
export function serveBridge({ api, owns, log }: BridgeOptions): { close(): void } {
  const handler = new RPCHandler(api);
  const ports = new Map<WebContents, GuardedPort>();

  const connect = (event: IpcMainEvent) => {
    const [port, ...others] = event.ports;
    const problem = senderProblem(event, owns) ?? (port && others.length === 0 ? null : 'not exactly one port');
    if (problem !== null || !port) {
      log.warn('A request for the API was refused', { problem });
      for (const refused of event.ports) refused.close();
      return;
    }
    const contents = event.sender;
    const known = ports.has(contents);
    ports.get(contents)?.close();
    const guarded = guardedPort(port, log);
    ports.set(contents, guarded);
    handler.upgrade(guarded);
    if (!known) endWithPage(contents);
  };

  const endWithPage = (contents: WebContents) => {
    const end = () => ports.get(contents)?.close();
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) end();
    });
    contents.on('render-process-gone', end);
    contents.once('destroyed', () => {
      end();
      ports.delete(contents);
    });
  };

  ipcMain.on(channels.connect, connect);
  return {
    close() {
      ipcMain.off(channels.connect, connect);
      for (const port of ports.values()) port.close();
    },
  };
}

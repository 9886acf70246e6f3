import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { type IpcMainEvent, ipcMain, type MessagePortMain, type WebContents } from 'electron';
import { createApi } from '../../../../core/api/createApi.ts';
import { channels } from '../../../../electron/bridge/channels.ts';
import { serveBridge } from '../../../../electron/bridge/serveBridge.ts';
import { createPortLink, type PagePort } from '../../../../renderer/api/portLink.ts';
import type { Contract } from '../../../../shared/contract.ts';
import { fakeApiPorts } from '../../../support/fakeApiPorts.ts';

/** Electron's end of a real channel: events with `data`, and nothing before `start`. */
class MainEnd extends EventEmitter {
  readonly #port: NodePort;

  constructor(port: NodePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }

  start(): void {
    this.#port.on('message', (data) => this.emit('message', { data, ports: [] }));
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  close(): void {
    this.#port.close();
  }
}

export const asMainPort = (port: NodePort) => new MainEnd(port) as unknown as MessagePortMain;

/** A page as the main process sees it. */
export function aPage(url = 'app://watchkeeper/alerts') {
  const contents = new EventEmitter() as unknown as WebContents & EventEmitter;
  const frame = { url, parent: null };
  return { contents, frame };
}
export type Page = ReturnType<typeof aPage>;

/** The bridge over an API in memory, and pages that connect to it through the real link. */
export function aBridge(options: Parameters<typeof fakeApiPorts>[0]) {
  return bridgeOver(fakeApiPorts(options));
}

export function bridgeOver(fakes: Pick<ReturnType<typeof fakeApiPorts>, 'ports' | 'log' | 'feed'>) {
  const own: WebContents[] = [];
  const bridge = serveBridge({
    api: createApi(fakes.ports),
    owns: (contents) => own.includes(contents),
    log: fakes.log,
  });
  const ends: NodePort[] = [];

  /** As the preload does it; `frame` is what Electron says of the sender. */
  const send = (contents: WebContents, frame: unknown, ports: NodePort[]) =>
    ipcMain.emit(channels.connect, {
      sender: contents,
      senderFrame: frame,
      ports: ports.map(asMainPort),
    } as unknown as IpcMainEvent);

  return {
    ...fakes,
    bridge,
    send,
    /** A page in a window of ours. */
    page() {
      const page = aPage();
      own.push(page.contents);
      return page;
    },
    /** What the page's code uses, and how many ports it has asked for so far. */
    client(page: Page, now?: () => number) {
      const opened: NodePort[] = [];
      const link = createPortLink(() => {
        const { port1, port2 } = new MessageChannel();
        opened.push(port1);
        ends.push(port1);
        send(page.contents, page.frame, [port2]);
        return port1 as unknown as PagePort;
      }, now);
      const api: ContractRouterClient<Contract> = createORPCClient(link);
      return { api, opened };
    },
    close() {
      bridge.close();
      for (const end of ends) end.close();
    },
  };
}

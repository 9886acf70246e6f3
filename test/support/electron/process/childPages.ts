import { loadFailure } from '../lightPages.ts';
import { MessageChannelMain, type MessagePortMain } from '../messagePort.ts';
import type { Page, PageHost } from '../page.ts';
import { readPreload } from '../preloadCheck.ts';
import type { Permission } from '../session.ts';
import type { AppCalls, FrameName, PageRequest, PageResponse, PlatformCalls } from './calls.ts';
import type { Wire } from './wire.ts';

/** Permissions that Chromium can be given beforehand. */
const permissions: Permission[] = ['notifications', 'geolocation', 'clipboard-read', 'clipboard-sanitized-write'];

type PageCalls = Omit<AppCalls, 'control'>;

/** Pages that live in a Chromium of another process; here are their `webContents`. */
export function childPages(wire: Wire<PlatformCalls, AppCalls>): { host: PageHost; calls: PageCalls } {
  const pages = new Map<number, Page>();
  /** This side's ends of ports that the page holds. */
  const ends = new Map<string, MessagePortMain>();
  let nextPort = 1;

  const attach = (page: Page, id: string, end: MessagePortMain): void => {
    ends.set(id, end);
    page.hold([end]);
    end.on('message', ({ data, ports }: { data: unknown; ports: MessagePortMain[] }) => {
      const lent = ports.map((port) => lend(page, port));
      wire.tell('portMessage', { page: page.contents.id, port: id, data, ports: lent });
    });
    end.on('close', () => {
      if (ends.delete(id)) wire.tell('portClosed', { page: page.contents.id, port: id });
    });
    end.start();
  };
  const lend = (page: Page, port: MessagePortMain): string => {
    const id = `main-${nextPort++}`;
    attach(page, id, port);
    return id;
  };
  const borrow = (page: Page, id: string): MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain();
    attach(page, id, port2);
    return port1;
  };
  const pageOf = (id: number): Page => {
    const page = pages.get(id);
    if (!page) throw new Error(`There is no page ${id}.`);
    return page;
  };
  const speakerOf = (page: Page, frame: FrameName) => {
    if (frame.main) return page.as(page.contents.mainFrame);
    return page.as(page.subframe(frame.url));
  };

  const host: PageHost = {
    load(page, url) {
      const { contents } = page;
      pages.set(contents.id, page);
      const failure = loadFailure(page, url);
      // What follows has to come after the caller waits for it.
      if (failure) return queueMicrotask(() => page.failed(url, failure));
      const { preload, sandbox = true, contextIsolation = true, nodeIntegration = false } = contents.preferences;
      if (!sandbox || !contextIsolation || nodeIntegration)
        throw new Error('The stand-in shows sandboxed and isolated pages only.');
      const read = preload === undefined ? null : readPreload(preload);
      if (read?.ok === false) queueMicrotask(() => page.preloadFailed(read.error));
      void Promise.all(permissions.map(async (one) => ((await page.requestPermission(one, url)) ? [one] : []))).then(
        (granted) =>
          wire.tell('load', {
            page: contents.id,
            url,
            preload: read?.ok ? read.source : null,
            additionalArguments: contents.preferences.additionalArguments ?? [],
            size: page.listener?.size() ?? { width: 800, height: 600 },
            granted: granted.flat(),
          }),
      );
    },
    send(page, channel, args, ports) {
      const lent = ports.map((port) => lend(page, port));
      wire.tell('send', { page: page.contents.id, channel, args, ports: lent });
    },
    execute: (page, code) => wire.ask('execute', { page: page.contents.id, code }),
    crash: (page) => wire.tell('crash', { page: page.contents.id }),
    close(page) {
      if (pages.delete(page.contents.id)) wire.tell('close', { page: page.contents.id });
    },
    show: (page, visible) => wire.tell('show', { page: page.contents.id, visible }),
  };

  const calls: PageCalls = {
    request: (request) => answer(pageOf(request.page), request),
    mayNavigate: ({ page, url, main }) => (main ? pageOf(page).navigate(url) : pageOf(page).navigateFrame(url)),
    mayRedirect: ({ page, url }) => pageOf(page).redirect(url),
    mayOpen: ({ page, url, frameName }) => pageOf(page).open(url, frameName),
    committed: ({ page, url }) => pages.get(page)?.committed(url),
    loaded: ({ page, title }) => pages.get(page)?.loaded(title),
    failed: ({ page, url, code, description }) => pages.get(page)?.failed(url, { code, description }),
    crashed: ({ page }) => pages.get(page)?.crash(),
    preloadFailed: ({ page, message, stack }) =>
      pages.get(page)?.preloadFailed(Object.assign(new Error(message), { stack })),
    send: ({ page, frame, channel, args }) => speakerOf(pageOf(page), frame).send(channel, ...args),
    invoke: ({ page, frame, channel, args }) => speakerOf(pageOf(page), frame).invoke(channel, ...args),
    postMessage({ page, frame, channel, message, ports }) {
      const to = pageOf(page);
      const borrowed = ports.map((id) => borrow(to, id));
      speakerOf(to, frame).postMessage(channel, message, borrowed);
    },
    portMessage({ page, port, data, ports }) {
      const to = pages.get(page);
      if (to)
        ends.get(port)?.postMessage(data, ports.map((id) => borrow(to, id)) as unknown as Electron.MessagePortMain[]);
    },
    portClosed: ({ port }) => ends.get(port)?.close(),
  };
  return { host, calls };
}

/** Asks the application for what a page wants from its scheme. */
async function answer(page: Page, { url, method, headers, body }: PageRequest): Promise<PageResponse> {
  const handler = page.contents.session.protocol.handlerOf(new URL(url).protocol.slice(0, -1));
  if (!handler) throw new Error('ERR_UNKNOWN_URL_SCHEME');
  const hasBody = body !== null && method !== 'GET' && method !== 'HEAD';
  const response = await handler(new Request(url, { method, headers, body: hasBody ? Buffer.from(body) : null }));
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

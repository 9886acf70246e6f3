import type { MessagePortMain } from './messagePort.ts';
import type { LoadFailure, Page, PageHost } from './page.ts';
import { privilegesOf } from './protocol.ts';

const unknownScheme: LoadFailure = { code: -302, description: 'ERR_UNKNOWN_URL_SCHEME' };
const webSchemes = new Set(['http', 'https', 'about', 'data', 'blob']);

/** Why a page cannot be had from its address, or `null`: the session of the window decides, not the default one. */
export function loadFailure(page: Page, url: string): LoadFailure | null {
  if (!URL.canParse(url)) return { code: -300, description: 'ERR_INVALID_URL' };
  const scheme = new URL(url).protocol.slice(0, -1);
  if (webSchemes.has(scheme)) return null;
  if (!page.contents.session.protocol.isProtocolHandled(scheme)) return unknownScheme;
  const privileges = privilegesOf(scheme);
  // Without these a page is blank: no relative addresses, no fetch, no storage.
  return privileges?.standard && privileges.secure && privileges.supportFetchAPI ? null : unknownScheme;
}

/** Pages without a browser: nothing is drawn, no script runs; the application's own scheme is asked for the document. */
export const lightPages: PageHost = {
  load(page, url) {
    void (async () => {
      const failure = loadFailure(page, url);
      if (failure) return page.failed(url, failure);
      const handler = page.contents.session.protocol.handlerOf(new URL(url).protocol.slice(0, -1));
      try {
        await handler?.(new Request(url));
      } catch {
        return page.failed(url, { code: -2, description: 'ERR_FAILED' });
      }
      if (page.contents.isDestroyed()) return;
      page.committed(url);
      page.loaded();
    })();
  },
  send(page, channel, args, ports: MessagePortMain[]) {
    page.hold(ports);
    page.received.push({ channel, args, ports });
  },
  async execute() {
    throw new Error('No script runs in a page that is not drawn.');
  },
  crash: (page) => page.crash('killed', 9),
  close() {},
  show() {},
};

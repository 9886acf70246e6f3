import { type ClientLink, createORPCClient } from '@orpc/client';
import { connectMessage, type DesktopBridge } from '../../shared/desktopBridge.ts';
import type { Api } from './client.ts';

declare global {
  interface Window {
    /** Only there in the desktop's window. */
    readonly watchkeeper?: DesktopBridge;
  }
}

/** The API over a port to the desktop host. What it takes is loaded when it is first asked, so that browsers do without. */
export function createDesktopApi(page: Pick<Window, 'postMessage' | 'location'>): Api {
  const openPort = () => {
    const { port1, port2 } = new MessageChannel();
    page.postMessage(connectMessage, page.location.origin, [port2]);
    return port1;
  };
  let loading: Promise<ClientLink<Record<never, never>>> | null = null;
  const load = async () => {
    const { createPortLink } = await import('./portLink.ts');
    return createPortLink(openPort);
  };
  return createORPCClient({
    async call(path, input, options) {
      loading ??= load();
      const link = await loading.catch((error) => {
        loading = null;
        throw error;
      });
      return link.call(path, input, options);
    },
  });
}

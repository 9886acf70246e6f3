import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, describe, expect, it } from 'vitest';
import { createDesktopApi } from '../../../../renderer/api/desktopBridge.ts';
import { alertAddress } from '../../../../renderer/routing/alertAddress.ts';
import { contract } from '../../../../shared/contract.ts';
import { connectMessage, goodbye } from '../../../../shared/desktopBridge.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** The window of a page; what it posts to itself is all that the preload hears. */
function aWindow(serve: (port: MessagePort) => void) {
  const posted: { message: unknown; origin: unknown; ports: number }[] = [];
  const postMessage = (message: unknown, origin: unknown, transfer: MessagePort[]) => {
    posted.push({ message, origin, ports: transfer.length });
    for (const port of transfer) {
      ports.push(port);
      serve(port);
    }
  };
  const page = { postMessage, location: { origin: 'app://watchkeeper' } } as unknown as Window;
  return { page, posted };
}

function copyTextAlone(port: MessagePort) {
  const api = implement({ host: { copyText: contract.host.copyText } });
  const router = { host: { copyText: api.host.copyText.handler(({ input }) => ({ copied: input.text !== '' })) } };
  new RPCHandler(router).upgrade(port);
  port.start();
}

describe('the API of the desktop', () => {
  it('asks for a port once, of its own window and origin only, and not before it is used', async () => {
    const { page, posted } = aWindow(copyTextAlone);
    const api = createDesktopApi(page);
    expect(posted).toEqual([]);
    const answers = [api.host.copyText({ text: 'a' }), api.host.copyText({ text: '' })];
    expect(await Promise.all(answers)).toEqual([{ copied: true }, { copied: false }]);
    expect(posted).toEqual([{ message: connectMessage, origin: 'app://watchkeeper', ports: 1 }]);
  });

  it('asks for another one when the host ended the first', async () => {
    const { page, posted } = aWindow(copyTextAlone);
    const api = createDesktopApi(page);
    await api.host.copyText({ text: 'a' });
    ports[0]?.postMessage(goodbye);
    await expect.poll(() => api.host.copyText({ text: 'a' }).then(() => posted.length)).toBe(2);
  });
});

describe('the address of an alert for others', () => {
  it('is that of its page in a browser, and the deep link from the desktop', () => {
    const location = { origin: 'https://watch.example.com' };
    const watchkeeper = { platform: 'linux', onNavigate: () => () => {}, onNotice: () => () => {} };
    expect(alertAddress('a1', { location })).toBe('https://watch.example.com/alerts/a1');
    expect(alertAddress('a/1', { location, watchkeeper })).toBe('watchkeeper://alert/a%2F1');
  });
});

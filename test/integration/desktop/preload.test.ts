import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channels } from '../../../electron/bridge/channels.ts';
import { connectMessage, type DesktopBridge } from '../../../shared/desktopBridge.ts';
import { buildBundle } from './buildBundle.ts';

let folder: string;
let code: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchkeeper-preload-'));
  const [bundle] = await buildBundle('preload', folder);
  code = bundle?.code ?? '';
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The bundle as a page gets it, with Electron's half of the bridge in reach of the test. */
function aPage() {
  const exposed = new Map<string, unknown>();
  const posted: { channel: string; message: unknown; ports: unknown[] }[] = [];
  const ipcRenderer = Object.assign(new EventEmitter(), {
    postMessage: (channel: string, message: unknown, ports: unknown[]) => posted.push({ channel, message, ports }),
  });
  const listeners: ((event: unknown) => void)[] = [];
  const page = {
    location: { origin: 'app://watchkeeper' },
    addEventListener: (type: string, listener: (event: unknown) => void) => {
      if (type === 'message') listeners.push(listener);
    },
  };
  const contextBridge = { exposeInMainWorld: (name: string, api: unknown) => exposed.set(name, api) };
  const asked: string[] = [];
  const require = (name: string) => {
    asked.push(name);
    return { contextBridge, ipcRenderer };
  };
  new Function('require', 'window', 'process', 'exports', 'module', code)(require, page, { platform: 'linux' }, {}, {});
  return {
    exposed,
    posted,
    page,
    bridge: exposed.get('watchkeeper') as DesktopBridge,
    /** The main process says something. */
    tell: (channel: string, ...args: unknown[]) => ipcRenderer.emit(channel, { sender: ipcRenderer }, ...args),
    hear: (change: object) => {
      const event = { source: page, origin: 'app://watchkeeper', data: connectMessage, ports: ['port'], ...change };
      for (const listener of listeners) listener(event);
    },
  };
}
let page: ReturnType<typeof aPage>;
beforeEach(() => {
  page = aPage();
});

describe('what the page gets', () => {
  it('is a name and two named functions, and nothing of Electron', () => {
    expect([...page.exposed.keys()]).toEqual(['watchkeeper']);
    expect(page.bridge).toEqual({
      platform: 'linux',
      onNavigate: expect.any(Function),
      onNotice: expect.any(Function),
    });
  });

  it('tells where to go, without the event that brought it, for as long as somebody listens', () => {
    const calls: unknown[][] = [];
    const stop = page.bridge.onNavigate((...args: unknown[]) => calls.push(args));
    page.tell(channels.navigate, '/alerts/a1', { more: 'than asked for' });
    stop();
    page.tell(channels.navigate, '/alerts/a2');
    expect(calls).toEqual([['/alerts/a1']]);
  });

  it('keeps the last path that came before anybody listened, and gives it once', () => {
    page.tell(channels.navigate, '/alerts/a1');
    page.tell(channels.navigate, '/alerts/a2');
    const first: string[] = [];
    const second: string[] = [];
    page.bridge.onNavigate((path) => first.push(path));
    page.bridge.onNavigate((path) => second.push(path));
    expect(first).toEqual(['/alerts/a2']);
    expect(second).toEqual([]);
  });

  it('keeps sentences and paths apart, and drops what is neither', () => {
    const heard: string[] = [];
    page.bridge.onNotice((sentence) => heard.push(sentence));
    page.tell(channels.navigate, '/alerts/a1');
    page.tell(channels.notice, { toString: () => 'x' });
    page.tell(channels.notice, 'The link was not opened.');
    expect(heard).toEqual(['The link was not opened.']);
  });
});

describe('a port', () => {
  it('is handed to the main process when the page itself asks for it', () => {
    page.hear({});
    expect(page.posted).toEqual([{ channel: channels.connect, message: null, ports: ['port'] }]);
  });

  it.each<[string, object]>([
    ['a frame in the page asks', { source: {} }],
    ['nobody is said to have asked', { source: null }],
    ['another origin asks', { origin: 'https://evil.example' }],
    ['an origin asks that only begins like ours', { origin: 'app://watchkeeper.evil' }],
    ['something else is said', { data: 'hello' }],
    ['it is said in another way', { data: { type: connectMessage } }],
    ['no port comes with it', { ports: [] }],
    ['two ports come with it', { ports: ['one', 'two'] }],
  ])('is not when %s', (_when, change) => {
    page.hear(change);
    expect(page.posted).toEqual([]);
  });
});

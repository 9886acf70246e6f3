import type { IpcMainEvent, IpcMainInvokeEvent, RenderProcessGoneDetails, WebPreferences } from 'electron';
import { anEvent } from './event.ts';
import { Frame } from './frame.ts';
import { deliver, type Ipc, invoke, ipcMain } from './ipc.ts';
import { lightPages } from './lightPages.ts';
import { MessagePortMain } from './messagePort.ts';
import { readPreload } from './preloadCheck.ts';
import type { Permission } from './session.ts';
import type { WebContents } from './webContents.ts';
import { onReset } from './world.ts';

/** Where pages live: nowhere, for tests of single parts, or in a Chromium. */
export interface PageHost {
  /** Loads a document; it tells of `committed`, `loaded` or `failed` on the page. */
  load(page: Page, url: string): void;
  send(page: Page, channel: string, args: unknown[], ports: MessagePortMain[]): void;
  execute(page: Page, code: string): Promise<unknown>;
  crash(page: Page): void;
  close(page: Page): void;
  /** Whether the window that shows it is visible. */
  show(page: Page, visible: boolean): void;
}

export interface LoadFailure {
  /** Chromium's number, e.g. -302. */
  code: number;
  /** Its name, e.g. `ERR_UNKNOWN_URL_SCHEME`. */
  description: string;
}

/** A test that imports `electron` sees its types. */
export type AnyPort = MessagePortMain | Electron.MessagePortMain;

/** Who speaks to the application: a frame of the page, or one that is gone already. */
export interface Speaker {
  send(channel: string, ...args: unknown[]): void;
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  /** `ports` are ends of a MessageChannelMain; the other ends stay with the test, as the page's. */
  postMessage(channel: string, message: unknown, ports?: readonly AnyPort[]): void;
}

/** Hears of what only the window or the application can pass on. */
export interface PageListener {
  readyToShow(): void;
  titled(title: string): void;
  unresponsive(hangs: boolean): void;
  gone(details: RenderProcessGoneDetails): void;
  size(): { width: number; height: number };
}

let host: PageHost = lightPages;

export function setPageHost(other: PageHost): void {
  host = other;
}

let appIpc: Ipc = ipcMain;
onReset(() => {
  appIpc = ipcMain;
});

/** The page's side of a `webContents`: what happens in it, done by a test or by a Chromium. */
export class Page implements Speaker {
  readonly contents: WebContents;
  /** What the application sent here, oldest first. */
  readonly received: { channel: string; args: unknown[]; ports: MessagePortMain[] }[] = [];
  listener: PageListener | null = null;
  /** Ports that went into this document; they close with it. */
  #ports: MessagePortMain[] = [];
  #loads: { resolve: () => void; reject: (error: Error) => void }[] = [];
  #shownOnce = false;
  readonly host = host;

  constructor(contents: WebContents) {
    this.contents = contents;
  }

  load(url: string): Promise<void> {
    this.#beginLoad(url);
    const ended = new Promise<void>((resolve, reject) => this.#loads.push({ resolve, reject }));
    this.host.load(this, url);
    return ended;
  }

  /** A new document is there; what belonged to the former one is gone. */
  committed(url: string): void {
    const { contents } = this;
    this.dropPorts();
    contents.crashed = false;
    contents.mainFrame.url = url;
    contents.emit('did-navigate', anEvent(), url, 200, 'OK');
    const { preload } = contents.preferences;
    if (preload === undefined || !this.isLight) return;
    const read = readPreload(preload);
    if (!read.ok) this.preloadFailed(read.error);
  }

  loaded(title = ''): void {
    const { contents } = this;
    if (contents.isDestroyed()) return;
    contents.title = title;
    if (title !== '') {
      contents.emit('page-title-updated', anEvent(), title, true);
      this.listener?.titled(title);
    }
    contents.loading = false;
    contents.emit('dom-ready', anEvent());
    contents.emit('did-finish-load');
    contents.emit('did-stop-loading');
    if (!this.#shownOnce) this.listener?.readyToShow();
    this.#shownOnce = true;
    for (const load of this.#loads.splice(0)) load.resolve();
  }

  failed(url: string, { code, description }: LoadFailure): void {
    const { contents } = this;
    if (contents.isDestroyed()) return;
    contents.loading = false;
    contents.emit('did-fail-load', anEvent(), code, description, url, true, 1, 1);
    contents.emit('did-stop-loading');
    const error = Object.assign(new Error(`${description} (${code}) loading '${url}'`), {
      errno: code,
      code: description,
      url,
    });
    for (const load of this.#loads.splice(0)) load.reject(error);
  }

  preloadFailed(error: Error): void {
    this.contents.emit('preload-error', anEvent(), this.contents.preferences.preload ?? '', error);
  }

  /** The page moves to another address by itself. Gives whether it may. */
  navigate(url: string): boolean {
    const { contents } = this;
    const details = {
      url,
      isSameDocument: false,
      isMainFrame: true,
      frame: contents.mainFrame,
      initiator: contents.mainFrame,
    };
    if (contents.preventedBy('will-frame-navigate', details)) return false;
    if (contents.preventedBy('will-navigate', details, url, false, true, 1, 1)) return false;
    if (this.isLight) this.load(url).catch(() => {});
    else this.#beginLoad(url);
    return true;
  }

  /** A frame inside the page moves. Gives whether it may. */
  navigateFrame(url: string): boolean {
    const details = { url, isSameDocument: false, isMainFrame: false, frame: this.subframe(url) };
    return !this.contents.preventedBy('will-frame-navigate', details);
  }

  /** A server sends the page elsewhere. Gives whether it may follow. */
  redirect(url: string): boolean {
    const details = { url, isSameDocument: false, isMainFrame: true, frame: this.contents.mainFrame };
    return !this.contents.preventedBy('will-redirect', details, url, false, true, 1, 1);
  }

  /** `window.open` and links to a new window. Gives whether one opens: without a handler, it does. */
  open(url: string, frameName = ''): boolean {
    const details = {
      url,
      frameName,
      features: '',
      disposition: 'foreground-tab' as const,
      referrer: { url: '', policy: 'default' as const },
    };
    return (this.contents.windowOpenHandler?.(details).action ?? 'allow') === 'allow';
  }

  /** A `<webview>` in the page. Gives whether it may attach. */
  attachWebview(preferences: WebPreferences = {}, params: Record<string, string> = {}): boolean {
    const event = anEvent();
    this.contents.emit('will-attach-webview', event, preferences, params);
    return this.contents.preferences.webviewTag === true && !event.defaultPrevented;
  }

  /** What the page gets when it asks for a permission: without a handler, yes. */
  requestPermission(permission: Permission, requestingUrl = this.contents.mainFrame.url): Promise<boolean> {
    const handler = this.contents.session.permissionRequestHandler;
    if (!handler) return Promise.resolve(true);
    return new Promise((resolve) => {
      const details = { isMainFrame: true, requestingUrl } as Parameters<typeof handler>[3];
      handler(this.contents as unknown as Electron.WebContents, permission, resolve, details);
    });
  }

  checkPermission(permission: Permission, requestingOrigin = this.contents.mainFrame.origin): boolean {
    const handler = this.contents.session.permissionCheckHandler;
    if (!handler) return true;
    const details = { isMainFrame: true, requestingUrl: requestingOrigin } as Parameters<typeof handler>[3];
    return handler(
      this.contents as unknown as Electron.WebContents,
      permission as Parameters<typeof handler>[1],
      requestingOrigin,
      details,
    );
  }

  crash(reason: RenderProcessGoneDetails['reason'] = 'crashed', exitCode = 139): void {
    const details = { reason, exitCode };
    this.contents.crashed = true;
    this.dropPorts();
    this.contents.emit('render-process-gone', anEvent(), details);
    this.listener?.gone(details);
  }

  hang(): void {
    this.contents.emit('unresponsive', anEvent());
    this.listener?.unresponsive(true);
  }

  respond(): void {
    this.contents.emit('responsive', anEvent());
    this.listener?.unresponsive(false);
  }

  /** A frame inside the page. */
  subframe(url: string): Frame {
    return new Frame(url, this.contents.mainFrame, () => Promise.resolve(undefined));
  }

  /** Speaks as another frame, or as one that is gone (`null`). */
  as(frame: Frame | null): Speaker {
    const scopes = [...(frame ? [frame.ipc] : []), this.contents.ipc, appIpc];
    return {
      send: (channel, ...args) => {
        deliver(scopes, channel, this.#event(channel, frame, []), structuredClone(args));
      },
      invoke: async (channel, ...args) => {
        const event = this.#event(channel, frame, []) as unknown as IpcMainInvokeEvent;
        return invoke(scopes, channel, event, structuredClone(args));
      },
      postMessage: (channel, message, transfer = []) => {
        const ports = transfer.map((port) => MessagePortMain.give(port));
        this.#ports.push(...ports);
        deliver(scopes, channel, this.#event(channel, frame, ports), [structuredClone(message)]);
      },
    };
  }

  send(channel: string, ...args: unknown[]): void {
    this.as(this.contents.mainFrame).send(channel, ...args);
  }

  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    return this.as(this.contents.mainFrame).invoke(channel, ...args);
  }

  postMessage(channel: string, message: unknown, ports: readonly AnyPort[] = []): void {
    this.as(this.contents.mainFrame).postMessage(channel, message, ports);
  }

  /** What the application sent on one channel. */
  messages(channel: string): unknown[][] {
    return this.received.filter((one) => one.channel === channel).map((one) => one.args);
  }

  /** Ports that came from or went into the document end with it. */
  hold(ports: readonly MessagePortMain[]): void {
    this.#ports.push(...ports);
  }

  dropPorts(): void {
    for (const port of this.#ports.splice(0)) port.close();
  }

  gone(): void {
    this.dropPorts();
    for (const load of this.#loads.splice(0)) load.reject(new Error('ERR_FAILED (-2): the window was closed'));
    this.host.close(this);
  }

  get isLight(): boolean {
    return this.host === lightPages;
  }

  #beginLoad(url: string): void {
    const { contents } = this;
    contents.loading = true;
    contents.emit('did-start-loading');
    contents.emit('did-start-navigation', anEvent({ url, isSameDocument: false, isMainFrame: true }), url, false, true);
  }

  #event(channel: string, frame: Frame | null, ports: MessagePortMain[]): IpcMainEvent {
    const { contents } = this;
    const event = anEvent({
      type: 'frame' as const,
      processId: 1,
      frameId: frame?.routingId ?? -1,
      sender: contents as unknown as Electron.WebContents,
      senderFrame: frame && !frame.isDestroyed() ? (frame as unknown as Electron.WebFrameMain) : null,
      ports: ports as unknown as Electron.MessagePortMain[],
      returnValue: undefined as unknown,
      reply: (answerChannel: string, ...args: unknown[]) => contents.send(answerChannel, ...args),
    });
    contents.emit('ipc-message', event, channel);
    return event;
  }
}

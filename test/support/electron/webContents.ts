import { EventEmitter } from 'node:events';
import type { HandlerDetails, WebPreferences, WindowOpenHandlerResponse } from 'electron';
import { anEvent } from './event.ts';
import { Frame } from './frame.ts';
import { Ipc } from './ipc.ts';
import { MessagePortMain } from './messagePort.ts';
import { Page } from './page.ts';
import { Session } from './session.ts';
import { onReset } from './world.ts';

type Implemented = Pick<
  Electron.WebContents,
  | 'close'
  | 'closeDevTools'
  | 'executeJavaScript'
  | 'focus'
  | 'forcefullyCrashRenderer'
  | 'getOSProcessId'
  | 'getProcessId'
  | 'getTitle'
  | 'getType'
  | 'getURL'
  | 'getUserAgent'
  | 'id'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isDevToolsOpened'
  | 'isFocused'
  | 'isLoading'
  | 'isLoadingMainFrame'
  | 'loadFile'
  | 'loadURL'
  | 'openDevTools'
  | 'postMessage'
  | 'reload'
  | 'reloadIgnoringCache'
  | 'send'
  | 'setBackgroundThrottling'
  | 'setIgnoreMenuShortcuts'
  | 'setVisualZoomLevelLimits'
  | 'setWebRTCIPHandlingPolicy'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
  | 'stop'
  | 'zoomFactor'
>;

let all: WebContents[] = [];
let nextId = 1;
onReset(() => {
  all = [];
  nextId = 1;
});

/** The application's view of a page; `page` is the test's. */
export class WebContents extends EventEmitter implements Implemented {
  readonly id = nextId++;
  readonly session: Session;
  readonly ipc = new Ipc();
  readonly preferences: WebPreferences;
  readonly mainFrame: Frame;
  readonly page: Page;
  zoomFactor = 1;
  title = '';
  crashed = false;
  loading = false;
  focused = false;
  windowOpenHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | null = null;
  #destroyed = false;
  #devTools = false;

  constructor(preferences: WebPreferences) {
    super();
    this.preferences = preferences;
    this.session =
      (preferences.session as unknown as Session | undefined) ?? Session.fromPartition(preferences.partition ?? '');
    this.mainFrame = new Frame('', null, (code) => this.executeJavaScript(code));
    this.page = new Page(this);
    all.push(this);
  }

  static getAllWebContents(): WebContents[] {
    return all.filter((one) => !one.isDestroyed());
  }

  static fromId(id: number): WebContents | undefined {
    return WebContents.getAllWebContents().find((one) => one.id === id);
  }

  /** The only way to know that this is gone: an object that outlives its page throws at every touch. */
  #live(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.mainFrame.destroyed = true;
    this.page.gone();
    this.emit('destroyed');
  }

  close(): void {
    this.#live();
    this.emit('close-requested');
  }

  closeDevTools(): void {
    this.#devTools = false;
  }

  async executeJavaScript(code: string): Promise<unknown> {
    this.#live();
    return this.page.host.execute(this.page, code);
  }

  focus(): void {
    this.#live();
    this.focused = true;
  }

  forcefullyCrashRenderer(): void {
    this.#live();
    this.page.host.crash(this.page);
  }

  getOSProcessId(): number {
    return 1;
  }

  getProcessId(): number {
    return 1;
  }

  getTitle(): string {
    return this.title;
  }

  getType(): 'window' {
    return 'window';
  }

  getURL(): string {
    this.#live();
    return this.mainFrame.url;
  }

  getUserAgent(): string {
    return this.session.getUserAgent();
  }

  isCrashed(): boolean {
    this.#live();
    return this.crashed;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isDevToolsOpened(): boolean {
    return this.#devTools;
  }

  isFocused(): boolean {
    return this.focused;
  }

  isLoading(): boolean {
    this.#live();
    return this.loading;
  }

  isLoadingMainFrame(): boolean {
    this.#live();
    return this.loading;
  }

  loadFile(): Promise<void> {
    throw new Error('Pages come from the application’s own scheme; file: would give them the whole disk.');
  }

  async loadURL(url: string): Promise<void> {
    this.#live();
    await this.page.load(url);
  }

  openDevTools(): void {
    this.#live();
    this.#devTools = true;
  }

  postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    this.#live();
    const ports = transfer.map((port) => MessagePortMain.give(port));
    this.page.host.send(this.page, channel, [structuredClone(message)], ports);
  }

  reload(): void {
    this.#live();
    // Nobody waits for a reload; how it ended is told by events.
    this.page.load(this.mainFrame.url).catch(() => {});
  }

  reloadIgnoringCache(): void {
    this.reload();
  }

  send(channel: string, ...args: unknown[]): void {
    this.#live();
    this.page.host.send(this.page, channel, structuredClone(args), []);
  }

  setBackgroundThrottling(): void {
    this.#live();
  }

  setIgnoreMenuShortcuts(): void {
    this.#live();
  }

  async setVisualZoomLevelLimits(): Promise<void> {
    this.#live();
  }

  setWebRTCIPHandlingPolicy(): void {
    this.#live();
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#live();
    this.windowOpenHandler = handler;
  }

  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
  }

  stop(): void {
    this.#live();
  }

  preventedBy(name: string, details: object, ...args: unknown[]): boolean {
    const event = anEvent(details);
    this.emit(name, event, ...args);
    return event.defaultPrevented;
  }
}

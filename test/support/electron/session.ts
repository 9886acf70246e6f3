import { EventEmitter } from 'node:events';
import type { ProxyConfig } from 'electron';
import { app } from './app.ts';
import { netFetch } from './netFetch.ts';
import { Protocol } from './protocol.ts';
import { needReady, onReset, world } from './world.ts';

type PermissionRequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type PermissionCheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
export type Permission = Parameters<PermissionRequestHandler>[1];

type Implemented = Pick<
  Electron.Session,
  | 'clearCache'
  | 'clearData'
  | 'clearStorageData'
  | 'closeAllConnections'
  | 'fetch'
  | 'flushStorageData'
  | 'forceReloadProxyConfig'
  | 'getStoragePath'
  | 'getUserAgent'
  | 'isPersistent'
  | 'resolveProxy'
  | 'setCertificateVerifyProc'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'setUserAgent'
>;

/** What is asked of a server whose certificate is judged by the application. */
type CertificateProc = Parameters<Electron.Session['setCertificateVerifyProc']>[0];

let sessions = new Map<string, Session>();
let proxies: (url: string) => string = () => 'DIRECT';
onReset(() => {
  sessions = new Map();
  proxies = () => 'DIRECT';
});

/** What the system's proxy settings say of an address, in the words of a PAC file. */
export function setSystemProxy(answer: (url: string) => string): void {
  proxies = answer;
}

export class Session extends EventEmitter implements Implemented {
  readonly partition: string;
  readonly protocol = new Protocol();
  readonly webRequest = new WebRequest();
  permissionRequestHandler: PermissionRequestHandler | null = null;
  permissionCheckHandler: PermissionCheckHandler | null = null;
  devicePermissionHandler: unknown = null;
  displayMediaRequestHandler: unknown = null;
  certificateVerifyProc: CertificateProc = null;
  spellCheckerEnabled = true;
  #proxy: ProxyConfig | null = null;
  #userAgent = 'Mozilla/5.0 (stand-in) Electron/45.4.1';

  constructor(partition: string) {
    super();
    this.partition = partition;
  }

  static get defaultSession(): Session {
    return Session.fromPartition('');
  }

  static fromPartition(partition: string): Session {
    needReady('session');
    const found = sessions.get(partition);
    if (found) return found;
    const made = new Session(partition);
    sessions.set(partition, made);
    app.emit('session-created', made);
    return made;
  }

  async clearCache(): Promise<void> {}
  async clearData(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}
  async forceReloadProxyConfig(): Promise<void> {}
  flushStorageData(): void {}

  fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    return netFetch(this.protocol, input, init);
  }

  getStoragePath(): string | null {
    return this.isPersistent() ? world.home : null;
  }

  getUserAgent(): string {
    return this.#userAgent;
  }

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }

  async resolveProxy(url: string): Promise<string> {
    if (this.#proxy?.mode === 'direct') return 'DIRECT';
    const rules = this.#proxy?.proxyRules;
    return rules ? `PROXY ${rules}` : proxies(new URL(url).href);
  }

  setCertificateVerifyProc(proc: CertificateProc): void {
    this.certificateVerifyProc = proc;
  }

  setDevicePermissionHandler(handler: unknown): void {
    this.devicePermissionHandler = handler;
  }

  setDisplayMediaRequestHandler(handler: unknown): void {
    this.displayMediaRequestHandler = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.permissionCheckHandler = handler;
  }

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.permissionRequestHandler = handler;
  }

  async setProxy(config: ProxyConfig): Promise<void> {
    this.#proxy = config;
  }

  setSpellCheckerEnabled(enable: boolean): void {
    this.spellCheckerEnabled = enable;
  }

  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
  }
}

type ImplementedRequest = Pick<
  Electron.WebRequest,
  'onBeforeRedirect' | 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived'
>;

/** Keeps what listens; a test asks for it by name. */
class WebRequest implements ImplementedRequest {
  readonly listeners = new Map<string, { filter: unknown; listener: unknown }>();

  onBeforeRequest(...args: unknown[]): void {
    this.#keep('onBeforeRequest', args);
  }

  onBeforeRedirect(...args: unknown[]): void {
    this.#keep('onBeforeRedirect', args);
  }

  onBeforeSendHeaders(...args: unknown[]): void {
    this.#keep('onBeforeSendHeaders', args);
  }

  onHeadersReceived(...args: unknown[]): void {
    this.#keep('onHeadersReceived', args);
  }

  #keep(name: string, args: unknown[]): void {
    const listener = args.at(-1);
    if (listener === null) this.listeners.delete(name);
    else this.listeners.set(name, { filter: args.length > 1 ? args[0] : null, listener });
  }
}

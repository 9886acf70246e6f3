import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { LoginItemSettings, LoginItemSettingsOptions, RelaunchOptions, Settings } from 'electron';
import { anEvent } from './event.ts';
import { roleActions } from './menu.ts';
import { needReady, onlyBeforeReady, onlyOn, onReset, world } from './world.ts';

type Implemented = Pick<
  Electron.App,
  | 'badgeCount'
  | 'commandLine'
  | 'dock'
  | 'enableSandbox'
  | 'exit'
  | 'focus'
  | 'getAppPath'
  | 'getBadgeCount'
  | 'getLocale'
  | 'getLoginItemSettings'
  | 'getName'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getSystemLocale'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'hide'
  | 'isDefaultProtocolClient'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'removeAsDefaultProtocolClient'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'setActivationPolicy'
  | 'setAppLogsPath'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setBadgeCount'
  | 'setDesktopName'
  | 'setLoginItemSettings'
  | 'setName'
  | 'setPath'
  | 'setToastActivatorCLSID'
  | 'show'
  | 'showAboutPanel'
  | 'toastActivatorCLSID'
  | 'userAgentFallback'
  | 'whenReady'
>;

type PathName = Parameters<Electron.App['getPath']>[0];

/** What the application told the system about itself. */
export interface AppRecord {
  sandboxed: boolean;
  appUserModelId: string | null;
  toastActivatorClsid: string;
  desktopName: string | null;
  badge: number;
  dockBadge: string;
  dockVisible: boolean;
  activationPolicy: string;
  protocols: string[];
  loginItem: Settings | null;
  relaunches: RelaunchOptions[];
  /** How it ended; `null` while it runs. */
  exitCode: number | null;
}

const nothingYet = (): AppRecord => ({
  sandboxed: false,
  appUserModelId: null,
  toastActivatorClsid: '',
  desktopName: null,
  badge: 0,
  dockBadge: '',
  dockVisible: true,
  activationPolicy: 'regular',
  protocols: [],
  loginItem: null,
  relaunches: [],
  exitCode: null,
});

/** What ends the process, asks for the lock and closes windows; the process that runs a whole application sets it. */
export const surroundings = {
  end: (_code: number): void => {},
  lock: (_data: unknown): boolean => true,
  windows: (): { close(): void; isDestroyed(): boolean; destroy(): void }[] => [],
};

let record = nothingYet();
let lockIsFree = true;
let paths = new Map<string, string>();
let name = 'Electron';
let quitting = false;
let holdsLock = false;
let loginItemStatus: LoginItemSettings['status'] = 'not-registered';
let ready = Promise.withResolvers<void>();

class CommandLine {
  readonly switches = new Map<string, string>();

  appendSwitch(name: string, value = ''): void {
    this.switches.set(name, value);
  }

  appendArgument(): void {}

  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? '';
  }

  hasSwitch(name: string): boolean {
    return this.switches.has(name);
  }

  removeSwitch(name: string): void {
    this.switches.delete(name);
  }
}

type ImplementedDock = Pick<
  Electron.Dock,
  'bounce' | 'cancelBounce' | 'getBadge' | 'hide' | 'isVisible' | 'setBadge' | 'setIcon' | 'setMenu' | 'show'
>;

const dock: ImplementedDock = {
  bounce: () => 1,
  cancelBounce() {},
  getBadge: () => record.dockBadge,
  hide() {
    record.dockVisible = false;
  },
  isVisible: () => record.dockVisible,
  setBadge(text) {
    record.dockBadge = text;
  },
  setIcon() {},
  setMenu() {},
  async show() {
    record.dockVisible = true;
  },
};

class App extends EventEmitter implements Implemented {
  readonly commandLine = new CommandLine();
  userAgentFallback = '';

  get dock(): Electron.Dock | undefined {
    return world.platform === 'darwin' ? (dock as Electron.Dock) : undefined;
  }

  get isPackaged(): boolean {
    return world.packaged;
  }

  get name(): string {
    return name;
  }

  set name(value: string) {
    name = value;
  }

  get badgeCount(): number {
    return record.badge;
  }

  set badgeCount(count: number) {
    this.setBadgeCount(count);
  }

  get toastActivatorCLSID(): string {
    onlyOn('app.toastActivatorCLSID', 'win32');
    return record.toastActivatorClsid;
  }

  enableSandbox(): void {
    onlyBeforeReady('app.enableSandbox');
    record.sandboxed = true;
  }

  /** Ends at once: nobody is asked, `before-quit` and `will-quit` are not told. */
  exit(exitCode = 0): void {
    quitting = true;
    for (const window of surroundings.windows()) window.destroy();
    this.#end(exitCode);
  }

  focus(): void {}

  getAppPath(): string {
    return world.appPath;
  }

  getBadgeCount(): number {
    onlyOn('app.getBadgeCount', 'darwin');
    return record.badge;
  }

  getLocale(): string {
    needReady('app.getLocale');
    return 'en-GB';
  }

  getPreferredSystemLanguages(): string[] {
    needReady('app.getPreferredSystemLanguages');
    return ['en-GB'];
  }

  getSystemLocale(): string {
    needReady('app.getSystemLocale');
    return 'en-GB';
  }

  getLoginItemSettings(options: LoginItemSettingsOptions = {}): LoginItemSettings {
    onlyOn('app.getLoginItemSettings', 'darwin', 'win32');
    const set = record.loginItem;
    // Windows compares path and arguments with what was written.
    const sameArgs = JSON.stringify(set?.args ?? []) === JSON.stringify(options.args ?? []);
    const openAtLogin = set?.openAtLogin === true && (world.platform === 'darwin' || sameArgs);
    return {
      openAtLogin,
      wasOpenedAtLogin: false,
      status: openAtLogin && loginItemStatus === 'not-registered' ? 'enabled' : loginItemStatus,
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    };
  }

  getName(): string {
    return name;
  }

  getPath(which: PathName): string {
    const set = paths.get(which);
    if (set !== undefined) return set;
    const { home } = world;
    switch (which) {
      case 'home':
        return home;
      case 'appData':
        return join(home, '.config');
      case 'userData':
      case 'sessionData':
        return join(this.getPath('appData'), name);
      case 'logs':
        return join(this.getPath('userData'), 'logs');
      case 'temp':
        return join(home, 'tmp');
      case 'exe':
      case 'module':
        return process.execPath;
      case 'recent':
        onlyOn("app.getPath('recent')", 'win32');
        return join(home, 'recent');
      default:
        return join(home, which);
    }
  }

  getVersion(): string {
    return world.version;
  }

  hasSingleInstanceLock(): boolean {
    return holdsLock;
  }

  hide(): void {
    onlyOn('app.hide', 'darwin');
  }

  isDefaultProtocolClient(protocol: string): boolean {
    return record.protocols.includes(protocol);
  }

  isReady(): boolean {
    return world.ready;
  }

  quit(): void {
    if (record.exitCode !== null || quitting) return;
    const before = anEvent();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    quitting = true;
    for (const window of surroundings.windows()) {
      window.close();
      if (!window.isDestroyed()) {
        // A window that refuses to close keeps the application.
        quitting = false;
        return;
      }
    }
    const will = anEvent();
    this.emit('will-quit', will);
    if (will.defaultPrevented) {
      quitting = false;
      return;
    }
    this.#end(0);
  }

  relaunch(options: RelaunchOptions = {}): void {
    record.relaunches.push(options);
  }

  releaseSingleInstanceLock(): void {
    holdsLock = false;
  }

  removeAsDefaultProtocolClient(protocol: string): boolean {
    onlyOn('app.removeAsDefaultProtocolClient', 'darwin', 'win32');
    record.protocols = record.protocols.filter((one) => one !== protocol);
    return true;
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    structuredClone(additionalData);
    holdsLock ||= lockIsFree && surroundings.lock(additionalData);
    return holdsLock;
  }

  setAboutPanelOptions(): void {}
  setAppLogsPath(): void {}

  setActivationPolicy(policy: 'regular' | 'accessory' | 'prohibited'): void {
    onlyOn('app.setActivationPolicy', 'darwin');
    record.activationPolicy = policy;
  }

  setAppUserModelId(id: string): void {
    onlyOn('app.setAppUserModelId', 'win32');
    record.appUserModelId = id;
  }

  setAsDefaultProtocolClient(protocol: string): boolean {
    record.protocols.push(protocol);
    return true;
  }

  setBadgeCount(count = 0): boolean {
    onlyOn('app.setBadgeCount', 'linux', 'darwin');
    record.badge = count;
    return true;
  }

  setDesktopName(desktopName: string): void {
    onlyOn('app.setDesktopName', 'linux');
    onlyBeforeReady('app.setDesktopName');
    record.desktopName = desktopName;
  }

  setLoginItemSettings(settings: Settings): void {
    onlyOn('app.setLoginItemSettings', 'darwin', 'win32');
    // An application that is not signed is refused without a word on macOS; so is one that is not installed.
    if (world.platform === 'darwin' && !world.packaged) return;
    record.loginItem = settings;
  }

  setName(value: string): void {
    name = value;
  }

  setPath(which: string, path: string): void {
    if (which === 'userData' || which === 'sessionData') onlyBeforeReady(`app.setPath('${which}')`);
    paths.set(which, path);
  }

  setToastActivatorCLSID(id: string): void {
    onlyOn('app.setToastActivatorCLSID', 'win32');
    record.toastActivatorClsid = id;
  }

  show(): void {
    onlyOn('app.show', 'darwin');
  }

  showAboutPanel(): void {}

  whenReady(): Promise<void> {
    return ready.promise;
  }

  /** Told by the last window that closes. Without a listener the application ends with it. */
  allWindowsClosed(): void {
    if (quitting || record.exitCode !== null) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  #end(code: number): void {
    if (record.exitCode !== null) return;
    record.exitCode = code;
    this.emit('quit', anEvent(), code);
    surroundings.end(code);
  }
}

export const app = new App();
roleActions.set('quit', () => app.quit());

onReset(() => {
  record = nothingYet();
  lockIsFree = true;
  paths = new Map();
  name = 'Electron';
  quitting = false;
  holdsLock = false;
  loginItemStatus = 'not-registered';
  ready = Promise.withResolvers<void>();
  app.removeAllListeners();
  app.commandLine.switches.clear();
});

/** The moment that everything which may only be done before has passed. */
export async function becomeReady(): Promise<void> {
  if (world.ready) throw new Error('The app is ready already.');
  app.emit('will-finish-launching');
  world.ready = true;
  app.emit('ready', anEvent(), {});
  ready.resolve();
  await ready.promise;
}

export function appRecord(): Readonly<AppRecord> {
  return record;
}

/** Another copy of the application runs already. */
export function takeLock(): void {
  lockIsFree = false;
}

/** What macOS says of the login item, whatever was asked of it. */
export function setLoginItemStatus(status: LoginItemSettings['status']): void {
  loginItemStatus = status;
}

import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { anEvent } from './event.ts';
import { imageFrom, imageName } from './nativeImage.ts';
import { WebContents } from './webContents.ts';
import { needReady, onlyOn, onReset } from './world.ts';

type Implemented = Pick<
  Electron.BrowserWindow,
  | 'autoHideMenuBar'
  | 'blur'
  | 'center'
  | 'close'
  | 'destroy'
  | 'flashFrame'
  | 'focus'
  | 'getBackgroundColor'
  | 'getBounds'
  | 'getContentBounds'
  | 'getMinimumSize'
  | 'getNormalBounds'
  | 'getPosition'
  | 'getSize'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isFullScreen'
  | 'isMaximized'
  | 'isMinimized'
  | 'isNormal'
  | 'isVisible'
  | 'loadFile'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'moveTop'
  | 'reload'
  | 'removeMenu'
  | 'restore'
  | 'setAlwaysOnTop'
  | 'setAppDetails'
  | 'setAutoHideMenuBar'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setFullScreen'
  | 'setIcon'
  | 'setMenu'
  | 'setMenuBarVisibility'
  | 'setMinimumSize'
  | 'setOverlayIcon'
  | 'setPosition'
  | 'setProgressBar'
  | 'setSize'
  | 'setSkipTaskbar'
  | 'setThumbarButtons'
  | 'setTitle'
  | 'show'
  | 'showInactive'
  | 'title'
  | 'unmaximize'
>;

/** Windows' mark on the taskbar button. */
export interface Overlay {
  icon: string;
  description: string;
}

let windows: BrowserWindow[] = [];
let nextId = 1;
let focused: BrowserWindow | null = null;
onReset(() => {
  windows = [];
  nextId = 1;
  focused = null;
});

export class BrowserWindow extends EventEmitter implements Implemented {
  readonly id = nextId++;
  readonly webContents: WebContents;
  readonly options: BrowserWindowConstructorOptions;
  autoHideMenuBar: boolean;
  overlay: Overlay | null = null;
  title: string;
  icon: string | null = null;
  flashes = false;
  #bounds: Rectangle;
  #visible = false;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    needReady('BrowserWindow');
    super();
    this.options = options;
    this.title = options.title ?? app.getName();
    this.autoHideMenuBar = options.autoHideMenuBar ?? false;
    this.#bounds = {
      x: options.x ?? 100,
      y: options.y ?? 100,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    if (options.icon !== undefined) this.icon = imageName(imageFrom(options.icon));
    this.webContents = new WebContents(options.webPreferences ?? {});
    this.webContents.page.listener = {
      readyToShow: () => this.emit('ready-to-show'),
      titled: (title) => {
        const event = anEvent();
        this.emit('page-title-updated', event, title, true);
        if (!event.defaultPrevented) this.title = title;
      },
      unresponsive: (hangs) => this.emit(hangs ? 'unresponsive' : 'responsive'),
      size: () => ({ width: this.#bounds.width, height: this.#bounds.height }),
      gone: (details) => app.emit('render-process-gone', anEvent(), this.webContents, details),
    };
    this.webContents.on('close-requested', () => this.close());
    windows.push(this);
    app.emit('web-contents-created', anEvent(), this.webContents);
    app.emit('browser-window-created', anEvent(), this);
    if (options.show !== false) this.show();
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.find((one) => one.id === id) ?? null;
  }

  static fromWebContents(contents: Electron.WebContents): BrowserWindow | null {
    return windows.find((one) => (one.webContents as unknown) === contents) ?? null;
  }

  #live(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  blur(): void {
    this.#live();
    if (focused !== this) return;
    focused = null;
    this.emit('blur', anEvent());
    app.emit('browser-window-blur', anEvent(), this);
  }

  center(): void {
    this.#live();
  }

  /** As by the cross in its corner: the application may refuse. */
  close(): void {
    this.#live();
    const event = anEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    if (focused === this) focused = null;
    windows = windows.filter((one) => one !== this);
    this.webContents.destroy();
    this.emit('closed');
    if (windows.length === 0) app.allWindowsClosed();
  }

  flashFrame(flag: boolean): void {
    this.#live();
    this.flashes = flag;
  }

  focus(): void {
    this.#live();
    if (!this.#visible || focused === this) return;
    focused?.blur();
    focused = this;
    this.emit('focus', anEvent());
    app.emit('browser-window-focus', anEvent(), this);
  }

  getBackgroundColor(): string {
    return this.options.backgroundColor ?? '#FFFFFF';
  }

  getBounds(): Rectangle {
    this.#live();
    return this.#maximized || this.#fullScreen ? { x: 0, y: 0, width: 1920, height: 1080 } : { ...this.#bounds };
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  getMinimumSize(): number[] {
    return [this.options.minWidth ?? 0, this.options.minHeight ?? 0];
  }

  getNormalBounds(): Rectangle {
    this.#live();
    return { ...this.#bounds };
  }

  getPosition(): number[] {
    const { x, y } = this.getBounds();
    return [x, y];
  }

  getSize(): number[] {
    const { width, height } = this.getBounds();
    return [width, height];
  }

  getTitle(): string {
    this.#live();
    return this.title;
  }

  hide(): void {
    this.#live();
    if (!this.#visible) return;
    this.#visible = false;
    this.webContents.page.host.show(this.webContents.page, false);
    this.blur();
    this.emit('hide');
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isFocused(): boolean {
    this.#live();
    return focused === this;
  }

  isFullScreen(): boolean {
    this.#live();
    return this.#fullScreen;
  }

  isMaximized(): boolean {
    this.#live();
    return this.#maximized;
  }

  isMinimized(): boolean {
    this.#live();
    return this.#minimized;
  }

  isNormal(): boolean {
    this.#live();
    return !this.#maximized && !this.#minimized && !this.#fullScreen;
  }

  isVisible(): boolean {
    this.#live();
    return this.#visible;
  }

  loadFile(): Promise<void> {
    return this.webContents.loadFile();
  }

  loadURL(url: string): Promise<void> {
    this.#live();
    return this.webContents.loadURL(url);
  }

  maximize(): void {
    this.#live();
    this.#maximized = true;
    this.emit('maximize');
    this.emit('resize');
  }

  minimize(): void {
    this.#live();
    this.#minimized = true;
    this.blur();
    this.emit('minimize');
  }

  moveTop(): void {
    this.#live();
  }

  reload(): void {
    this.#live();
    this.webContents.reload();
  }

  removeMenu(): void {
    onlyOn('window.removeMenu', 'linux', 'win32');
    this.#live();
  }

  restore(): void {
    this.#live();
    if (!this.#minimized) return;
    this.#minimized = false;
    this.emit('restore');
  }

  setAlwaysOnTop(flag: boolean): void {
    this.#live();
    this.emit('always-on-top-changed', anEvent(), flag);
  }

  setAppDetails(): void {
    onlyOn('window.setAppDetails', 'win32');
    this.#live();
  }

  setAutoHideMenuBar(hide: boolean): void {
    onlyOn('window.setAutoHideMenuBar', 'linux', 'win32');
    this.autoHideMenuBar = hide;
  }

  setBackgroundColor(): void {
    this.#live();
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#live();
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) this.emit('resize');
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) this.emit('move');
  }

  setFullScreen(flag: boolean): void {
    this.#live();
    this.#fullScreen = flag;
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
  }

  setIcon(icon: Electron.NativeImage | string): void {
    onlyOn('window.setIcon', 'linux', 'win32');
    this.#live();
    this.icon = imageName(imageFrom(icon));
  }

  setMenu(): void {
    onlyOn('window.setMenu', 'linux', 'win32');
    this.#live();
  }

  setMenuBarVisibility(): void {
    onlyOn('window.setMenuBarVisibility', 'linux', 'win32');
    this.#live();
  }

  setMinimumSize(): void {
    this.#live();
  }

  setOverlayIcon(overlay: Electron.NativeImage | null, description: string): void {
    onlyOn('window.setOverlayIcon', 'win32');
    this.#live();
    // Without a button on the taskbar there is nothing to lay it over.
    if (!this.#visible) return;
    if (typeof description !== 'string')
      throw new TypeError('setOverlayIcon needs a description, for those who cannot see it');
    this.overlay = overlay && { icon: imageName(imageFrom(overlay)), description };
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  setProgressBar(): void {
    this.#live();
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setSkipTaskbar(): void {
    onlyOn('window.setSkipTaskbar', 'darwin', 'win32');
    this.#live();
  }

  setThumbarButtons(): boolean {
    onlyOn('window.setThumbarButtons', 'win32');
    return true;
  }

  setTitle(title: string): void {
    this.#live();
    this.title = title;
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.#live();
    if (this.#visible) return;
    this.#visible = true;
    this.webContents.page.host.show(this.webContents.page, true);
    this.emit('show');
  }

  unmaximize(): void {
    this.#live();
    this.#maximized = false;
    this.emit('unmaximize');
    this.emit('resize');
  }
}

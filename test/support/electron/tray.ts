import { EventEmitter } from 'node:events';
import { choose, entriesOf, type MenuEntry } from './menu.ts';
import { imageFrom, imageName, type NativeImage } from './nativeImage.ts';
import { needReady, onlyOn, onReset, world } from './world.ts';

/** What a person sees in the tray. */
export interface TrayView {
  /** File name of the icon, or `buffer` for one that was drawn. */
  icon: string;
  template: boolean;
  tooltip: string;
  /** Text beside the icon; macOS only. */
  title: string;
  menu: MenuEntry[] | null;
}

type Implemented = Pick<
  Electron.Tray,
  | 'closeContextMenu'
  | 'destroy'
  | 'displayBalloon'
  | 'focus'
  | 'getBounds'
  | 'getGUID'
  | 'getIgnoreDoubleClickEvents'
  | 'getTitle'
  | 'isDestroyed'
  | 'popUpContextMenu'
  | 'removeBalloon'
  | 'setContextMenu'
  | 'setIgnoreDoubleClickEvents'
  | 'setImage'
  | 'setPressedImage'
  | 'setTitle'
  | 'setToolTip'
>;

/** Weak, because Electron's is: a tray icon that nobody in the application holds disappears after some minutes. */
let shown: WeakRef<Tray>[] = [];
/** A desktop that shows no tray icons at all, such as GNOME without its extension: nothing fails, nothing is seen. */
let trayIsThere = true;
onReset(() => {
  shown = [];
  trayIsThere = true;
});

export class Tray extends EventEmitter implements Implemented {
  #image: NativeImage;
  #tooltip = '';
  #title = '';
  #menu: Electron.Menu | null = null;
  /** On Linux the menu goes to the desktop as it is when it is set; what changes later is not seen. */
  #drawn: MenuEntry[] | null = null;
  #ignoreDoubleClick = false;
  #destroyed = false;
  readonly #guid: string | null;

  constructor(image: Electron.NativeImage | string, guid?: string) {
    needReady('Tray');
    super();
    this.#image = imageFrom(image);
    this.#guid = guid ?? null;
    shown.push(new WeakRef(this));
  }

  closeContextMenu(): void {
    onlyOn('tray.closeContextMenu', 'darwin', 'win32');
    this.#live();
  }

  destroy(): void {
    this.#destroyed = true;
    this.removeAllListeners();
  }

  displayBalloon(): void {
    onlyOn('tray.displayBalloon', 'win32');
    this.#live();
  }

  focus(): void {
    onlyOn('tray.focus', 'win32');
  }

  getBounds(): Electron.Rectangle {
    onlyOn('tray.getBounds', 'darwin', 'win32');
    this.#live();
    return { x: 1200, y: 0, width: 22, height: 22 };
  }

  getGUID(): string | null {
    onlyOn('tray.getGUID', 'darwin', 'win32');
    return this.#guid;
  }

  getIgnoreDoubleClickEvents(): boolean {
    onlyOn('tray.getIgnoreDoubleClickEvents', 'darwin');
    return this.#ignoreDoubleClick;
  }

  getTitle(): string {
    onlyOn('tray.getTitle', 'darwin');
    return this.#title;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  popUpContextMenu(): void {
    onlyOn('tray.popUpContextMenu', 'darwin', 'win32');
    this.#live();
  }

  removeBalloon(): void {
    onlyOn('tray.removeBalloon', 'win32');
  }

  setContextMenu(menu: Electron.Menu | null): void {
    this.#live();
    this.#menu = menu;
    this.#drawn = menu && entriesOf(menu);
  }

  setIgnoreDoubleClickEvents(ignore: boolean): void {
    onlyOn('tray.setIgnoreDoubleClickEvents', 'darwin');
    this.#ignoreDoubleClick = ignore;
  }

  setImage(image: Electron.NativeImage | string): void {
    this.#live();
    this.#image = imageFrom(image);
  }

  setPressedImage(): void {
    onlyOn('tray.setPressedImage', 'darwin');
  }

  setTitle(title: string): void {
    onlyOn('tray.setTitle', 'darwin');
    this.#live();
    this.#title = title;
  }

  setToolTip(toolTip: string): void {
    this.#live();
    this.#tooltip = toolTip;
  }

  #live(): void {
    if (this.#destroyed) throw new TypeError('Tray is destroyed');
  }

  /** For the test's hand: what is drawn. */
  static view(tray: Tray): TrayView {
    return {
      icon: imageName(tray.#image),
      template: tray.#image.isTemplateImage(),
      tooltip: tray.#tooltip,
      title: tray.#title,
      menu: world.platform === 'linux' ? tray.#drawn : tray.#menu && entriesOf(tray.#menu),
    };
  }

  static image(tray: Tray): NativeImage {
    return tray.#image;
  }

  static choose(tray: Tray, path: readonly string[]): void {
    if (!tray.#menu) throw new Error('The tray icon has no menu.');
    if (world.platform === 'linux' && !isDrawn(tray.#drawn ?? [], path))
      throw new Error(`The menu that was set shows no "${path.join(' › ')}" to choose; set it again after a change.`);
    choose(tray.#menu, path);
  }
}

function isDrawn(entries: MenuEntry[], [label, ...rest]: readonly string[]): boolean {
  const entry = entries.find((one) => one.label === label);
  if (!entry?.enabled) return false;
  return rest.length === 0 || isDrawn(entry.submenu ?? [], rest);
}

/** The icon that was made last and is still there. */
export function currentTray(): Tray | null {
  if (!trayIsThere) return null;
  return (
    shown
      .map((ref) => ref.deref())
      .filter((tray): tray is Tray => tray !== undefined && !tray.isDestroyed())
      .at(-1) ?? null
  );
}

export function showTrayIcons(there: boolean): void {
  trayIsThere = there;
}

const bounds = { x: 1200, y: 0, width: 22, height: 22 };
const noKeys = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, triggeredByAccelerator: false };

/** What the mouse does on the icon. Linux tells of the left button alone. */
export function clickTray(tray: Tray, button: 'left' | 'right' | 'double' | 'middle'): void {
  if (button === 'left') tray.emit('click', noKeys, bounds, { x: bounds.x, y: bounds.y });
  else if (world.platform === 'linux') return;
  else if (button === 'middle') {
    if (world.platform === 'win32') tray.emit('middle-click', noKeys, bounds);
  } else tray.emit(button === 'right' ? 'right-click' : 'double-click', noKeys, bounds);
}

import { app, appRecord, becomeReady, setLoginItemStatus, surroundings, takeLock } from './app.ts';
import { BrowserWindow, type Overlay } from './browserWindow.ts';
import { answers, asked, clipboardContent, failOpening } from './desk.ts';
import { anEvent } from './event.ts';
import { collectGarbage } from './garbage.ts';
import { type PowerEvent, power, setDisplays, setIdle, setSystemTheme } from './machine.ts';
import { setOnline } from './netFetch.ts';
import {
  activate,
  allNotifications,
  type NotificationView,
  setCloseIsTold,
  setNotificationFailure,
  setNotificationSupport,
  shownNotifications,
  touch,
} from './notification.ts';
import type { Page } from './page.ts';
import { privilegesOf } from './protocol.ts';
import { type Keychain, rotateKey, setKeychain } from './safeStorage.ts';
import { setSystemProxy } from './session.ts';
import { clickTray, currentTray, showTrayIcons, Tray, type TrayView } from './tray.ts';
import { resetWorld, type WorldOptions } from './world.ts';

/** A window as a person sees it. */
export interface WindowView {
  id: number;
  /** The id of its `webContents`. */
  page: number;
  url: string;
  title: string;
  /** In front of the person: shown and not minimised. */
  visible: boolean;
  minimised: boolean;
  focused: boolean;
  crashed: boolean;
  bounds: Electron.Rectangle;
  overlay: Overlay | null;
}

surroundings.windows = () => BrowserWindow.getAllWindows();

/** What a test does to the system around the application, and what it sees of the application there. */
export const standIn = {
  /** A freshly started system; call it before each test. Linux, unless it says otherwise. */
  reset(options: WorldOptions = {}): void {
    resetWorld(options);
  },

  becomeReady,

  /** As after some minutes: what nobody in the application holds is gone, a tray icon or the events of a notification. */
  collectGarbage,

  /** What the application told the system about itself, and how it ended. */
  app: appRecord,

  // Tray
  /** `null` when there is none to be seen. */
  tray(): TrayView | null {
    const tray = currentTray();
    return tray && Tray.view(tray);
  },
  /** The image itself, for its sizes. */
  trayImage() {
    const tray = currentTray();
    return tray && Tray.image(tray);
  },
  clickTray(button: 'left' | 'right' | 'double' | 'middle' = 'left'): void {
    clickTray(theTray(), button);
  },
  /** Chooses from the tray's menu, by the labels that lead there. */
  clickMenu(...path: string[]): void {
    Tray.choose(theTray(), path);
  },
  /** A desktop that shows no tray icons: nothing fails, nothing is seen. */
  hideTrayIcons(): void {
    showTrayIcons(false);
  },

  // Notifications
  /** Those that are shown now, oldest first. */
  notifications: shownNotifications,
  /** Every one that was shown, oldest first. */
  allNotifications,
  notification(id: string): NotificationView {
    const found = shownNotifications().find((one) => one.id === id);
    if (!found) throw new Error(`No notification "${id}" is shown.`);
    return found;
  },
  /** Minutes after it was shown, so that one nobody holds has no events any more. Gives whether the object was still there. */
  async click(id: string): Promise<boolean> {
    await collectGarbage();
    return touch(id, 'click');
  },
  async act(id: string, action: number): Promise<boolean> {
    await collectGarbage();
    return touch(id, { action });
  },
  async dismiss(id: string): Promise<boolean> {
    await collectGarbage();
    return touch(id, 'dismiss');
  },
  /** Windows started the application because a toast was clicked, or tells of one whose object is gone. */
  activate,
  failNotifications: setNotificationFailure,
  supportNotifications: setNotificationSupport,
  tellOfClosedNotifications: setCloseIsTold,

  // The machine
  power(event: PowerEvent): void {
    power(event);
  },
  setIdle,
  setSystemTheme,
  setDisplays,
  setOnline,
  setSystemProxy,

  // Secrets
  setKeychain: (change: Partial<Keychain>): void => setKeychain(change),
  rotateKey,

  // What was asked of the system
  asked,
  answers,
  failOpening,
  clipboard: clipboardContent,
  privilegesOf,
  setLoginItemStatus,

  // Starts from elsewhere
  /** Another copy runs already: this one does not get the lock. */
  takeLock,
  /** Another copy was started; Chromium moves switches to the front of what it was called with. */
  secondInstance(argv: readonly string[] = [], additionalData: unknown = null, workingDirectory = '/'): void {
    const switches = argv.filter((one) => one.startsWith('--'));
    const rest = argv.filter((one) => !one.startsWith('--'));
    const [program = process.execPath, ...more] = rest;
    app.emit('second-instance', anEvent(), [program, ...switches, ...more], workingDirectory, additionalData);
  },
  /** macOS gives addresses of the application's scheme by event; without a listener they are lost. */
  openUrl(url: string): void {
    app.emit('open-url', anEvent(), url);
  },
  /** macOS: a click on the dock icon. */
  activateApp(hasVisibleWindows = false): void {
    app.emit('activate', anEvent(), hasVisibleWindows);
  },

  /** As a person does it: from the menu bar or the dock. */
  quit(): void {
    app.quit();
  },

  // Windows
  windows(): BrowserWindow[] {
    return BrowserWindow.getAllWindows();
  },
  /** The same as plain data. */
  windowViews(): WindowView[] {
    return BrowserWindow.getAllWindows().map((window) => ({
      id: window.id,
      page: window.webContents.id,
      url: window.webContents.getURL(),
      title: window.title,
      visible: window.isVisible() && !window.isMinimized(),
      minimised: window.isMinimized(),
      focused: window.isFocused(),
      crashed: window.webContents.isCrashed(),
      bounds: window.getBounds(),
      overlay: window.overlay,
    }));
  },
  /** As by the cross in the window's corner. */
  closeWindow(id: number): void {
    BrowserWindow.fromId(id)?.close();
  },
  /** The page's side of a window: what it does and what it was sent. */
  page(window: Pick<Electron.BrowserWindow, 'id'>): Page {
    const found = BrowserWindow.fromId(window.id);
    if (!found) throw new Error(`There is no window ${window.id}.`);
    return found.webContents.page;
  },
};

function theTray(): Tray {
  const tray = currentTray();
  if (!tray) throw new Error('No tray icon is to be seen.');
  return tray;
}

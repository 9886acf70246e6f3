/*
 * A stand-in of the `electron` module for tests: the same names, and the platform's rules instead of nods. The real
 * package without its runtime tries to download one when it is imported, so tests resolve `electron` to this file.
 * What a test does to it (a click, a suspended machine, a locked keychain) is in standIn.ts.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browserWindow.ts';
import { protocol } from './defaultProtocol.ts';
import { clipboard, dialog, shell } from './desk.ts';
import { ipcMain } from './ipc.ts';
import { nativeTheme, powerMonitor, screen } from './machine.ts';
import { Menu, MenuItem } from './menu.ts';
import { MessageChannelMain } from './messagePort.ts';
import { NativeImage } from './nativeImage.ts';
import { net } from './net.ts';
import { Notification } from './notification.ts';
import { autoUpdater, crashReporter } from './rarer.ts';
import { safeStorage } from './safeStorage.ts';
import { Session } from './session.ts';
import { Tray } from './tray.ts';
import { WebContents } from './webContents.ts';

/** Electron gives these two under the names of their values. */
const nativeImage = NativeImage;
const session = Session;
const webContents = WebContents;

export {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
};

const everything = {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
  // A name that Electron does not have is a type error here.
} satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, unknown>>;

// CommonJS libraries and those that take the default export find the same things.
export default everything;
export { everything as 'module.exports' };

import type { RelaunchOptions } from 'electron';
import type { Keychain } from '../safeStorage.ts';
import type { Platform } from '../world.ts';

/** How the process of the application is started; in the environment, because it is needed before anything else runs. */
export interface StartOptions {
  platform: Platform;
  packaged: boolean;
  home: string;
  appPath: string;
  version: string;
  /** Another copy runs already. */
  lockTaken: boolean;
  /** macOS: the address that the application was started for. */
  openUrl: string | null;
  /** What the system's keychain is like. */
  keychain: Partial<Keychain>;
  /** Whether the desktop shows tray icons. */
  trayIcons: boolean;
  /** Whether there is a network when it starts. */
  online: boolean;
}

/** What is left of an application that has ended. */
export interface Remains {
  /** How it wants to be started again. */
  relaunches: RelaunchOptions[];
  /** What it told the person, who has no terminal. */
  errorBoxes: { title: string; content: string }[];
}

export const startVariable = 'ELECTRON_STAND_IN';

/** A frame as it says of itself which document it holds. */
export interface FrameName {
  url: string;
  main: boolean;
}

export interface PageRequest {
  page: number;
  url: string;
  method: string;
  headers: [string, string][];
  body: Uint8Array | null;
}

export interface PageResponse {
  status: number;
  headers: [string, string][];
  body: Uint8Array;
}

/** What the process of the application asks of the system around it: its pages are in a Chromium there. */
export interface PlatformCalls {
  /** The main module has run, and the app is ready. */
  started(payload: null): void;
  ended(payload: Remains): void;
  /** A second copy found the first; what it gives goes there. */
  secondInstance(payload: { argv: string[]; workingDirectory: string; data: unknown }): void;
  load(payload: {
    page: number;
    url: string;
    preload: string | null;
    additionalArguments: string[];
    size: { width: number; height: number };
    granted: string[];
  }): void;
  send(payload: { page: number; channel: string; args: unknown[]; ports: string[] }): void;
  portMessage(payload: { page: number; port: string; data: unknown; ports: string[] }): void;
  portClosed(payload: { page: number; port: string }): void;
  execute(payload: { page: number; code: string }): unknown;
  crash(payload: { page: number }): void;
  close(payload: { page: number }): void;
  show(payload: { page: number; visible: boolean }): void;
}

/** What the system around it asks of the process of the application. */
export interface AppCalls {
  /** A method of `standIn` by its name. */
  control(payload: { command: string; args: unknown[] }): unknown;
  request(payload: PageRequest): PageResponse | Promise<PageResponse>;
  mayNavigate(payload: { page: number; url: string; main: boolean }): boolean;
  mayRedirect(payload: { page: number; url: string }): boolean;
  mayOpen(payload: { page: number; url: string; frameName: string }): boolean;
  committed(payload: { page: number; url: string }): void;
  loaded(payload: { page: number; title: string }): void;
  failed(payload: { page: number; url: string; code: number; description: string }): void;
  crashed(payload: { page: number }): void;
  preloadFailed(payload: { page: number; message: string; stack: string }): void;
  send(payload: { page: number; frame: FrameName; channel: string; args: unknown[] }): void;
  invoke(payload: { page: number; frame: FrameName; channel: string; args: unknown[] }): unknown;
  postMessage(payload: { page: number; frame: FrameName; channel: string; message: unknown; ports: string[] }): void;
  portMessage(payload: { page: number; port: string; data: unknown; ports: string[] }): void;
  portClosed(payload: { page: number; port: string }): void;
}

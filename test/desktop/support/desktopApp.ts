import type { Page } from '@playwright/test';
import type { Overlay } from '../../support/electron/browserWindow.ts';
import type { PowerEvent } from '../../support/electron/machine.ts';
import type { NotificationView } from '../../support/electron/notification.ts';
import type { Keychain } from '../../support/electron/safeStorage.ts';
import type { TrayView } from '../../support/electron/tray.ts';
import type { Platform } from '../../support/electron/world.ts';
import type { StandInProcess } from './standIn/standInProcess.ts';

export interface LaunchOptions {
  /** Home of the person and working directory. */
  folder: string;
  /** The bundle of the main process; the product's, unless it says otherwise. */
  main?: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Which system the stand-in plays; Electron runs on the one that is there. */
  platform?: Platform;
  packaged?: boolean;
  keychain?: Partial<Keychain>;
  /** Whether the desktop shows tray icons. */
  trayIcons?: boolean;
  /** Whether there is a network when it starts. */
  online?: boolean;
  /** Linux: whether there is a screen to show windows on. */
  display?: boolean;
}

/** How a start ended that came to nothing. */
export interface Ending {
  code: number | null;
  /** What it printed. */
  output: string;
  /** What it told a person who has no terminal. */
  errorBoxes: { title: string; content: string }[];
}

/** What a person can see and do that not every way of running the application lets a test see and do. */
export type Ability = 'tray' | 'notifications' | 'platform' | 'crashedPage';

interface WindowState {
  /** In front of the person: shown, and not minimised. */
  visible: boolean;
  minimised: boolean;
  url: string;
}

/** The desktop application from the outside. */
export interface DesktopApp {
  readonly kind: 'stand-in' | 'electron';
  readonly pid: number;
  /** The page of the window, visible or not; waits until there is one. */
  page(): Promise<Page>;
  /** `null` when there is no window. */
  window(): Promise<WindowState | null>;
  /** By the cross in its corner. */
  closeWindow(): Promise<void>;
  /** The process of the page ends as by a fault of its own. */
  crashPage(): Promise<void>;

  tray(): Promise<TrayView | null>;
  clickTray(): Promise<void>;
  /** Chooses from the tray's menu, by the labels that lead there. */
  clickMenu(...path: string[]): Promise<void>;
  /** The count on the dock or launcher. */
  badge(): Promise<number>;
  /** Windows' small picture over the taskbar's button. */
  overlay(): Promise<Overlay | null>;

  /** Those that are shown now, oldest first. */
  notifications(): Promise<NotificationView[]>;
  /** Every one that was shown, oldest first. */
  allNotifications(): Promise<NotificationView[]>;
  /** Minutes after it was shown. */
  clickNotification(id: string): Promise<void>;
  actOnNotification(id: string, action: number): Promise<void>;
  /** From now on the system shows none; `null` ends it. */
  failNotifications(error: string | null): Promise<void>;

  power(event: PowerEvent): Promise<void>;
  /** What a test does to the stand-in's system beyond that, by the name it has there. */
  readonly system: StandInProcess['control'];
  /** Names of the sounds that were played outside of any page, in their order. */
  soundsPlayed(): Promise<string[]>;
  /** What it told in boxes of the system, once it has ended. */
  errorBoxes(): Ending['errorBoxes'];
  /** The arguments with which it asked to be started again once it has ended; null where it did not. */
  relaunchArgs(): readonly string[] | null;
  /** A deep link, in the way of the system: by event on macOS, by a second copy elsewhere. */
  openUrl(url: string): Promise<void>;
  /** Starts a second copy and gives its exit code. */
  secondCopy(args: readonly string[]): Promise<number | null>;
  openedExternally(): Promise<string[]>;
  /** What pages wanted from beyond this machine. */
  foreignRequests(): readonly string[];

  /** As from the menu; gives the exit code once the process is gone. */
  quit(): Promise<number | null>;
  readonly exited: Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it without any farewell; to be called at the end of every test. */
  kill(): Promise<void>;
  /** Everything that the application and its pages have printed. */
  log(): string;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import {
  type AppCalls,
  type PlatformCalls,
  type Remains,
  type StartOptions,
  startVariable,
} from '../../../support/electron/process/calls.ts';
import { Wire } from '../../../support/electron/process/wire.ts';
import type { Keychain } from '../../../support/electron/safeStorage.ts';
import type { standIn, WindowView } from '../../../support/electron/standIn.ts';
import type { Platform } from '../../../support/electron/world.ts';
import { ChromiumPages } from './chromiumPages.ts';
import { layOutDesktop } from './desktopPrograms.ts';

const root = join(import.meta.dirname, '../../../..');

export interface ProcessOptions {
  browser: Browser;
  /** The bundle of the main process. */
  main: string;
  /** Home of the person and working directory. */
  folder: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  platform?: Platform;
  packaged?: boolean;
  /** macOS: the address that it is started for. */
  openUrl?: string;
  keychain?: Partial<Keychain>;
  /** Whether the desktop shows tray icons, and says so when it is asked. */
  trayIcons?: boolean;
  /** Whether there is a network when it starts. */
  online?: boolean;
  /** Linux: whether there is a screen to show windows on. */
  display?: boolean;
}

type StandIn = typeof standIn;
type SecondInstance = Parameters<PlatformCalls['secondInstance']>[0];
// biome-ignore lint/suspicious/noExplicitAny: any method of the stand-in can be called by its name
type AnyMethod = (...args: any[]) => any;
type Command = { [K in keyof StandIn]: StandIn[K] extends AnyMethod ? K : never }[keyof StandIn];
type Method<K extends Command> = Extract<StandIn[K], AnyMethod>;

/** How long a start may take; a main module that waits for `ready` at its top level never gets there. */
const startLimitMs = 30_000;

/** An application on the stand-in, as a process of its own; this process plays the system and shows its windows. */
export class StandInProcess {
  readonly #options: ProcessOptions;
  readonly #child: ChildProcess;
  readonly #wire: Wire<AppCalls, PlatformCalls>;
  readonly #started = Promise.withResolvers<void>();
  readonly exited: Promise<number | null>;
  /** For a copy that found the first one: to be told to it. */
  readonly #onSecondInstance: (call: SecondInstance) => void;
  #pages: ChromiumPages | null = null;
  #output = '';
  #remains: Remains = { relaunches: [], errorBoxes: [] };

  private constructor(options: ProcessOptions, lockTaken: boolean, onSecondInstance: (call: SecondInstance) => void) {
    this.#options = options;
    this.#onSecondInstance = onSecondInstance;
    const { main, folder, args = [], env = {}, platform = 'linux', packaged = false, openUrl = null } = options;
    const { keychain = {}, trayIcons = true, online = true, display = true } = options;
    const programs = layOutDesktop(folder, trayIcons);
    const start: StartOptions = {
      platform,
      packaged,
      home: folder,
      appPath: root,
      version: '0.0.0',
      lockTaken,
      openUrl,
      keychain,
      trayIcons,
      online,
    };
    const child = spawn(
      join(root, 'node_modules/node/bin/node'),
      ['--disable-warning=ExperimentalWarning', join(root, 'test/support/electron/process/start.ts'), main, ...args],
      {
        cwd: folder,
        env: {
          PATH: `${programs}${delimiter}${process.env.PATH ?? ''}`,
          HOME: folder,
          ...(display ? { DISPLAY: ':0' } : {}),
          [startVariable]: JSON.stringify(start),
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        serialization: 'advanced',
      },
    );
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (part: string) => {
        this.#output += part;
      });
    this.#wire = new Wire<AppCalls, PlatformCalls>((message) => {
      // One that is just ending takes nothing any more, which is told by its end.
      if (child.connected) child.send(message as never, () => {});
    });
    child.on('message', (message) => this.#wire.receive(message));
    this.exited = once(child, 'exit').then(async ([code]) => {
      this.#wire.close(`The application has ended with code ${code}:\n${this.#output}`);
      await this.#pages?.close();
      return code as number | null;
    });
  }

  static async launch(options: ProcessOptions): Promise<StandInProcess> {
    const app = new StandInProcess(options, false, (call) => app.#tellFirst(call));
    await app.#start();
    return app;
  }

  /** Starts one that is to end by itself, before anybody could see a window. */
  static async attempt(options: ProcessOptions): Promise<{ code: number | null; output: string } & Remains> {
    const app = new StandInProcess(options, false, () => {});
    app.#serve();
    const timer = setTimeout(() => app.#child.kill('SIGKILL'), startLimitMs);
    const code = await app.exited;
    clearTimeout(timer);
    return { code, output: app.log(), ...app.remains };
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** What it left when it ended. */
  get remains(): Remains {
    return this.#remains;
  }

  /** Everything that the application and its pages have printed. */
  log(): string {
    return this.#output;
  }

  /** Calls a method of `standIn` in the application's process. */
  async control<K extends Command>(
    command: K,
    ...args: Parameters<Method<K>>
  ): Promise<Awaited<ReturnType<Method<K>>>> {
    return (await this.#wire.ask('control', { command, args })) as Awaited<ReturnType<Method<K>>>;
  }

  async asked(): Promise<StandIn['asked']> {
    return (await this.#wire.ask('control', { command: 'asked', args: [] })) as StandIn['asked'];
  }

  windows(): Promise<WindowView[]> {
    return this.control('windowViews');
  }

  /** The Chromium page of a window. */
  page(window: WindowView): Page | null {
    return this.#pages?.page(window.page) ?? null;
  }

  crashPage(window: WindowView): Promise<void> {
    return this.#chromium().crash(window.page);
  }

  get foreignRequests(): readonly string[] {
    return this.#chromium().foreignRequests;
  }

  /** Starts a second copy in the same folder and gives how it ended. */
  async secondCopy(args: readonly string[]): Promise<number | null> {
    const second = new StandInProcess({ ...this.#options, args }, true, (call) => this.#tellFirst(call));
    second.#serve();
    const code = await second.exited;
    this.#output += second.log();
    return code;
  }

  /** Ends it without any farewell. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    await this.exited;
  }

  /** A signal of the system, such as SIGTERM at the end of a session. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async #start(): Promise<void> {
    const { browser, platform = 'linux' } = this.#options;
    this.#pages = await ChromiumPages.open(browser, this.#wire, platform, (line) => {
      this.#output += `${line}\n`;
    });
    this.#serve();
    const timer = setTimeout(() => {
      this.#started.reject(
        new Error(
          `The main module did not come to its end; does it wait for "ready" at its top level?\n${this.#output}`,
        ),
      );
    }, startLimitMs);
    const ended = this.exited.then((code) => {
      throw new Error(`The application ended with code ${code} while it started:\n${this.#output}`);
    });
    try {
      await Promise.race([this.#started.promise, ended]);
    } catch (error) {
      await this.kill();
      throw error;
    } finally {
      clearTimeout(timer);
      ended.catch(() => {});
    }
  }

  #serve(): void {
    this.#wire.serve({
      started: () => this.#started.resolve(),
      ended: (remains) => {
        this.#remains = remains;
      },
      secondInstance: (call) => this.#onSecondInstance(call),
      load: (load) => void this.#chromium().load(load),
      send: ({ page, channel, args, ports }) => this.#chromium().send(page, { hear: 'send', channel, args, ports }),
      portMessage: ({ page, port, data, ports }) =>
        this.#chromium().send(page, { hear: 'portMessage', port, data, ports }),
      portClosed: ({ page, port }) => this.#chromium().send(page, { hear: 'portClosed', port }),
      execute: ({ page, code }) => this.#chromium().execute(page, code),
      crash: ({ page }) => void this.#chromium().crash(page),
      close: ({ page }) => void this.#chromium().closePage(page),
      show: ({ page, visible }) => this.#chromium().show(page, visible),
    });
  }

  #chromium(): ChromiumPages {
    if (!this.#pages) throw new Error('There is no browser for the pages yet.');
    return this.#pages;
  }

  #tellFirst({ argv, workingDirectory, data }: SecondInstance): void {
    this.control('secondInstance', argv, data, workingDirectory).catch(() => {});
  }
}

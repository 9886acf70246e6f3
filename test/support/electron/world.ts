/** The three systems that Electron runs on; the stand-in plays one of them at a time. */
export type Platform = 'linux' | 'darwin' | 'win32';

export interface WorldOptions {
  platform?: Platform;
  /** What `app.isPackaged` says. */
  packaged?: boolean;
  /** Folder of the person; what `app.getPath` gives lies in it. */
  home?: string;
  /** What `app.getAppPath()` gives. */
  appPath?: string;
  version?: string;
}

/** What every part of the stand-in has to know: which system it plays, and how far the application has started. */
export const world: Required<WorldOptions> & { ready: boolean } = {
  platform: 'linux',
  packaged: false,
  home: '/nonexistent',
  appPath: process.cwd(),
  version: '0.0.0',
  ready: false,
};

const resets: (() => void)[] = [];

/** Each part puts its own state back. */
export function onReset(reset: () => void): void {
  resets.push(reset);
}

export function resetWorld(options: WorldOptions): void {
  Object.assign(world, {
    platform: 'linux',
    packaged: false,
    home: '/nonexistent',
    appPath: process.cwd(),
    version: '0.0.0',
    ...options,
    ready: false,
  });
  for (const reset of resets) reset();
}

export function needReady(what: string): void {
  if (!world.ready) throw new Error(`${what} cannot be used before the app is ready.`);
}

export function onlyBeforeReady(what: string): void {
  if (world.ready) throw new Error(`${what} has to be called before the app is ready.`);
}

/** Electron has these on some systems only; elsewhere they are missing, and calling them is a TypeError. */
export function onlyOn(what: string, ...platforms: Platform[]): void {
  if (!platforms.includes(world.platform)) throw new TypeError(`${what} is not a function on ${world.platform}.`);
}

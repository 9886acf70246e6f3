/** What is used of electron-updater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  logger: unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  setFeedURL(options: { provider: 'generic'; url: string }): void;
  checkForUpdates(): Promise<{
    isUpdateAvailable: boolean;
    updateInfo: { version: string };
    downloadPromise?: Promise<unknown> | null;
  } | null>;
}

/** Loaded when the first check comes, for most never do: the library reads and sets up much. */
export async function loadUpdater(): Promise<Updater> {
  // CommonJS: named imports of it are not there in every bundle.
  const { default: library } = await import('electron-updater');
  return library.autoUpdater;
}

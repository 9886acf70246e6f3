import { EventEmitter } from 'node:events';
import { onReset } from './world.ts';

type ImplementedUpdater = Pick<
  Electron.AutoUpdater,
  'checkForUpdates' | 'quitAndInstall' | 'setFeedURL' | 'getFeedURL'
>;

class AutoUpdater extends EventEmitter implements ImplementedUpdater {
  #feed = '';

  checkForUpdates(): void {}

  getFeedURL(): string {
    return this.#feed;
  }

  quitAndInstall(): void {
    this.emit('before-quit-for-update');
  }

  setFeedURL(options: { url: string }): void {
    this.#feed = options.url;
  }
}

/** Electron's own updater, which electron-updater drives on macOS. */
export const autoUpdater = new AutoUpdater();
onReset(() => autoUpdater.removeAllListeners());

type ImplementedReporter = Pick<Electron.CrashReporter, 'start'>;

export const crashReporter: ImplementedReporter = { start() {} };

import { clipboard, shell } from 'electron';
import type { HostDesk } from '../../core/api/hostPorts.ts';
import type { Clock } from '../../core/clock.ts';
import type { HostView } from '../../shared/hostView.ts';
import { failed, ok } from '../../shared/problem.ts';
import type { Updates } from '../updates/updates.ts';
import { askAndSave } from './askAndSave.ts';
import type { LoginItem } from './loginItem.ts';
import { relaunch } from './relaunch.ts';

interface DesktopDeskOptions {
  dataFolder: string;
  loginItem: LoginItem;
  updates: Updates;
  /** Whether the simulated shop can be had here. */
  demo: HostView['demo'];
  process: { argv: readonly string[]; env: Record<string, string | undefined>; platform: NodeJS.Platform };
  clock: Clock;
  /** Ends the app in good order. */
  end: (exitCode: number) => void;
}

const can = { possible: true, explanation: null };
/** The window that asked is answered first. */
const restartAfterMs = 200;

/** What the desktop app does for a person beyond the watch. */
export function createDesktopDesk(options: DesktopDeskOptions): HostDesk {
  const { dataFolder, loginItem, updates, demo, clock, end } = options;
  return {
    view: () => ({
      kind: 'desktop',
      platform: options.process.platform,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      startAtLogin: loginItem.view(),
      openDataFolder: can,
      restart: can,
      demo,
      updates: updates.view(),
    }),
    setStartAtLogin: (enabled) => loginItem.set(enabled),
    async openDataFolder() {
      const problem = await shell.openPath(dataFolder);
      return problem === ''
        ? ok(null)
        : failed('unknown', `The system opened nothing for ${dataFolder}. Open it in a file manager.`, false);
    },
    async copyText(text) {
      try {
        await clipboard.writeText(text);
        return ok(null);
      } catch {
        return failed('unknown', 'The system did not take the text. Select it and copy it by hand.');
      }
    },
    saveFile: askAndSave,
    restart(wanted) {
      if (wanted && !demo.possible) {
        return failed('notConfigured', demo.explanation ?? 'The demo cannot run here.', false);
      }
      const exitCode = relaunch(wanted, options.process);
      clock.after(restartAfterMs, () => end(exitCode));
      return ok(null);
    },
    checkForUpdates: () => updates.check(),
  };
}

import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { app } from 'electron';
import { reasonOf } from '../../core/adapters/files/dataFolder.ts';
import type { HostView } from '../../shared/hostView.ts';
import { failed, ok, type Result } from '../../shared/problem.ts';
import { autostartEntry, autostartPath, isEnabledEntry } from './autostartEntry.ts';

/** Whether the system starts Watchkeeper when the person logs in. */
export interface LoginItem {
  view(): HostView['startAtLogin'];
  set(enabled: boolean): Promise<Result<null>>;
  /** Points an entry that is there at where the program lies now: an AppImage is moved and renamed. */
  refresh(): Promise<void>;
}

interface Machine {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  homedir: string;
  execPath: string;
}

/** The argument by which a start at login is known; macOS knows it by itself. */
const args = ['--hidden'];

export function createLoginItem(machine: Machine): LoginItem {
  if (!app.isPackaged)
    return unavailable('Watchkeeper runs from its sources here; only the installed app can do this.');
  if (machine.platform === 'linux') return linuxLoginItem(machine);
  if (machine.platform === 'darwin' || machine.platform === 'win32') return systemLoginItem(machine.platform);
  return unavailable('Watchkeeper does not know how this system starts programs at login.');
}

/** Whether macOS started this process at login, which no argument tells there. After `ready`. */
export function startedAtLogin(platform: NodeJS.Platform): boolean {
  return platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

function unavailable(explanation: string): LoginItem {
  return {
    view: () => ({ possible: false, explanation, enabled: false }),
    set: async () => failed('notConfigured', explanation, false),
    refresh: async () => {},
  };
}

/** macOS and Windows keep it themselves; what they say afterwards counts, not what was asked. */
function systemLoginItem(platform: 'darwin' | 'win32'): LoginItem {
  const current = () => app.getLoginItemSettings(platform === 'win32' ? { args } : {});
  const approval = 'macOS waits for your consent: System Settings → General → Login Items.';
  return {
    view() {
      const { openAtLogin, status } = current();
      const waits = status === 'requires-approval';
      return { possible: true, explanation: waits ? approval : null, enabled: openAtLogin || waits };
    },
    async set(enabled) {
      app.setLoginItemSettings(platform === 'win32' ? { openAtLogin: enabled, args } : { openAtLogin: enabled });
      const { openAtLogin, status } = current();
      if (openAtLogin === enabled || (enabled && status === 'requires-approval')) return ok(null);
      return failed(
        'notAllowed',
        platform === 'darwin'
          ? 'macOS did not take it, as with every app that is not signed and notarized. Add Watchkeeper in System Settings → General → Login Items.'
          : 'Windows did not take it. Add Watchkeeper in Settings → Apps → Startup, or ask who administers this machine.',
        false,
      );
    },
    refresh: async () => {},
  };
}

function linuxLoginItem({ env, homedir, execPath }: Machine): LoginItem {
  const path = autostartPath(env, homedir);
  // An AppImage's own process runs from a mount that is gone at the next login.
  const entry = autostartEntry(env.APPIMAGE || execPath);
  return {
    view: () => ({ possible: true, explanation: null, enabled: isEnabled(path) }),
    async set(enabled) {
      try {
        if (enabled) {
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, entry);
        } else {
          await rm(path, { force: true });
        }
        return ok(null);
      } catch (cause) {
        return failed(
          'storage',
          `${path} could not be changed: ${reasonOf(cause)}. Starting at login stays as it was.`,
        );
      }
    },
    async refresh() {
      if (!isEnabled(path) || (await readFile(path, 'utf8')) === entry) return;
      await writeFile(path, entry).catch(() => {
        // A file that only an administrator may change says where to find the program itself.
      });
    },
  };
}

function isEnabled(path: string): boolean {
  try {
    return isEnabledEntry(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}

import type { HostDesk } from '../core/api/hostPorts.ts';
import { failed, ok } from '../shared/problem.ts';

const elsewhere = 'The browser host runs where it was started; only the desktop app can do this.';

/** What the browser host can do for a person: little, for the page may be on another machine. `restart` null: nobody would start it again. */
export function createBrowserDesk(restart: ((demo: boolean | null) => void) | null): HostDesk {
  const cannot = { possible: false, explanation: elsewhere };
  const cannotRestart = 'Watchkeeper was not started with npm start, so nobody would start it again.';
  const refused = async () => failed('notConfigured', elsewhere, false);
  return {
    view: () => ({
      kind: 'browser',
      platform: process.platform,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      startAtLogin: { ...cannot, enabled: false },
      openDataFolder: cannot,
      restart: { possible: restart !== null, explanation: restart === null ? cannotRestart : null },
      demo: { possible: restart !== null, explanation: restart === null ? cannotRestart : null },
      updates: { ...cannot, version: null },
    }),
    setStartAtLogin: refused,
    openDataFolder: refused,
    copyText: refused,
    saveFile: refused,
    restart(demo) {
      if (restart === null) return failed('notConfigured', cannotRestart, false);
      restart(demo);
      return ok(null);
    },
    checkForUpdates: refused,
  };
}

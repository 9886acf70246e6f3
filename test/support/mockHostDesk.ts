import type { HostDesk } from '../../core/api/hostPorts.ts';
import { createBrowserDesk } from '../../server/browserDesk.ts';
import { ok } from '../../shared/problem.ts';
import type { WorldName } from './mockWorld.ts';

/** What the told host can do for a person: in the world `desktop` what the desktop app can, in a zone that is always the same. */
export function createMockHostDesk(world: WorldName, restart: (demo: boolean | null) => void): HostDesk {
  const browser = createBrowserDesk(restart);
  if (world !== 'desktop') return { ...browser, view: () => ({ ...browser.view(), timeZone: 'Europe/Berlin' }) };
  const possible = { possible: true, explanation: null };
  let startsAtLogin = false;
  return {
    view: () => ({
      kind: 'desktop',
      platform: 'darwin',
      timeZone: 'Europe/Berlin',
      startAtLogin: { ...possible, enabled: startsAtLogin },
      openDataFolder: possible,
      restart: possible,
      demo: { possible: false, explanation: 'The demo needs the ClickHouse engine, which installers leave out.' },
      updates: { ...possible, version: null },
    }),
    async setStartAtLogin(enabled) {
      startsAtLogin = enabled;
      return ok(null);
    },
    openDataFolder: async () => ok(null),
    copyText: async () => ok(null),
    saveFile: async () => ok(true),
    restart(demo) {
      restart(demo);
      return ok(null);
    },
    checkForUpdates: async () => ok({ version: null, message: 'Version 0.1.0 is the newest.' }),
  };
}

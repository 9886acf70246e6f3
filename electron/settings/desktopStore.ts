import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { keepAside } from '../../core/adapters/files/keepAside.ts';
import type { Log } from '../../core/log.ts';
import { isTree } from '../../core/settings/settingsPath.ts';
import { type DesktopState, desktopStateVersion, isNewer, readDesktopState } from './desktopState.ts';

/** One thing that is remembered. Reading never fails; a write that fails holds until the app quits. */
interface Slot<T> {
  read(): T;
  write(value: T): void;
}

export interface DesktopStore {
  slot<Key extends keyof DesktopState>(key: Key): Slot<DesktopState[Key]>;
}

type Document = Record<string, unknown>;

/**
 * `desktop.json` of the data folder, read once. Nothing in it is worth stopping for: what cannot be used is kept aside and
 * the usual holds, and where it cannot be written the app goes on without.
 */
export function openDesktopStore(folder: string, { now, log }: { now: () => number; log: Log }): DesktopStore {
  const path = join(folder, 'desktop.json');
  const document = readDocument(path, now, log);
  let { state, wrong } = readDesktopState(document ?? {});
  if (wrong.length > 0) {
    log.warn('desktop.json has values that cannot be used', { wrong, keptAs: keepAside(path, now(), 'copy') });
  }
  const newer = document !== null && isNewer(document);
  if (newer) log.warn('desktop.json is of a newer Watchkeeper and stays as it is', { path });
  const file = document === null || newer ? null : openFile(folder, log);

  function save(): void {
    try {
      // The whole of it: what this version does not know is kept, and a damaged file is replaced instead of read.
      if (file) file.store = { ...document, version: desktopStateVersion, ...state };
    } catch (error) {
      log.warn('desktop.json could not be written', { error });
    }
  }

  return {
    slot: (key) => ({
      read: () => state[key],
      write(value) {
        if (JSON.stringify(value) === JSON.stringify(state[key])) return;
        state = { ...state, [key]: value };
        save();
      },
    }),
  };
}

/** Empty where there is none; null where it is there and this account may not read it. */
function readDocument(path: string, now: () => number, log: Log): Document | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    log.warn('desktop.json could not be read', { error });
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isTree(value)) return value;
  } catch {
    // Not JSON: kept aside below.
  }
  const keptAs = keepAside(path, now());
  log.warn('desktop.json could not be understood', { keptAs });
  return keptAs === null ? null : {};
}

function openFile(folder: string, log: Log): ElectronStore<Document> | null {
  try {
    return new ElectronStore<Document>({ cwd: folder, name: 'desktop', configFileMode: 0o600 });
  } catch (error) {
    log.warn('desktop.json could not be opened', { error });
    return null;
  }
}

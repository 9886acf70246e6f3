import { inTurn } from '../../core/adapters/secrets/inTurn.ts';
import type { OpenedSecretStore } from '../../core/adapters/secrets/openSecretStore.ts';
import type { SecretStore } from '../../core/settings/secretStore.ts';
import type { Notice } from '../../core/settings/settingsStorage.ts';

/** A store that may have something to tell a person. */
export interface NoticingStore extends SecretStore {
  readonly notices?: Notice[];
}

interface Change {
  /** The next store takes over. */
  become(next: NoticingStore): void;
  /** Secrets became readable in the store that holds. */
  tell(): void;
}

/** One store to hold on to while what is behind it changes: locked, then open; in memory, then protected. */
export function createChangingStore(
  notices: readonly Notice[],
  begin: (change: Change) => NoticingStore,
): OpenedSecretStore {
  const listeners = new Set<() => void>();
  const inOrder = inTurn();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  let current = begin({
    become(next) {
      current = next;
      tell();
    },
    tell,
  });
  const store: SecretStore = {
    get backend() {
      return current.backend;
    },
    read: (name) => current.read(name),
    // In turn, so that nothing is written to a store that is just being replaced.
    write: (name, value) => inOrder(() => current.write(name, value)),
    unlock: (passphrase) => inOrder(() => current.unlock(passphrase)),
    onOpened(listener) {
      listeners.add(listener);
    },
  };
  return {
    store,
    get notices(): Notice[] {
      return [...notices, ...(current.notices ?? [])];
    },
  };
}

import { keepAside } from '../../core/adapters/files/keepAside.ts';
import { createMemorySecretStore } from '../../core/adapters/secrets/memorySecretStore.ts';
import { protectWithPassphrase } from '../../core/adapters/secrets/passphraseStore.ts';
import { secretWords } from '../../core/adapters/secrets/secretWords.ts';
import type { SecretStore } from '../../core/settings/secretStore.ts';
import type { Notice } from '../../core/settings/settingsStorage.ts';
import { failed, ok } from '../../shared/problem.ts';
import type { SecretName } from '../../shared/settings.ts';
import type { NoticingStore } from './changingStore.ts';

interface MemoryStoreOptions {
  path: string;
  /** Under a keychain that is not to be had here; the file is left alone until there is a passphrase. */
  stored: readonly SecretName[];
  now: () => number;
  /** From now on they are kept under a passphrase. */
  onProtected: (store: SecretStore) => void;
}

/**
 * Secrets that are gone when the app quits, because nothing here protects them: Chromium's hard-coded key would only look
 * as if it did. A passphrase makes them stay.
 */
export function createMemoryStore({ path, stored, now, onProtected }: MemoryStoreOptions): NoticingStore {
  const store = createMemorySecretStore(
    {
      name: 'memory',
      weak: false,
      explanation:
        'This system offers no keychain that protects secrets, so they are kept until Watchkeeper quits. With a passphrase they are stored, encrypted.',
      state: 'memory',
    },
    async (passphrase) => {
      // A copy: should writing fail, the ciphertext of before is still in its place.
      if (stored.length > 0 && keepAside(path, now(), 'copy') === null) {
        return failed('storage', `The secrets were not stored: ${path} could not be kept aside first.`);
      }
      const kept = await protectWithPassphrase(path, store.values, passphrase);
      if (!kept.ok) return kept;
      onProtected(kept.value);
      return ok(null);
    },
  );
  return {
    ...store,
    get notices(): Notice[] {
      const notices: Notice[] = [];
      const missing = stored.filter((name) => !store.values.has(name));
      if (missing.length > 0) {
        const message = `What is stored of ${secretWords(missing)} lies under a keychain that does not open here, so the watch does without: enter it again in Setup, or start Watchkeeper where that keychain is.`;
        notices.push({ code: 'secretsUnopened', severity: 'error', message });
      }
      if (store.values.size > 0) {
        const message =
          'Secrets are kept in memory, because nothing here protects them on the disk: they are gone when Watchkeeper quits. Set a passphrase in Setup to store them.';
        notices.push({ code: 'secretsInMemory', severity: 'warning', message });
      }
      return notices;
    },
  };
}

import { openWithPassphrase } from '../../core/adapters/secrets/passphraseStore.ts';
import { namesIn, type SecretsFile } from '../../core/adapters/secrets/secretsFile.ts';
import { secretWords } from '../../core/adapters/secrets/secretWords.ts';
import type { SecretStore } from '../../core/settings/secretStore.ts';
import type { Notice } from '../../core/settings/settingsStorage.ts';
import { failed, ok } from '../../shared/problem.ts';
import type { NoticingStore } from './changingStore.ts';

/** Secrets that wait for the passphrase they were stored under. */
export function createLockedStore(
  path: string,
  file: SecretsFile,
  onOpened: (store: SecretStore) => void,
): NoticingStore {
  return {
    backend: {
      name: 'passphrase',
      weak: false,
      explanation: 'Secrets are encrypted with a key made from your passphrase, and wait for it.',
      state: 'locked',
    },
    read: () => null,
    write: async () =>
      failed(
        'storage',
        'The secret was not saved: the stored secrets are locked. Enter their passphrase first, then save it again.',
        false,
      ),
    async unlock(passphrase) {
      const opened = await openWithPassphrase(path, file, passphrase);
      if (!opened) return failed('auth', 'is not the one that protects the stored secrets', false);
      onOpened(opened);
      return ok(null);
    },
    get notices(): Notice[] {
      const names = namesIn(file);
      if (names.length === 0) return [];
      const message = `The stored secrets are locked, and the watch does without ${secretWords(names)}: enter their passphrase in Setup, or set WATCHKEEPER_PASSPHRASE.`;
      return [{ code: 'secretsLocked', severity: 'error', message }];
    },
  };
}
